/** A batch at work: what each drive asks for, the record of what is being read, the stack, and what must be decided. */
import { useEffect, useState } from 'react';
import type { BatchEntry, BatchStatus } from '../../../shared/model/batch.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice, FaultWords } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { act, say } from '../../components/toasts.tsx';
import { commandRegistry, useCommand, useScan } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import { go } from '../../state/view.ts';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import styles from './batch.module.css';
import { BatchStrip } from './batch-strip.tsx';
import { CloseDialog } from './close-dialog.tsx';
import type { Decision } from './decisions.ts';
import { DrivePrompts, GoOn } from './drive-prompts.tsx';
import { EntriesPanel } from './entries-panel.tsx';
import { RecordPanel } from './record-panel.tsx';
import { ShiftNotice } from './shift-notice.tsx';
import { SpokenPrompts } from './spoken-prompts.tsx';

const t = messagesOf('batch');

export function BatchScreen({ batchId }: { readonly batchId: string }) {
  const { value: status, lost } = useFollowed(batchId, (client, after, signal) =>
    client.batches.watch({ uuid: batchId, after }, { signal }),
  );
  if (status) return <AtWork status={status} />;
  return (
    <Screen title={t('title')}>
      {lost ? (
        <FaultNotice
          error={lost}
          actions={<Button onClick={() => go({ screen: 'batches' })}>{t('allBatches')}</Button>}
        />
      ) : null}
    </Screen>
  );
}

function AtWork({ status }: { readonly status: BatchStatus }) {
  const { client } = useHub();
  const { batch, isRunning, problem, shift } = status;
  const { uuid, entries } = batch;
  const [closing, setClosing] = useState(false);
  const [handingOver, setHandingOver] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  /** The carrier whose record has unsaved words. */
  const [held, setHeld] = useState<string | null>(null);
  const atWork = atWorkCode(status);
  const dumps = entries.filter(({ dumpId }) => dumpId !== null).length;
  // The next medium brings its own record.
  // biome-ignore lint/correctness/useExhaustiveDependencies: atWork says when
  useEffect(() => setChosen(null), [atWork]);
  const shown = held ?? chosen ?? atWork;
  const begin = (sourceId: string) => void act(() => client.batches.begin({ uuid, sourceId }));
  useBegin(status, begin);
  const decide = (entry: BatchEntry, { action, disposition }: Decision) =>
    void act(
      () => client.batches.decide({ uuid, entry: entry.uuid, action, disposition, reason: '' }),
      t(`did-${action}`, { code: entry.code }),
    );
  const show = (code: string) => {
    if (held !== null && held !== code) return say(t('saveFirst', { code: held }));
    setChosen(code);
  };
  useScan((scan) => {
    if (scan.kind !== 'carrier' || !isRunning) return false;
    const entry = entries.find(({ code }) => code === scan.code);
    if (!entry) {
      say(t('notInBatch', { code: scan.code }));
      return true;
    }
    const drive = status.drives.find(({ code }) => code === entry.code);
    if (drive?.kind === 'ready' || drive?.kind === 'insert') begin(drive.sourceId);
    else if (entry.state === 'waiting') say(t('notAsked', { code: entry.code, asked: atWork ?? '\u2013' }));
    show(entry.code);
    return true;
  });
  const entry = entries.find(({ code }) => code === shown);
  return (
    <Screen
      title={batch.name}
      aside={batch.state === 'closed' ? t('closedAside') : t('openAside', { by: batch.operator })}
      filled
      actions={
        <>
          <Button onClick={() => go({ screen: 'quality', batchId: uuid })}>{t('quality')}</Button>
          {dumps > 0 && <Button onClick={() => setHandingOver(true)}>{t('handOver')}</Button>}
          {batch.state === 'open' && <Button onClick={() => setClosing(true)}>{t('close')}</Button>}
        </>
      }
    >
      <BatchStrip entries={entries} />
      {shift && (
        <div className={styles.notice}>
          <ShiftNotice batchId={uuid} shift={shift} />
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.work}>
          {isRunning && <DrivePrompts status={status} onBegin={begin} />}
          {problem && <FaultWords fault={problem} />}
          {!isRunning && batch.state === 'open' && (
            <GoOn onGoOn={() => void act(() => client.batches.run({ uuid }))} />
          )}
          <EntriesPanel entries={entries} shownCode={shown} onShow={show} onDecide={decide} />
        </div>
        <aside className={styles.side} aria-label={t('recordSide')}>
          <RecordPanel
            code={shown}
            stamp={`${entry?.state} ${entry?.dumpId}`}
            onDirty={(isDirty) => {
              setHeld(isDirty ? shown : null);
              if (!isDirty) setChosen(null);
            }}
          />
        </aside>
      </div>
      <SpokenPrompts status={status} />
      <HandOverDialog
        scope={handingOver ? { kind: 'batch', uuid } : null}
        count={dumps}
        proposedName={batch.name}
        onClose={() => setHandingOver(false)}
      />
      <CloseDialog open={closing} batch={batch} onClose={() => setClosing(false)} />
    </Screen>
  );
}

/** What is read, else what is asked for. */
function atWorkCode({ drives }: BatchStatus): string | null {
  const of = (kind: string) => drives.find((drive) => drive.kind === kind)?.code ?? null;
  return of('reading') ?? of('ready') ?? of('take-out') ?? of('insert');
}

/** Enter, where nothing else has the focus, and the key for starting. */
function useBegin({ drives }: BatchStatus, begin: (sourceId: string) => void): void {
  const next = (['ready', 'insert', 'held'] as const)
    .map((wanted) => drives.find(({ kind }) => kind === wanted))
    .find((drive) => drive !== undefined);
  const sourceId = next?.sourceId ?? null;
  useCommand('start', sourceId === null ? null : () => begin(sourceId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: begin is made anew on every render and does the same
  useEffect(() => {
    if (sourceId === null) return;
    const onKeyDown = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      const isPlain = key === 'Enter' && !ctrlKey && !altKey && !metaKey;
      if (isPlain && target === document.body && commandRegistry.depth === 0) begin(sourceId);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [sourceId]);
}
