/**
 * One look over all Q of a disc: how far off the drive gives them, which index of which track is where, and how often
 * each fact was told. Only positions with a right CRC that stand where they say they stand count.
 */
import type { QCollector } from './q-collector.ts';
import { leadOutTrack, parseQ, type QPosition } from './q-frame.ts';

/** How often each value was told. */
export type Votes<T> = Map<T, number>;

export function vote<T>(votes: Votes<T>, value: T): void {
  votes.set(value, (votes.get(value) ?? 0) + 1);
}

export function voteFor<K, T>(ballots: Map<K, Votes<T>>, key: K, value: T): void {
  let votes = ballots.get(key);
  if (!votes) {
    votes = new Map();
    ballots.set(key, votes);
  }
  vote(votes, value);
}

export function winnerOf<T>(votes: Votes<T> | undefined): T | null {
  let best: T | null = null;
  let most = 0;
  for (const [value, count] of votes ?? []) if (count > most) [best, most] = [value, count];
  return best;
}

/** Positions of one index of one track, none of another between them. LBAs are those of the disc. */
export interface QRun {
  /** Grows along the disc. */
  readonly order: number;
  readonly track: number;
  readonly index: number;
  readonly control: number;
  readonly firstLba: number;
  /** Relative time of the first position. */
  readonly firstRelativeSectors: number;
  lastLba: number;
  count: number;
}

export interface QSurvey {
  /** In the order of the disc. */
  readonly runs: readonly QRun[];
  /** INDEX 01 by track. */
  readonly starts: ReadonlyMap<number, Votes<number>>;
  readonly controls: ReadonlyMap<number, Votes<number>>;
  /** INDEX 01 by track as its pause counts down to it, if the last sector of the pause says zero. */
  readonly countdowns: ReadonlyMap<number, Votes<number>>;
  readonly mcns: Votes<string>;
  /** Right CRC, but another place than it names. */
  readonly displaced: number;
  /** Positions left aside because a longer run contradicts them. */
  readonly outOfOrder: number;
}

/** Slips beyond this are no slips. */
const maxShiftSectors = 1000;
/** Minutes from 90 read as lead-in, though a long disc has them in its program. */
const wrapSectors = 450_000;
const noMcn = '0'.repeat(13);

function shiftOf(position: QPosition, readLba: number): number {
  const shift = position.absoluteLba - readLba;
  return shift < -wrapSectors / 2 ? shift + wrapSectors : shift;
}

/** What most positions say minus where they were read; null where there is none. */
export function constantShift(collector: QCollector): number | null {
  const votes = new Uint32Array(2 * maxShiftSectors + 1);
  for (let readLba = collector.firstLba; readLba < collector.endLba; readLba++) {
    if (collector.stateOf(readLba) !== 'valid') continue;
    const frame = parseQ(collector.qOf(readLba)!);
    if (frame?.kind !== 'position') continue;
    const shift = shiftOf(frame, readLba);
    if (Math.abs(shift) <= maxShiftSectors) votes[shift + maxShiftSectors]!++;
  }
  let best = maxShiftSectors;
  for (let at = 0; at < votes.length; at++) if (votes[at]! > votes[best]!) best = at;
  return votes[best] === 0 ? null : best - maxShiftSectors;
}

/** MCN and ISRC tell the frame of their address and nothing else of it. */
export function isFrameOf(absoluteFrame: number, lba: number): boolean {
  return ((lba % 75) + 75) % 75 === absoluteFrame;
}

export function surveyQ(collector: QCollector, shiftSectors: number): QSurvey {
  const told: QRun[] = [];
  const starts = new Map<number, Votes<number>>();
  const controls = new Map<number, Votes<number>>();
  const countdowns = new Map<number, Votes<number>>();
  const mcns: Votes<string> = new Map();
  let displaced = 0;
  let programTrack = 0;
  for (let readLba = collector.firstLba; readLba < collector.endLba; readLba++) {
    if (collector.stateOf(readLba) !== 'valid') continue;
    const frame = parseQ(collector.qOf(readLba)!);
    const lba = readLba + shiftSectors;
    if (frame?.kind === 'mcn' && frame.mcn !== noMcn && isFrameOf(frame.absoluteFrame, lba))
      vote(mcns, frame.mcn);
    if (frame?.kind !== 'position') continue;
    if (shiftOf(frame, readLba) !== shiftSectors) {
      displaced++;
      continue;
    }
    if (frame.track !== leadOutTrack) {
      programTrack = frame.track;
      if (frame.index === 0) {
        voteFor(countdowns, frame.track, lba + frame.relativeSectors + 1);
      } else {
        voteFor(starts, frame.track, lba - frame.relativeSectors);
        voteFor(controls, frame.track, frame.control);
      }
    }
    // A lead-out comes behind every index of the last track of its session.
    const order = frame.track === leadOutTrack ? programTrack * 100 + 99.5 : frame.track * 100 + frame.index;
    const last = told.at(-1);
    if (last?.order === order) {
      last.lastLba = lba;
      last.count++;
      continue;
    }
    const { track, index, control, relativeSectors } = frame;
    told.push({
      order,
      track,
      index,
      control,
      firstLba: lba,
      firstRelativeSectors: relativeSectors,
      lastLba: lba,
      count: 1,
    });
  }
  return { ...inOrder(told), starts, controls, countdowns, mcns, displaced };
}

/** Of what cannot both be true along a disc, the fewer positions give way. */
function inOrder(told: readonly QRun[]): { readonly runs: readonly QRun[]; readonly outOfOrder: number } {
  const runs: QRun[] = [];
  let outOfOrder = 0;
  for (const run of told) {
    let against = 0;
    let keep = runs.length;
    while (keep > 0 && runs[keep - 1]!.order > run.order && against < run.count)
      against += runs[--keep]!.count;
    if (against >= run.count) {
      outOfOrder += run.count;
      continue;
    }
    outOfOrder += against;
    runs.length = keep;
    const last = runs.at(-1);
    if (last?.order === run.order) {
      last.lastLba = run.lastLba;
      last.count += run.count;
    } else {
      runs.push(run);
    }
  }
  return { runs, outOfOrder };
}
