/**
 * When a file is due. New files are read again soon, which finds bad writes while the carrier is still at hand; later
 * checks come once in an interval, each file at a time of its own, so that what was recorded in one week is not all read
 * in one week for ever. Nothing is ever dropped: what was missed is due until it is done, the oldest first.
 */
import type { FixityPolicy } from '../../../shared/model/fixity.ts';

export const dayMs = 86_400_000;
const firstCheckDays = 1;
const secondCheckDays = 30;
/** Of an interval, to both sides. */
const jitterShare = 0.1;

export function firstDueMs(recordedMs: number): number {
  return recordedMs + firstCheckDays * dayMs;
}

export interface Checked {
  readonly checkedMs: number;
  /** How often the file was found to be what it should be, this time included. */
  readonly okChecks: number;
  /** Decides the jitter: the same seed always waits the same time. */
  readonly seed: string;
}

/** After a check that found everything well. */
export function nextDueMs(
  { checkedMs, okChecks, seed }: Checked,
  { intervalDays }: Pick<FixityPolicy, 'intervalDays'>,
): number {
  if (okChecks <= 1) return checkedMs + Math.min(secondCheckDays, intervalDays) * dayMs;
  const jitter = (2 * fraction(`${seed} ${okChecks}`) - 1) * jitterShare;
  return checkedMs + Math.round(intervalDays * dayMs * (1 + jitter));
}

/** After one that did not: the next day, whatever the interval, until somebody has dealt with it. */
export function retryDueMs(checkedMs: number): number {
  return checkedMs + dayMs;
}

/** From 0 up to 1, evenly: FNV-1a over the text, its bits mixed once more so that like seeds lie apart. */
function fraction(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++)
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
