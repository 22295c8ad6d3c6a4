/**
 * What a screen reader is told of jobs: a new stage, each quarter, the first error, the end; at most one sentence in
 * ten seconds per drive, and then the newest.
 */
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import { messagesOf } from '../messages/messages.ts';
import { sectorsWords } from '../words/sectors.ts';
import { stageWord } from '../words/stage.ts';
import { verdict } from '../words/verdict.ts';

const t = messagesOf('spoken');

export const quietMs = 10_000;

/** The sentence worth saying about what changed, or null. */
export function announcement(before: JobSummary | undefined, now: JobSummary): string | null {
  const who = now.source.label;
  if (isAtRest(now.state)) return before && before.state !== now.state ? `${who}: ${verdict(now)}` : null;
  if (before && (before.counts?.bad ?? 0) === 0 && (now.counts?.bad ?? 0) > 0) {
    return t('firstBad', { drive: who });
  }
  if (!before || before.state !== now.state || before.paused !== now.paused) {
    return t('stage', { drive: who, stage: stageWord(now).toLowerCase(), name: now.name });
  }
  const quarter = quarterOf(now);
  if (now.counts && quarter > quarterOf(before)) {
    return t('quarter', { drive: who, percent: quarter * 25, sectors: sectorsWords(now.counts.total) });
  }
  return null;
}

function quarterOf(job: JobSummary): number {
  if (!job.counts || job.counts.total === 0) return 0;
  return Math.floor(((job.counts.good + job.counts.goodAfterRetry) * 4) / job.counts.total);
}

/** Remembers what was said about which drive, and when. */
export class Announcer {
  private before: ReadonlyMap<string, JobSummary> | null = null;
  private readonly saidAt = new Map<string, number>();
  private readonly waiting = new Map<string, string>();

  /** Takes the newest list of jobs. What was there at the first look is not news. */
  take(jobs: readonly JobSummary[]): void {
    const { before } = this;
    this.before = new Map(jobs.map((job) => [job.id, job]));
    if (before === null) return;
    for (const job of jobs) {
      const sentence = announcement(before.get(job.id), job);
      if (sentence !== null) this.waiting.set(job.source.id, sentence);
    }
  }

  /** The sentences that may be said at `nowMs`; call again later for the rest. */
  due(nowMs: number): string[] {
    const sentences: string[] = [];
    for (const [drive, sentence] of this.waiting) {
      if (nowMs - (this.saidAt.get(drive) ?? -Infinity) < quietMs) continue;
      this.saidAt.set(drive, nowMs);
      this.waiting.delete(drive);
      sentences.push(sentence);
    }
    return sentences;
  }
}
