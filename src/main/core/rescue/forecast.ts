/**
 * What more reading would bring, from what the passes so far have brought. No model of the medium: only the gain and
 * the time that were seen, and a word for when there is too little of either.
 */
import type { Progress, Stall } from '../../../shared/model/job.ts';

/** Reads from which a share is taken for more than luck. */
const leastReads = 10;
/** Where all that failed has not been tried sector by sector yet, so long a trial is evidence ... */
const longTrialMs = 5 * 60_000;
/** ... and so much more of it a reason to ask somebody. */
const longRestMs = 30 * 60_000;

type Evidence = Pick<Progress, 'pass' | 'passes' | 'counts'>;

/**
 * How a rescue that has stalled stands; null while it gets on. It stalls when every sector has been tried by itself and
 * some still do not come, or when at the pace of the last minutes trying them would take more than half an hour.
 */
export function stallOf({ pass, passes, counts }: Evidence): Stall | null {
  const unread = Math.max(0, counts.bad) + Math.max(0, counts.pending);
  if (unread === 0 || pass === null) return null;
  const facts = { unread, total: counts.total, passes: passes.length };
  if (pass.name === 'retry') return { ...facts, next: nextPass({ passes, counts }, unread) };
  if (pass.name !== 'trim' && pass.name !== 'scrape') return null;
  const rest = restOfTrial({ passes, counts });
  return rest && rest.trialMs >= longTrialMs && rest.seconds * 1000 >= longRestMs
    ? { ...facts, next: { sectors: rest.sectors, seconds: rest.seconds } }
    : null;
}

/** One more try of everything that is unread. */
function nextPass({ passes, counts }: Pick<Evidence, 'passes' | 'counts'>, unread: number): Stall['next'] {
  const retries = passes.filter(({ name }) => name === 'retry');
  const reads = sum(retries.map((pass) => pass.reads));
  if (reads < leastReads) return null;
  // What came in doubt again counts as a read, and is no gain: the map knows how many became good.
  const gained = Math.min(sum(retries.map((pass) => pass.sectorsRead)), counts.goodAfterRetry);
  const last = retries.findLast((pass) => pass.reads >= leastReads);
  const share = Math.min(shareOf(gained, reads), last ? shareOf(last.sectorsRead, last.reads) : 1);
  return expected(share, unread, sum(retries.map((pass) => pass.elapsedMs)) / reads);
}

/** What is left of trying failed stretches sector by sector. */
function restOfTrial({ passes, counts }: Pick<Evidence, 'passes' | 'counts'>) {
  const trials = passes.filter(({ name }) => name === 'trim' || name === 'scrape');
  const reads = sum(trials.map((pass) => pass.reads));
  const trialMs = sum(trials.map((pass) => pass.elapsedMs));
  if (reads < leastReads || counts.pending <= 0) return null;
  const share = shareOf(sum(trials.map((pass) => pass.sectorsRead)), reads);
  return { trialMs, ...expected(share, counts.pending, trialMs / reads) };
}

function expected(share: number, sectors: number, msPerRead: number): NonNullable<Stall['next']> {
  return {
    sectors: Math.min(sectors, Math.max(0, Math.round(share * sectors))),
    seconds: Math.max(0, (msPerRead * sectors) / 1000),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
