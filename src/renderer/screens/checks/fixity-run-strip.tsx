/** The run under way, or how the last one ended. */
import { Square } from 'lucide-react';
import { type FixityRun, type FixityState, fixityStates } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultWords, Notice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { bytesWords, countWords, rateWords } from '../../words/numbers.ts';
import type { Tone } from '../../words/stage.ts';
import styles from './checks.module.css';
import { fixityWord } from './fixity-words.ts';

const t = messagesOf('checks');

export function FixityRunStrip({ run }: { readonly run: FixityRun }) {
  const { client } = useHub();
  const running = run.phase === 'running';
  return (
    <section className={styles.run} aria-label={t('run')}>
      <div className={styles.runHead}>
        <Chip tone={toneOf(run)}>{phaseWords(run)}</Chip>
        <p className={styles.figures}>{figuresOf(run)}</p>
        <p className={styles.path}>{running ? run.path : countsWords(run.counts)}</p>
        {running && (
          <Button icon={<Square />} onClick={() => act(() => client.fixity.stop(undefined))}>
            {t('stop')}
          </Button>
        )}
      </div>
      {run.problem && <FaultWords fault={run.problem} />}
      {run.skipped.length > 0 && (
        <Notice tone="warn">
          <ul>
            {run.skipped.map(({ root, why }) => (
              <li key={root}>{t('leftOut', { root, why })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

function figuresOf({ phase, checkedFiles: files, checkedBytes, bytesPerSecond }: FixityRun): string {
  const size = bytesWords(checkedBytes);
  return phase === 'running'
    ? t('checkedFilesRate', { files, size, rate: rateWords(bytesPerSecond) })
    : t('checkedFiles', { files, size });
}

function phaseWords({ phase, startedAt }: FixityRun): string {
  switch (phase) {
    case 'running':
      return t('running');
    case 'done':
      return t('runDone', { at: momentWords(startedAt) });
    case 'stopped':
      return t('runStopped', { at: momentWords(startedAt) });
    case 'failed':
      return t('runFailed', { at: momentWords(startedAt) });
  }
}

function toneOf({ phase, counts }: FixityRun): Tone {
  if (phase === 'running') return 'busy';
  if (phase === 'failed' || counts.mismatch + counts.missing + counts.unreadable > 0) return 'bad';
  return phase === 'stopped' || counts.offline > 0 ? 'warn' : 'good';
}

function countsWords(counts: Readonly<Record<FixityState, number>>): string {
  const parts = fixityStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${countWords(counts[state])} ${fixityWord(state)}`);
  return parts.join(', ') || t('nothingDue');
}
