/** Joins the catalogue of another station with this one: shown first, done when a person says so, undone like any change. */
import { useState } from 'react';
import type { MergeReport } from '../../../shared/model/merge.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { countWords } from '../../words/numbers.ts';
import styles from './checks.module.css';

const t = messagesOf('care');
const collection = messagesOf('collection');

export function JoinPanel() {
  const { client } = useHub();
  const roots = useLoaded('roots', (hub, signal) => hub.outputs.roots(undefined, { signal }));
  const [rootChoice, setRoot] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<MergeReport | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = rootChoice ?? roots.value?.[0]?.id ?? '';
  const fileName = name.trim();
  const run = async (preview: boolean) => {
    setBusy(true);
    setFault(null);
    setReport(null);
    try {
      const done = await client.merge.run({ rootId, fileName, preview });
      const { txn } = done;
      if (preview) setReport(done);
      else if (txn !== null)
        sayWithUndo(
          t('joined'),
          collection('undo'),
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
          <SelectField
            label={t('joinFolder')}
            value={rootId}
            onChange={setRoot}
            choices={(roots.value ?? []).map(({ id, label, path }) => ({ value: id, label, note: path }))}
          />
          <TextField
            label={t('joinFile')}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setReport(null);
            }}
          />
        </div>
        {roots.error || fault ? <FaultNotice error={roots.error ?? fault} /> : null}
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
  report: { added, changed, dumps, events, conflicts, left },
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
          added: countWords(sum(added)),
          changed: countWords(sum(changed)),
          dumps,
          events: countWords(events),
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
