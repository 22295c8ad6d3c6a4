/** How far a hand-over is, and where its result lies. */
import { useEffect, useState } from 'react';
import type { HandOver, HandOverResult } from '../../../shared/model/hand-over.ts';
import { Button } from '../../components/button.tsx';
import { DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';
import { bytesWords, countWords } from '../../words/numbers.ts';
import styles from './hand-over.module.css';

const t = messagesOf('handOver');

export interface HandOverProgressProps {
  readonly handOverId: string;
  readonly onClose: () => void;
}

export function HandOverProgress({ handOverId, onClose }: HandOverProgressProps) {
  const { client } = useHub();
  const [handOver, setHandOver] = useState<HandOver | null>(null);
  const [lost, setLost] = useState<unknown>(null);
  const [stopping, setStopping] = useState(false);
  useEffect(
    () =>
      follow(
        (after, signal) => client.handOver.watch({ handOverId, after }, { signal }),
        (value) => {
          setHandOver(value);
          setLost(null);
        },
        { onError: setLost },
      ),
    [client, handOverId],
  );
  const isRunning = handOver === null || handOver.state === 'running';
  const stop = async () => {
    setStopping(true);
    await act(() => client.handOver.cancel({ handOverId }));
    setStopping(false);
  };
  return (
    <>
      <DialogBody>
        <div className={styles.form}>
          {handOver && <State handOver={handOver} />}
          {lost !== null && <FaultNotice error={lost} />}
        </div>
      </DialogBody>
      <DialogActions>
        {isRunning ? (
          <Button disabled={stopping} onClick={stop}>
            {stopping ? t('stopping') : t('stop')}
          </Button>
        ) : (
          <Button look="primary" onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function State({ handOver }: { readonly handOver: HandOver }) {
  const { state, format, done, total, path, error, result, warnings } = handOver;
  return (
    <>
      {state === 'running' && (
        <>
          <p role="status">{progressWords(handOver)}</p>
          <progress max={Math.max(1, total)} value={done} aria-label={t('title')} />
          <p className={styles.now}>{path}</p>
        </>
      )}
      {state === 'cancelled' && <p role="status">{t(format === 'bags' ? 'cancelledBags' : 'cancelled')}</p>}
      {result && (
        <p role="status">
          {resultWords(result)} <span className={styles.where}>{result.path}</span>
        </p>
      )}
      {error && <FaultWords fault={error} />}
      {warnings.length > 0 && (
        <Notice tone="warn">
          <details>
            <summary>{t('warnings', { count: warnings.length })}</summary>
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
    </>
  );
}

function progressWords({ unit, done, total }: HandOver): string {
  return unit === 'bytes'
    ? t('runningBytes', { done: bytesWords(done), total: bytesWords(total) })
    : t('runningDumps', { done: countWords(done), total: countWords(total) });
}

function resultWords({ files, dumps, sizeBytes, bags }: HandOverResult): string {
  if (bags) return t('doneBags', { ...bags, files, size: bytesWords(sizeBytes ?? 0) });
  return sizeBytes === null
    ? t('doneFiles', { files, dumps })
    : t('doneBag', { files, size: bytesWords(sizeBytes) });
}
