/**
 * What a screen reader is told of jobs: a new stage, each quarter, the first error, a decision that is wanted, the end;
 * at most one sentence in ten seconds per drive, and then the newest of those that weigh most.
 */
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import { messagesOf } from '../messages/messages.ts';
import { sectorsWords } from '../words/sectors.ts';
import { stageWord } from '../words/stage.ts';
import { nextPassWords, stallWords } from '../words/stall.ts';
import { verdict } from '../words/verdict.ts';

const t = messagesOf('spoken');

export const quietMs = 10_000;

/** By weight: what waits to be said gives way to what weighs as much or more. A turn is a beginning or an end. */
const weights = ['quarter', 'stage', 'firstBad', 'decision', 'turn'] as const;

export interface Announcement {
  readonly what: (typeof weights)[number];
  readonly sentence: string;
}

/** What is worth saying about what changed, or null. */
export function announcement(before: JobSummary | undefined, now: JobSummary): Announcement | null {
  const who = now.source.label;
  if (isAtRest(now.state)) {
    const isNews = before && before.state !== now.state;
    return isNews ? { what: 'turn', sentence: `${who}: ${verdict(now)}` } : null;
  }
  if (now.stall && before && before.stall?.passes !== now.stall.passes) {
    const stalled = stallWords(now.stall, null);
    const sentence = t('decision', { drive: who, stalled, next: nextPassWords(now.stall) });
    return { what: 'decision', sentence };
  }
  if (before && (before.counts?.bad ?? 0) === 0 && (now.counts?.bad ?? 0) > 0) {
    return { what: 'firstBad', sentence: t('firstBad', { drive: who }) };
  }
  if (!before || before.state !== now.state || before.paused !== now.paused) {
    const stage = stageWord(now).toLowerCase();
    const what = !before || isAtRest(before.state) ? 'turn' : 'stage';
    return { what, sentence: t('stage', { drive: who, stage, name: now.name }) };
  }
  const quarter = quarterOf(now);
  if (now.counts && quarter > quarterOf(before)) {
    const sectors = sectorsWords(now.counts.total);
    return { what: 'quarter', sentence: t('quarter', { drive: who, percent: quarter * 25, sectors }) };
  }
  return null;
}

function weightOf({ what }: Announcement): number {
  return weights.indexOf(what);
}

function quarterOf(job: JobSummary): number {
  if (!job.counts || job.counts.total === 0) return 0;
  return Math.floor(((job.counts.good + job.counts.goodAfterRetry) * 4) / job.counts.total);
}

/** Remembers what was said about which drive, and when. */
export class Announcer {
  private before: ReadonlyMap<string, JobSummary> | null = null;
  private readonly saidAt = new Map<string, number>();
  private readonly waiting = new Map<string, Announcement>();

  /** Takes the newest list of jobs. What was there at the first look is not news. */
  take(jobs: readonly JobSummary[]): void {
    const { before } = this;
    this.before = new Map(jobs.map((job) => [job.id, job]));
    if (before === null) return;
    for (const job of jobs) {
      const news = announcement(before.get(job.id), job);
      const waiting = this.waiting.get(job.source.id);
      if (news && (!waiting || weightOf(news) >= weightOf(waiting))) this.waiting.set(job.source.id, news);
    }
  }

  /** The sentences that may be said at `nowMs`; call again later for the rest. */
  due(nowMs: number): string[] {
    const sentences: string[] = [];
    for (const [drive, { sentence }] of this.waiting) {
      if (nowMs - (this.saidAt.get(drive) ?? -Infinity) < quietMs) continue;
      this.saidAt.set(drive, nowMs);
      this.waiting.delete(drive);
      sentences.push(sentence);
    }
    return sentences;
  }
}
