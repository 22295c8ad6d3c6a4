/** The run under way, or how the last one ended. */
import { Square } from 'lucide-react';
import { type FixityRun, type FixityState, fixityStates } from '../../../shared/model/fixity.ts';
import { bytesWords, countWords, rateWords } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultWords, Notice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import type { Tone } from '../../words/stage.ts';
import styles from './checks.module.css';
import { fixityWords } from './fixity-words.ts';

export function FixityRunStrip({ run }: { readonly run: FixityRun }) {
  const { client } = useHub();
  const running = run.phase === 'running';
  return (
    <section className={styles.run} aria-label="Fixity run">
      <div className={styles.runHead}>
        <Chip tone={toneOf(run)}>{phaseWords(run)}</Chip>
        <p className={styles.figures}>
          {countWords(run.checkedFiles)} files, {bytesWords(run.checkedBytes)}
          {running && `, ${rateWords(run.bytesPerSecond)}`}
        </p>
        <p className={styles.path}>{running ? run.path : countsWords(run.counts)}</p>
        {running && (
          <Button icon={<Square />} onClick={() => act(() => client.fixity.stop(undefined))}>
            Stop
          </Button>
        )}
      </div>
      {run.problem && <FaultWords fault={run.problem} />}
      {run.skipped.length > 0 && (
        <Notice tone="warn">
          <ul>
            {run.skipped.map(({ root, why }) => (
              <li key={root}>
                {root} was left out: {why}.
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

function phaseWords({ phase, startedAt }: FixityRun): string {
  switch (phase) {
    case 'running':
      return 'Checking';
    case 'done':
      return `Checked ${momentWords(startedAt)}`;
    case 'stopped':
      return `Stopped ${momentWords(startedAt)}`;
    case 'failed':
      return `Failed ${momentWords(startedAt)}`;
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
    .map((state) => `${countWords(counts[state])} ${fixityWords[state].toLowerCase()}`);
  return parts.join(', ') || 'Nothing was due';
}
