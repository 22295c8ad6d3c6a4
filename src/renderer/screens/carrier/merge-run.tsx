/** A merge of dumps at work, what comparing them found, and what came of it. */
import type { HubClient } from '../../../shared/contract/client.ts';
import type { DumpMerge } from '../../../shared/model/dump-merge.ts';
import { Button } from '../../components/button.tsx';
import { DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { act, say } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import { go } from '../../state/view.ts';
import { inWords } from '../../words/faults.ts';
import { shareWords } from '../../words/numbers.ts';
import styles from './carrier.module.css';
import { MergeFindings } from './merge-findings.tsx';

const t = messagesOf('together');

function useMerge(mergeId: string) {
  return useFollowed(mergeId, (hub, after, signal) => hub.dumpMerges.watch({ mergeId, after }, { signal }));
}

/** Compares only. */
export function MergeLook({ mergeId }: { readonly mergeId: string }) {
  const { value, lost } = useMerge(mergeId);
  return (
    <>
      {value && <Standing merge={value} />}
      {lost !== null && <FaultNotice error={lost} />}
    </>
  );
}

export interface MergeRunProps {
  readonly mergeId: string;
  readonly code: string;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}

export function MergeRun({ mergeId, code, onClose, onMerged }: MergeRunProps) {
  const { client } = useHub();
  const { value, lost } = useMerge(mergeId);
  const isRunning = value === null || value.state === 'running';
  const result = value?.result ?? null;
  const leave = () => {
    if (isRunning) sayWhenEnded(client, mergeId, code, onMerged);
    else if (result) onMerged();
    onClose();
  };
  return (
    <>
      <DialogBody>
        <div className={styles.merging}>
          {value && <Standing merge={value} />}
          {result &&
            (result.recordError ? (
              <>
                <Notice tone="warn">{t('notRecorded')}</Notice>
                <FaultWords fault={result.recordError} />
              </>
            ) : (
              <p role="status">{t('merged', { name: result.name, code })}</p>
            ))}
          {lost !== null && <FaultNotice error={lost} />}
        </div>
      </DialogBody>
      <DialogActions>
        {isRunning && (
          <Button onClick={() => void act(() => client.dumpMerges.cancel({ mergeId }))}>{t('stop')}</Button>
        )}
        {result && !result.recordError && (
          <Button
            onClick={() => {
              leave();
              go({ screen: 'dump', dumpId: result.dumpId });
            }}
          >
            {t('show')}
          </Button>
        )}
        <Button look={isRunning ? 'normal' : 'primary'} onClick={leave}>
          {isRunning ? t('background') : t('done')}
        </Button>
      </DialogActions>
    </>
  );
}

/** Follows a merge nobody looks at any more, to its end. */
function sayWhenEnded(client: HubClient, mergeId: string, code: string, onMerged: () => void): void {
  const end = follow(
    (after, signal) => client.dumpMerges.watch({ mergeId, after }, { signal }),
    ({ state, error, result }) => {
      if (state === 'running') return;
      end();
      const fault = error ?? result?.recordError;
      if (result) onMerged();
      if (fault) say(inWords(fault).message);
      else say(result ? t('merged', { name: result.name, code }) : t('cancelled'));
    },
  );
}

function Standing({ merge: { state, phase, share, report, error } }: { readonly merge: DumpMerge }) {
  const words =
    phase === 'compare'
      ? t('comparing', { share: shareWords(share, 1) })
      : t('writing', { share: shareWords(share, 1) });
  return (
    <>
      {state === 'running' && (
        <>
          <p role="status">{words}</p>
          <progress max={1} value={share} aria-label={words} />
        </>
      )}
      {state === 'cancelled' && <p role="status">{t('cancelled')}</p>}
      {error && <FaultWords fault={error} />}
      {report && <MergeFindings report={report} />}
    </>
  );
}
