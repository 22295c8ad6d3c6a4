/** Joins the catalogue of another station with this one: shown first, done when a person says so, undone like any change. */
import { useState } from 'react';
import type { MergeReport } from '../../../shared/model/merge.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { Panel } from '../../components/screen.tsx';
import { act, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import styles from './checks.module.css';

const t = messagesOf('care');
const collection = messagesOf('collection');

export function JoinPanel() {
  const { client } = useHub();
  const folder = useRootChoice();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  /** What was looked at is joined, nothing else. */
  const [looked, setLooked] = useState<{ readonly of: string; readonly report: MergeReport } | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = folder.root?.id ?? '';
  const fileName = name.trim();
  const asked = `${rootId}/${fileName}`;
  const report = looked?.of === asked ? looked.report : null;
  const run = async (preview: boolean) => {
    setBusy(true);
    setFault(null);
    setLooked(null);
    try {
      const done = await client.merge.run({ rootId, fileName, preview });
      const { txn } = done;
      if (preview) setLooked({ of: asked, report: done });
      else if (txn !== null)
        sayWithUndo(
          t('joined'),
          () => void act(() => client.collection.history.undo({ txn }), collection('undone')),
        );
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('join')}>
      <form
        className={styles.care}
        onSubmit={(event) => {
          event.preventDefault();
          if (fileName !== '') void run(true);
        }}
      >
        <p className={styles.quiet}>{t('joinWhat')}</p>
        <div className={styles.fieldRow}>
          <RootField label={t('joinFolder')} choice={folder} />
          <TextField label={t('joinFile')} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        {fault ? <FaultNotice error={fault} /> : null}
        {report && <Report report={report} />}
        <div className={styles.actions}>
          <Button type="submit" disabled={busy || fileName === '' || rootId === ''}>
            {t('joinLook')}
          </Button>
          <Button look="primary" disabled={busy || report === null} onClick={() => run(false)}>
            {t('joinDo')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Report({
  report: { added, changed, removed, dumps, events, conflicts, left },
}: {
  readonly report: MergeReport;
}) {
  const sum = (rows: Readonly<Record<string, number>>) =>
    Object.values(rows).reduce((total, count) => total + count, 0);
  const said = (value: string | null) => value ?? t('nothing');
  return (
    <>
      <p role="status">
        {t('joinWould', {
          added: sum(added),
          changed: sum(changed),
          removed: sum(removed),
          dumps,
          events,
        })}
      </p>
      {conflicts.length > 0 && (
        <Notice tone="warn">
          <p>{t('conflicts', { count: conflicts.length })}</p>
          <ul>
            {conflicts.map(({ kind, name, field, ours, theirs }) => (
              <li key={`${kind} ${name} ${field}`}>
                {t('conflict', { name, field, ours: said(ours), theirs: said(theirs) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {left.map((sentence) => (
        <p key={sentence} className={styles.quiet}>
          {sentence}
        </p>
      ))}
    </>
  );
}
