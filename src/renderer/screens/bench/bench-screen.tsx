/** The bench: a tile for every drive, always in the same place. */
import { Maximize2, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { tileLetter } from '../../keys/scan-codes.ts';
import { useCommand, useScan } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { benchStore, closeStart, driveForStart, jobOn, openStart } from '../../state/bench-store.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { inPlace } from '../../state/hub-store.ts';
import { go } from '../../state/view.ts';
import { StartDialog } from '../start/start-dialog.tsx';
import styles from './bench-screen.module.css';
import { DriveTile } from './drive-tile.tsx';
import { PracticeDialog } from './practice-dialog.tsx';
import { batchOn, useBenchBatches } from './use-bench-batches.ts';

const t = messagesOf('bench');

export function BenchScreen() {
  const { client, store } = useHub();
  const drives = useHubState((state) => state.drives);
  const jobs = useHubState((state) => state.jobs);
  const batches = useBenchBatches();
  const { chosenId, starting } = useStore(benchStore);
  const startingDrive = starting && drives?.find(({ id }) => id === starting.driveId);
  const next = driveForStart(drives ?? [], jobs ?? [], chosenId);
  useCommand('start', next && (() => openStart(next.id)));
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
      {drives && drives.length > 0 && (
        <ul className={styles.tiles}>
          {drives.map((drive, place) => (
            <li key={drive.id}>
              <DriveTile
                drive={drive}
                letter={tileLetter(place)}
                job={jobOn(jobs ?? [], drive)}
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
