/** How a batch stands, and how fast it goes. */
import type { BatchEntry } from '../../../shared/model/batch.ts';

export interface BatchFigures {
  readonly total: number;
  readonly done: number;
  /** Read, but not every sector of it. */
  readonly partial: number;
  /** Took longer than its time. */
  readonly parked: number;
  /** Everything else that waits for a decision. */
  readonly other: number;
  readonly skipped: number;
  readonly left: number;
  /** Null until two have ended. */
  readonly perHour: number | null;
}

/** So many of those that ended last tell the pace: a night between them is forgotten soon. */
const paceEntries = 10;

export function batchFigures(entries: readonly BatchEntry[]): BatchFigures {
  const count = (is: (entry: BatchEntry) => boolean) => entries.filter(is).length;
  const stopped = ({ state }: BatchEntry) => state === 'exception';
  const partial = count((entry) => stopped(entry) && entry.exception === 'damaged');
  const parked = count((entry) => stopped(entry) && entry.exception === 'over-time');
  return {
    total: entries.length,
    done: count(({ state }) => state === 'done'),
    partial,
    parked,
    other: count(stopped) - partial - parked,
    skipped: count(({ state }) => state === 'skipped'),
    left: count(isLeft),
    perHour: paceOf(entries),
  };
}

export function isLeft({ state }: Pick<BatchEntry, 'state'>): boolean {
  return state === 'waiting' || state === 'next' || state === 'reading';
}

function paceOf(entries: readonly BatchEntry[]): number | null {
  const times = entries
    .filter(({ startedAt, endedAt }) => startedAt !== null && endedAt !== null)
    .map(({ startedAt, endedAt }) => ({ from: Date.parse(startedAt!), to: Date.parse(endedAt!) }))
    .sort((a, b) => a.to - b.to)
    .slice(-paceEntries);
  const fromMs = Math.min(...times.map(({ from }) => from));
  const hours = ((times.at(-1)?.to ?? 0) - fromMs) / 3_600_000;
  return times.length >= 2 && hours > 0 ? times.length / hours : null;
}

/** When the last one will have been read; null where that cannot be told. */
export function finishMs({ left, perHour }: BatchFigures, nowMs: number): number | null {
  return left === 0 || perHour === null ? null : nowMs + (left / perHour) * 3_600_000;
}
