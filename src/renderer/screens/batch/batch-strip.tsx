/** How far a batch is, in one line: done, waiting for a decision, left, and when it will be through. */
import type { BatchEntry } from '../../../shared/model/batch.ts';
import { messagesOf } from '../../messages/messages.ts';
import { momentWords } from '../../words/moments.ts';
import styles from './batch.module.css';
import { type BatchFigures, batchFigures, finishMs } from './batch-figures.ts';

const t = messagesOf('batch');

export function BatchStrip({ entries }: { readonly entries: readonly BatchEntry[] }) {
  const figures = batchFigures(entries);
  const parts = [
    { name: 'done', count: figures.done },
    { name: 'aside', count: figures.partial + figures.parked + figures.other },
    { name: 'skipped', count: figures.skipped },
  ];
  return (
    <div className={styles.strip}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ name, count }) => (
          <span key={name} data-part={name} style={{ width: `${(count / figures.total) * 100}%` }} />
        ))}
      </div>
      <p className={styles.figures}>{figuresWords(figures)}</p>
    </div>
  );
}

export function figuresWords(figures: BatchFigures): string {
  const { done, total, partial, parked, other, skipped, left, perHour } = figures;
  const finish = finishMs(figures, Date.now());
  return [
    t('doneOf', { done, total }),
    partial > 0 && t('partial', { count: partial }),
    parked > 0 && t('parked', { count: parked }),
    other > 0 && t('toDecide', { count: other }),
    skipped > 0 && t('skipped', { count: skipped }),
    left > 0 && t('left', { count: left }),
    left > 0 && perHour !== null && t('perHour', { count: Math.max(1, Math.round(perHour)) }),
    finish !== null && t('finish', { at: momentWords(new Date(finish).toISOString()) }),
  ]
    .filter((part) => part !== false)
    .join(' \u00b7 ');
}
