/** The bench: a tile for every drive, always in the same place. */
import { Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Drive } from '../../../shared/model/drive.ts';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { inPlace } from '../../state/hub-store.ts';
import { StartDialog } from '../start/start-dialog.tsx';
import styles from './bench-screen.module.css';
import { DriveTile } from './drive-tile.tsx';
import { PracticeDialog } from './practice-dialog.tsx';

const t = messagesOf('bench');

export function BenchScreen() {
  const { client, store } = useHub();
  const drives = useHubState((state) => state.drives);
  const jobs = useHubState((state) => state.jobs);
  const [starting, setStarting] = useState<Drive | null>(null);
  const [practising, setPractising] = useState(false);
  const refresh = () =>
    act(async () => {
      const { drives: listed } = await client.drives.refresh();
      store.setState((state) => ({ drives: inPlace(state.drives ?? [], listed) }));
    });
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
          {drives.map((drive) => (
            <li key={drive.id}>
              <DriveTile drive={drive} job={jobOn(jobs ?? [], drive)} onStart={() => setStarting(drive)} />
            </li>
          ))}
        </ul>
      )}
      {starting && <StartDialog drive={starting} onClose={() => setStarting(null)} />}
      <PracticeDialog open={practising} onClose={() => setPractising(false)} />
    </Screen>
  );
}

/** The job at work in a drive, else the last one that was. `jobs` are newest first. */
function jobOn(jobs: readonly JobSummary[], drive: Drive): JobSummary | undefined {
  const here = jobs.filter((job) => job.source.id === drive.id);
  return here.find((job) => !isAtRest(job.state)) ?? here[0];
}
