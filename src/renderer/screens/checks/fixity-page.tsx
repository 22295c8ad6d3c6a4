/** Whether the files are still what was recorded: what needs a person first, then the storages. */
import { ShieldCheck } from 'lucide-react';
import type { FixityRun, FixityScope, FixityStatus } from '../../../shared/model/fixity.ts';
import { countWords } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { type Loaded, useHub } from '../../state/hub-context.tsx';
import styles from './checks.module.css';
import { FixityRunStrip } from './fixity-run-strip.tsx';
import { IncidentList } from './incident-list.tsx';
import { StorageTable } from './storage-table.tsx';

export interface FixityPageProps {
  readonly run: FixityRun | null;
  readonly status: Loaded<FixityStatus>;
}

export function FixityPage({ run, status }: FixityPageProps) {
  const { client } = useHub();
  const start = (scope: FixityScope) => act(() => client.fixity.start({ scope }));
  if (status.error)
    return (
      <div className={styles.page}>
        <FaultNotice error={status.error} actions={<Button onClick={status.reload}>Try again</Button>} />
      </div>
    );
  if (!status.value) return null;
  const { storages, incidents } = status.value;
  if (storages.length === 0)
    return (
      <Empty
        title="There are no files to check yet"
        actions={<ViewLink to={{ screen: 'bench' }}>Go to the bench</ViewLink>}
      >
        <p>
          Every file of a finished dump is known here by its size and SHA-256. It is read again a day later, a
          month later, and then for as long as the archive lasts.
        </p>
      </Empty>
    );
  const due = storages.reduce((sum, storage) => sum + (storage.offline ? 0 : storage.due), 0);
  const busy = run?.phase === 'running';
  return (
    <div className={styles.page}>
      <div className={styles.lead}>
        <p className={styles.verdict}>{verdictOf(due, incidents.length)}</p>
        {!busy && (
          <div className={styles.actions}>
            <Button onClick={() => start({ kind: 'all' })}>Check everything</Button>
            <Button
              look="primary"
              icon={<ShieldCheck />}
              disabled={due === 0}
              onClick={() => start({ kind: 'due' })}
            >
              Check what is due
            </Button>
          </div>
        )}
      </div>
      {run && <FixityRunStrip run={run} />}
      <IncidentList incidents={incidents} onClosed={status.reload} />
      <StorageTable storages={storages} onChanged={status.reload} />
    </div>
  );
}

function verdictOf(due: number, incidents: number): string {
  const waiting = `${countWords(incidents)} ${incidents === 1 ? 'finding waits' : 'findings wait'} for a decision`;
  const overdue =
    due === 0 ? 'nothing is due' : `${countWords(due)} ${due === 1 ? 'file is' : 'files are'} due`;
  if (incidents > 0) return `${waiting}; ${overdue}.`;
  return `No finding is open; ${overdue}.`;
}
