import type { BatchEntry, BatchReport } from '../../../shared/model/batch.ts';
import { vocabularyWords } from '../../../shared/model/vocabulary.ts';
import { listWords } from '../../../shared/words.ts';

/** How a batch stands, in numbers and in one sentence. */
export function batchReport(entries: readonly BatchEntry[]): BatchReport {
  const count = (...states: BatchEntry['state'][]) =>
    entries.filter(({ state }) => states.includes(state)).length;
  const byException: Record<string, number> = {};
  for (const { state, exception } of entries)
    if (state === 'exception' && exception !== null)
      byException[exception] = (byException[exception] ?? 0) + 1;
  const counts = {
    total: entries.length,
    done: count('done'),
    exceptions: count('exception'),
    skipped: count('skipped'),
    waiting: count('waiting', 'next', 'reading'),
  };
  const kinds = Object.entries(byException).map(
    ([code, number]) => `${number} ${vocabularyWords('exception', code).toLowerCase()}`,
  );
  const parts = [
    `${counts.done} of ${counts.total} done`,
    ...(counts.exceptions > 0 ? [`${counts.exceptions} to decide (${listWords(kinds)})`] : []),
    ...(counts.skipped > 0 ? [`${counts.skipped} set aside`] : []),
    ...(counts.waiting > 0 ? [`${counts.waiting} not begun`] : []),
  ];
  return { ...counts, byException, text: `${parts.join(', ')}.` };
}
