/** Whether the files are still what was recorded: what needs a person first, then the storages. */
import { ShieldCheck } from 'lucide-react';
import type { FixityRun, FixityScope, FixityStatus } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { type Loaded, useHub } from '../../state/hub-context.tsx';
import styles from './checks.module.css';
import { FixityRunStrip } from './fixity-run-strip.tsx';
import { IncidentList } from './incident-list.tsx';
import { StorageTable } from './storage-table.tsx';

const t = messagesOf('checks');

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
        <FaultNotice error={status.error} actions={<Button onClick={status.reload}>{t('again')}</Button>} />
      </div>
    );
  if (!status.value) return null;
  const { storages, incidents } = status.value;
  if (storages.length === 0)
    return (
      <Empty title={t('noFiles')} actions={<ViewLink to={{ screen: 'bench' }}>{t('goToBench')}</ViewLink>}>
        <p>{t('noFilesWhy')}</p>
      </Empty>
    );
  const due = storages.reduce((sum, storage) => sum + (storage.offline ? 0 : storage.due), 0);
  const busy = run?.phase === 'running';
  return (
    <div className={styles.page}>
      <div className={styles.lead}>
        <p className={styles.verdict}>{t('verdict', { findings: incidents.length, due })}</p>
        {!busy && (
          <div className={styles.actions}>
            <Button onClick={() => start({ kind: 'all' })}>{t('checkAll')}</Button>
            <Button
              look="primary"
              icon={<ShieldCheck />}
              disabled={due === 0}
              onClick={() => start({ kind: 'due' })}
            >
              {t('checkDue')}
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
