/** The bench: a tile for every drive, always in the same place. */
import { Maximize2, Plus, RefreshCw } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import { useStore } from 'zustand';
import type { Drive } from '../../../shared/model/drive.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { holdDrives } from '../../components/hold-drives.ts';
import { RoomLines } from '../../components/room-lines.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { tileLetter } from '../../keys/scan-codes.ts';
import { useCommand, useScan } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import {
  batchOn,
  benchStore,
  closeStart,
  driveForStart,
  jobOn,
  mayStopAfter,
  openStart,
} from '../../state/bench-store.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { inPlace } from '../../state/hub-store.ts';
import { useRoom } from '../../state/use-room.ts';
import { go } from '../../state/view.ts';
import { StartDialog } from '../start/start-dialog.tsx';
import styles from './bench-screen.module.css';
import { DriveTile } from './drive-tile.tsx';
import { PracticeDialog } from './practice-dialog.tsx';

const t = messagesOf('bench');

export function BenchScreen() {
  const hub = useHub();
  const { client, store } = hub;
  const drives = useHubState((state) => state.drives);
  const jobs = useHubState((state) => state.jobs);
  const held = useHubState((state) => state.held);
  const volumes = useRoom();
  const batches = useHubState((state) => state.batches);
  const { chosenId, starting } = useStore(benchStore);
  const startingDrive = starting && drives?.find(({ id }) => id === starting.driveId);
  const next = driveForStart(drives ?? [], jobs ?? [], chosenId);
  useCommand('start', next && (() => openStart(next.id)));
  const waitingFor = ({ id }: Drive) =>
    (jobs ?? []).filter(({ state, source }) => state === 'planned' && source.id === id).length;
  const stoppable = (drives ?? []).filter((drive) =>
    mayStopAfter({
      job: jobOn(jobs ?? [], drive),
      waiting: waitingFor(drive),
      isInBatch: batchOn(batches, drive.id) !== null,
      isHeld: held.includes(drive.id),
    }),
  );
  const toStop =
    stoppable.find(({ id }) => id === chosenId) ?? (stoppable.length === 1 ? stoppable[0] : undefined);
  useCommand('stopAfter', toStop ? () => holdDrives(hub, [toStop], !held.includes(toStop.id)) : null);
  const chosen = drives?.find(({ id }) => id === chosenId);
  useCommand('eject', chosen ? () => act(() => client.drives.eject({ sourceId: chosen.id })) : null);
  // The code first, the carrier into the drive, Enter: no mouse.
  useScan((scan) => {
    if (scan.kind !== 'carrier' || !next) return false;
    openStart(next.id, scan.code);
    return true;
  });
  const [practising, setPractising] = useState(false);
  const refresh = () =>
    act(async () => {
      const { drives: listed } = await client.drives.refresh();
      store.setState((state) => ({ drives: inPlace(state.drives ?? [], listed) }));
    });
  useCommand('identify', refresh);
  const addPractice = (
    <Button
      look={drives?.length === 0 ? 'primary' : 'normal'}
      icon={<Plus />}
      onClick={() => setPractising(true)}
    >
      {t('addPractice')}
    </Button>
  );
  return (
    <Screen
      title={t('title')}
      aside={drives && drives.length > 0 ? t('driveCount', { count: drives.length }) : undefined}
      actions={
        <>
          {drives && drives.length > 0 && (
            <Button look="plain" icon={<Maximize2 />} onClick={() => go({ screen: 'bench', kiosk: true })}>
              {t('kiosk')}
            </Button>
          )}
          <Button look="plain" icon={<RefreshCw />} onClick={refresh}>
            {t('lookAgain')}
          </Button>
          {drives && drives.length > 0 && addPractice}
        </>
      }
    >
      {drives?.length === 0 && (
        <Empty title={t('noDrive')} actions={addPractice}>
          <p>{t('noDrivePlug')}</p>
          <p>{t('noDrivePractise')}</p>
        </Empty>
      )}
      <RoomLines volumes={volumes} onlyShort />
      {drives && drives.length > 0 && (
        <ul className={styles.tiles} style={{ '--columns': tileColumns(drives.length) } as CSSProperties}>
          {drives.map((drive, place) => (
            <li key={drive.id}>
              <DriveTile
                drive={drive}
                letter={tileLetter(place)}
                job={jobOn(jobs ?? [], drive)}
                waiting={waitingFor(drive)}
                batch={batchOn(batches, drive.id)}
                onStart={() => openStart(drive.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {startingDrive && <StartDialog drive={startingDrive} carrier={starting.carrier} onClose={closeStart} />}
      <PracticeDialog open={practising} onClose={() => setPractising(false)} />
    </Screen>
  );
}

/** Rows that are as full as each other, of three or four tiles. */
function tileColumns(drives: number): number {
  const rows = Math.ceil(drives / 4);
  return Math.max(3, Math.ceil(drives / rows));
}
