/** Whether the catalogue itself is sound, and where its backups are. */
import { DatabaseBackup } from 'lucide-react';
import { useState } from 'react';
import type { CatalogueBackup } from '../../../shared/model/upkeep.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Facts } from '../../components/facts.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import styles from './checks.module.css';
import { JoinPanel } from './join-panel.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

const t = messagesOf('care');
const common = messagesOf('common');

interface Checked {
  readonly ok: boolean;
  readonly findings: readonly string[];
}

export function CarePage() {
  const status = useLoaded('upkeep', (hub, signal) => hub.upkeep.status(undefined, { signal }));
  const [restoring, setRestoring] = useState<CatalogueBackup | null>(null);
  if (status.error)
    return (
      <div className={styles.page}>
        <FaultNotice
          error={status.error}
          actions={<Button onClick={status.reload}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (!status.value) return null;
  const { folders, backups, lastGoodChecks } = status.value;
  const at = (moment: string | null) => (moment === null ? t('never') : momentWords(moment));
  const sound = (moment: string | null) =>
    moment === null ? t('never') : t('soundAt', { at: momentWords(moment) });
  return (
    <div className={styles.page}>
      <Panel title={t('sound')}>
        <div className={styles.care}>
          <Facts
            facts={[
              { name: t('quick'), value: sound(lastGoodChecks.quick) },
              { name: t('full'), value: sound(lastGoodChecks.full) },
            ]}
          />
          <Check onChecked={status.reload} />
        </div>
      </Panel>
      <Panel title={t('backups')}>
        <div className={styles.care}>
          {folders.map(({ path, lastAt, backups: count, sizeBytes, problem }) => (
            <div key={path} className={styles.folder}>
              <p>
                <strong className={styles.root}>{path}</strong>{' '}
                <span className={styles.quiet}>
                  {t('folder', { count, size: bytesWords(sizeBytes), at: at(lastAt) })}
                </span>
              </p>
              {problem !== null && <Notice tone="warn">{problem}</Notice>}
            </div>
          ))}
          <BackUp onMade={status.reload} />
          {backups.length > 0 && (
            <details>
              <summary>{t('allBackups', { count: backups.length })}</summary>
              <ul className={styles.backups}>
                {backups.map((backup) => (
                  <li key={backup.path}>
                    <time dateTime={backup.at}>{momentWords(backup.at)}</time>
                    <span className={styles.figures}>{bytesWords(backup.sizeBytes)}</span>
                    <span className={styles.path} title={backup.path}>
                      {backup.path}
                    </span>
                    <Button
                      look="plain"
                      aria-label={t('restoreOf', { at: momentWords(backup.at) })}
                      onClick={() => setRestoring(backup)}
                    >
                      {t('restore')}
                    </Button>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </Panel>
      <JoinPanel />
      <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />
    </div>
  );
}

function Check({ onChecked }: { readonly onChecked: () => void }) {
  const { client } = useHub();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Checked | null>(null);
  const run = async (check: () => Promise<Checked>) => {
    setBusy(true);
    setFound(null);
    await act(async () => setFound(await check()));
    setBusy(false);
    onChecked();
  };
  return (
    <>
      <div className={styles.actions}>
        <Button disabled={busy} onClick={() => run(() => client.catalogue.check())}>
          {t('checkQuick')}
        </Button>
        <Button disabled={busy} onClick={() => run(() => client.upkeep.checkFully())}>
          {t('checkFull')}
        </Button>
        {busy && <p role="status">{t('checking')}</p>}
        {found?.ok && (
          <p role="status">
            <Chip tone="good">{t('isSound')}</Chip>
          </p>
        )}
      </div>
      {found && !found.ok && (
        <Notice tone="bad">
          <ul>
            {found.findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function BackUp({ onMade }: { readonly onMade: () => void }) {
  const { client } = useHub();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const run = async () => {
    setBusy(true);
    await act(async () => setProblems((await client.upkeep.backUp()).problems));
    setBusy(false);
    onMade();
  };
  return (
    <>
      <div className={styles.actions}>
        <Button icon={<DatabaseBackup />} disabled={busy} onClick={run}>
          {busy ? t('backingUp') : t('backUp')}
        </Button>
      </div>
      {problems.map((problem) => (
        <Notice key={problem} tone="bad">
          {problem}
        </Notice>
      ))}
    </>
  );
}
