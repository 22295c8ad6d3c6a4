/** Words for where a job stands, and how grave that is. */
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('stages');

export type Tone = 'neutral' | 'busy' | 'good' | 'warn' | 'bad';

type Standing = Pick<JobSummary, 'state' | 'paused' | 'outcome'>;

/** The stage in one word; a job that has ended says its outcome in the five words of the trade. */
export function stageWord(job: Standing): string {
  if (job.paused && !isAtRest(job.state)) return t('paused');
  if (job.outcome !== null && (job.state === 'done' || job.state === 'parked'))
    return outcomeWords(job.outcome);
  return t(job.state);
}

/** One of the five words. */
export function outcomeWords(outcome: Outcome): string {
  return t(outcome);
}

export function outcomeTone(outcome: Outcome): Tone {
  switch (outcome) {
    case 'complete':
    case 'complete-after-retries':
      return 'good';
    case 'complete-with-errors':
    case 'partial':
      return 'warn';
    case 'not-readable':
      return 'bad';
  }
}

export function jobTone(job: Standing): Tone {
  if (job.state === 'failed') return 'bad';
  if (job.state === 'parked') return 'warn';
  if (job.state === 'done') return job.outcome === null ? 'neutral' : outcomeTone(job.outcome);
  if (job.state === 'cancelled' || job.state === 'planned' || job.paused) return 'neutral';
  return 'busy';
}
