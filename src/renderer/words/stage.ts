/** Words for where a job stands, and how grave that is. */
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import { type Outcome, outcomeWords } from '../../shared/model/outcome.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warn' | 'bad';

const stages: Readonly<Record<JobSummary['state'], string>> = {
  planned: 'Waiting',
  identifying: 'Identifying',
  reading: 'Reading',
  retrying: 'Retrying',
  hashing: 'Finishing',
  recording: 'Recording',
  done: 'Done',
  parked: 'Parked',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

type Standing = Pick<JobSummary, 'state' | 'paused' | 'outcome'>;

/** The stage in one word; a job that has ended says its outcome in the five words of the trade. */
export function stageWord(job: Standing): string {
  if (job.paused && !isAtRest(job.state)) return 'Paused';
  if (job.outcome !== null && (job.state === 'done' || job.state === 'parked'))
    return outcomeWords(job.outcome);
  return stages[job.state];
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
