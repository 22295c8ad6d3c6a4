/**
 * Where one index ends and the next begins. Two neighbouring positions settle it. Where modes 2 and 3, broken or unread
 * Q stand between, the broken ones have a vote by their likeness to what each possibility would have put there, and
 * then the rising edge of P.
 */
import type { QCollector } from './q-collector.ts';
import { leadOutTrack } from './q-frame.ts';
import { distanceBits, likenessBits, type PauseEnd, positionQIn, type QStretch } from './q-layout.ts';
import { type QRun, type QSurvey, type Votes, vote, winnerOf } from './q-survey.ts';

export interface TrackInToc {
  readonly number: number;
  readonly control: number;
  readonly startLba: number;
}

export interface Boundaries {
  readonly stretches: readonly QStretch[];
  readonly pauseEnd: PauseEnd;
  /** Tracks before which nothing tells whether there is a pause. */
  readonly unknownPauses: ReadonlySet<number>;
  readonly warnings: readonly string[];
}

interface Boundary {
  readonly lba: number;
  /** The earliest place that is as likely; equal to `lba` when there is no doubt. */
  readonly earliestLba: number;
}

/** P follows Q by one sector on most discs. */
const usualPLagSectors = 1;
const maxPLagSectors = 2;

export function findBoundaries(
  collector: QCollector,
  shiftSectors: number,
  survey: QSurvey,
  tocTracks: readonly TrackInToc[],
): Boundaries {
  const { runs } = survey;
  const stretches: QStretch[] = [];
  const unknownPauses = new Set<number>();
  const warnings: string[] = [];
  const pauseEnd = pauseEndOf(survey);
  const pLagSectors = pLagOf(collector, shiftSectors, runs);

  function originOf(run: QRun): number {
    if (run.track === leadOutTrack) return run.firstLba - run.firstRelativeSectors;
    const counted = winnerOf(survey.countdowns.get(run.track));
    return (
      winnerOf(survey.starts.get(run.track)) ??
      (counted === null ? null : counted - pauseEnd) ??
      tocTracks.find(({ number }) => number === run.track)?.startLba ??
      run.firstLba
    );
  }

  function stretchOf(run: QRun, index: number, lba: number): QStretch {
    const control =
      index === run.index ? run.control : (winnerOf(survey.controls.get(run.track)) ?? run.control);
    return { lba, track: run.track, index, control, originLba: originOf(run) };
  }

  function isRead(fromLba: number, endLba: number): boolean {
    for (let lba = fromLba; lba < endLba; lba++) {
      if (collector.stateOf(lba - shiftSectors) === 'absent') return false;
    }
    return true;
  }

  /** First sector of `after`, which is behind `lastLba` and not behind `endLba`. */
  function between(lastLba: number, endLba: number, before: QStretch, after: QStretch): Boundary {
    const places = endLba - lastLba;
    if (places === 1) return { lba: endLba, earliestLba: endLba };
    const costs = new Int32Array(places);
    for (let place = 1; place < places; place++) {
      const lba = lastLba + place;
      costs[place] = costs[place - 1]! + likenessDifference(lba, before, after);
    }
    const least = costs.reduce((a, b) => Math.min(a, b));
    const first = lastLba + 1 + costs.indexOf(least);
    const last = lastLba + 1 + costs.lastIndexOf(least);
    if (first === last) return { lba: last, earliestLba: last };
    for (let lba = first; after.index === 0 && lba <= last; lba++) {
      if (costs[lba - lastLba - 1] !== least) continue;
      const p = (at: number) => collector.pOf(at + pLagSectors - shiftSectors);
      if (p(lba) === true && p(lba - 1) === false) return { lba, earliestLba: lba };
    }
    return { lba: last, earliestLba: first };
  }

  /** Above zero when the broken Q here is more like `after`: then the boundary should not be behind it. */
  function likenessDifference(lba: number, before: QStretch, after: QStretch): number {
    const readLba = lba - shiftSectors;
    if (collector.stateOf(readLba) !== 'invalid') return 0;
    const q = collector.qOf(readLba)!;
    const fromBefore = distanceBits(q, positionQIn(before, lba, pauseEnd));
    const fromAfter = distanceBits(q, positionQIn(after, lba, pauseEnd));
    return Math.min(fromBefore, fromAfter) <= likenessBits ? fromBefore - fromAfter : 0;
  }

  function nameOf(stretch: QStretch): string {
    if (stretch.track === leadOutTrack) return 'The lead-out';
    return `INDEX ${String(stretch.index).padStart(2, '0')} of track ${stretch.track}`;
  }

  function push(boundary: Boundary, stretch: QStretch): void {
    stretches.push({ ...stretch, lba: boundary.lba });
    if (boundary.earliestLba < boundary.lba) {
      warnings.push(
        `${nameOf(stretch)} begins between LBA ${boundary.earliestLba} and ${boundary.lba}; Q does not tell where.`,
      );
    }
  }

  function enter(run: QRun): void {
    const origin = originOf(run);
    const isStart = run.index >= 1 && origin <= run.firstLba && run.track !== leadOutTrack;
    if (isStart) stretches.push(stretchOf(run, 1, origin));
    if (run.index === 0 || run.track === leadOutTrack) {
      let lba = run.firstLba;
      while (run.index === 0 && collector.stateOf(lba - 1 - shiftSectors) !== 'absent') lba--;
      stretches.push(stretchOf(run, run.index, lba));
    } else if (!isStart || run.index > 1) {
      stretches.push(stretchOf(run, run.index, run.firstLba));
    }
    if (run.index >= 1) unknownPauses.add(run.track);
  }

  function withinTrack(previous: QRun, run: QRun): void {
    if (previous.index > 0) {
      const before = stretchOf(previous, previous.index, previous.firstLba);
      push(between(previous.lastLba, run.firstLba, before, stretchOf(run, run.index, run.firstLba)), {
        ...stretchOf(run, run.index, run.firstLba),
      });
      return;
    }
    const origin = originOf(run);
    if (origin > previous.lastLba && origin <= run.firstLba) {
      stretches.push(stretchOf(run, 1, origin));
      if (run.index > 1) stretches.push(stretchOf(run, run.index, run.firstLba));
      return;
    }
    warnings.push(
      `Track ${run.track} counts its time from LBA ${origin}, yet its pause goes on to LBA ${previous.lastLba}.`,
    );
    stretches.push(stretchOf(run, run.index, run.firstLba));
  }

  function toNextTrack(previous: QRun, run: QRun): void {
    const before = stretchOf(previous, previous.index, previous.firstLba);
    if (run.index === 0 || run.track === leadOutTrack) {
      const after = stretchOf(run, run.index, run.firstLba);
      const isSame = previous.track !== leadOutTrack;
      const sameLba = { lba: run.firstLba, earliestLba: run.firstLba };
      push(isSame ? between(previous.lastLba, run.firstLba, before, after) : sameLba, after);
      return;
    }
    const origin = originOf(run);
    if (origin <= previous.lastLba || origin > run.firstLba) {
      warnings.push(
        `Track ${run.track} counts its time from LBA ${origin}, but the first Q of it is at LBA ${run.firstLba}.`,
      );
      unknownPauses.add(run.track);
      stretches.push(stretchOf(run, run.index, run.firstLba));
      return;
    }
    const pause = stretchOf(run, 0, origin);
    const boundary = between(previous.lastLba, origin, before, pause);
    if (boundary.earliestLba < origin && boundary.lba === origin && !isRead(boundary.earliestLba, origin)) {
      unknownPauses.add(run.track);
    } else if (boundary.lba < origin) {
      push(boundary, pause);
    } else if (boundary.earliestLba < origin) {
      warnings.push(
        `A pause before track ${run.track} could begin at LBA ${boundary.earliestLba} at the earliest; Q shows none.`,
      );
    }
    stretches.push(stretchOf(run, 1, origin));
    if (run.index > 1) stretches.push(stretchOf(run, run.index, run.firstLba));
  }

  for (const [at, run] of runs.entries()) {
    const previous = runs[at - 1];
    if (!previous) enter(run);
    else if (previous.track === run.track) withinTrack(previous, run);
    else toNextTrack(previous, run);
  }
  return { stretches, pauseEnd, unknownPauses, warnings };
}

function pauseEndOf(survey: QSurvey): PauseEnd {
  const votes: Votes<PauseEnd> = new Map();
  for (const [track, counted] of survey.countdowns) {
    const start = winnerOf(survey.starts.get(track));
    const end = winnerOf(counted);
    if (start === null || end === null) continue;
    if (end - start === 0) vote(votes, 0);
    if (end - start === 1) vote(votes, 1);
  }
  return winnerOf(votes) ?? 0;
}

function pLagOf(collector: QCollector, shiftSectors: number, runs: readonly QRun[]): number {
  const votes: Votes<number> = new Map();
  for (const [at, run] of runs.entries()) {
    if (run.index !== 0 || runs[at - 1]?.lastLba !== run.firstLba - 1) continue;
    const p = (lba: number) => collector.pOf(lba - shiftSectors);
    for (let lag = 0; lag <= maxPLagSectors; lag++) {
      if (p(run.firstLba + lag) === true && p(run.firstLba + lag - 1) === false) vote(votes, lag);
    }
  }
  return winnerOf(votes) ?? usualPLagSectors;
}
