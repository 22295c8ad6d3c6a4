/** A medium being written, by sector and with its reading back, and the report of it. */
import type { HubClient } from '../../../shared/contract/client.ts';
import type { Writing, WrittenReport } from '../../../shared/model/write-back.ts';
import { Button } from '../../components/button.tsx';
import { DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { act, say } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import { inWords } from '../../words/faults.ts';
import { countWords, shareWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import styles from './image-dialogs.module.css';

const t = messagesOf('write');

export interface WritingRunProps {
  readonly writingId: string;
  readonly onClose: () => void;
}

export function WritingRun({ writingId, onClose }: WritingRunProps) {
  const { client } = useHub();
  const { value: writing, lost } = useFollowed(writingId, (hub, after, signal) =>
    hub.writeMedia.watch({ writingId, after }, { signal }),
  );
  const isRunning = writing === null || writing.state === 'running';
  return (
    <>
      <DialogBody>
        <div className={styles.form}>
          {writing && <Standing writing={writing} />}
          {lost !== null && <FaultNotice error={lost} />}
        </div>
      </DialogBody>
      <DialogActions>
        {isRunning && (
          <Button
            title={t('stopNote')}
            onClick={() => void act(() => client.writeMedia.cancel({ writingId }))}
          >
            {t('stop')}
          </Button>
        )}
        <Button
          look={isRunning ? 'normal' : 'primary'}
          onClick={() => {
            if (isRunning) sayWhenEnded(client, writingId);
            onClose();
          }}
        >
          {isRunning ? t('background') : t('done')}
        </Button>
      </DialogActions>
    </>
  );
}

/** Follows a medium nobody looks at any more, to its end. */
function sayWhenEnded(client: HubClient, writingId: string): void {
  const end = follow(
    (after, signal) => client.writeMedia.watch({ writingId, after }, { signal }),
    (writing) => {
      if (writing.state === 'running') return;
      end();
      say(writing.error ? inWords(writing.error).message : sentence(writing));
    },
  );
}

function sentence({ state, step, address, report }: Writing): string {
  switch (state) {
    case 'running': {
      if (!step) return t('opening', { address });
      const words = { phase: t(step.phase), share: shareWords(step.share, 1) };
      return step.lba === null ? t('step', words) : t('stepAt', { ...words, lba: countWords(step.lba) });
    }
    case 'done':
      return report ? reportSentence(address, report) : t('failed', { address });
    case 'cancelled':
      return t('cancelled', { address });
    case 'failed':
      return t('failed', { address });
  }
}

/** Done is no success as long as a sector did not take. */
function reportSentence(address: string, { failed, totalSectors, rewrittenSectors }: WrittenReport): string {
  const count = failed.reduce((sum, [, length]) => sum + length, 0);
  if (count > 0) return t('bad', { count, address });
  const sectors = sectorsWords(totalSectors);
  return rewrittenSectors > 0
    ? t('goodRewritten', { sectors, address, count: rewrittenSectors })
    : t('good', { sectors, address });
}

function Standing({ writing }: { readonly writing: Writing }) {
  const { state, step, error, report, isNoted } = writing;
  const failed = report?.failed ?? [];
  return (
    <>
      {failed.length > 0 ? (
        <Notice tone="bad">
          <p>{sentence(writing)}</p>
          <ul className={styles.ranges}>
            {failed.map(([first, length]) => (
              <li key={first}>
                {t('range', { first: countWords(first), last: countWords(first + length - 1) })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p className={styles.sentence} role="status">
          {sentence(writing)}
        </p>
      )}
      {state === 'running' && <progress max={1} value={step?.share ?? 0} aria-label={t('progress')} />}
      {error && <FaultWords fault={error} />}
      {isNoted && <p>{t('noted')}</p>}
      {report && report.said.length > 0 && (
        <details>
          <summary>{t('said')}</summary>
          <pre className={styles.said}>{report.said.join('\n')}</pre>
        </details>
      )}
    </>
  );
}
