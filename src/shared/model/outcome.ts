/** How a job ended, in five words only; the same words on screens, in logs and in scripts. */
import { z } from 'zod';

export const outcomes = [
  'complete',
  'complete-after-retries',
  'complete-with-errors',
  'partial',
  'not-readable',
] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

const words: Readonly<Record<Outcome, string>> = {
  complete: 'Complete',
  'complete-after-retries': 'Complete after retries',
  'complete-with-errors': 'Complete with errors',
  partial: 'Partial (resumable)',
  'not-readable': 'Not readable',
};

export function outcomeWords(outcome: Outcome): string {
  return words[outcome];
}

/** The outcome of a job whose passes have all ended. */
export function outcomeOf(counts: {
  readonly total: number;
  readonly good: number;
  readonly goodAfterRetry: number;
}): Outcome {
  const read = counts.good + counts.goodAfterRetry;
  if (read === 0 && counts.total > 0) return 'not-readable';
  if (read < counts.total) return 'complete-with-errors';
  return counts.goodAfterRetry > 0 ? 'complete-after-retries' : 'complete';
}
