/**
 * What Q tells about a disc once all of it has been read: where tracks and indices start, control, MCN and ISRC, and
 * where that differs from the TOC. Differences are reported, never settled here.
 */
import { findBoundaries } from './q-boundaries.ts';
import type { QCollector } from './q-collector.ts';
import { leadOutTrack, parseQ } from './q-frame.ts';
import { type PauseEnd, type QStretch, stretchAt } from './q-layout.ts';
import { constantShift, isFrameOf, surveyQ, type Votes, voteFor, winnerOf } from './q-survey.ts';

export interface TocForQ {
  readonly tracks: readonly {
    readonly number: number;
    readonly control: number;
    readonly startLba: number;
  }[];
  readonly sessions: readonly { readonly number: number; readonly leadOutLba: number }[];
}

/** null is what Q has not told. */
export interface QTrack {
  readonly number: number;
  /** First sector: INDEX 00, or INDEX 01 where there is no pause. */
  readonly pregapLba: number | null;
  /** INDEX 01. */
  readonly startLba: number | null;
  /** INDEX 02 and up. */
  readonly indices: readonly { readonly number: number; readonly lba: number }[];
  /** The four control bits of most of its Q. */
  readonly control: number | null;
  readonly isrc: string | null;
}

export interface QAnalysis {
  /** Sectors whose Q came. */
  readonly noted: number;
  /** Of these, with a right CRC. */
  readonly valid: number;
  /** Right CRC, but another place than they name. */
  readonly displaced: number;
  /** What Q says minus where it was read, the same for most sectors; null when no Q tells a position. */
  readonly shiftSectors: number | null;
  /** Those of the TOC and any others Q names, by number. */
  readonly tracks: readonly QTrack[];
  readonly mcn: string | null;
  readonly pauseEnd: PauseEnd;
  /** Ascending, by LBA of the disc: the shift undone. */
  readonly stretches: readonly QStretch[];
  readonly warnings: readonly string[];
}

const noIsrc = '0'.repeat(12);

export function analyseQ(collector: QCollector, toc: TocForQ): QAnalysis {
  const counts = { noted: collector.noted, valid: collector.valid };
  const shiftSectors = constantShift(collector);
  if (shiftSectors === null) {
    return {
      ...counts,
      displaced: 0,
      shiftSectors,
      tracks: toc.tracks.map(({ number }) => unknownTrack(number)),
      mcn: null,
      pauseEnd: 0,
      stretches: [],
      warnings: ['There is no subchannel to tell pauses, indices, MCN and ISRC from.'],
    };
  }
  const survey = surveyQ(collector, shiftSectors);
  const { stretches, pauseEnd, unknownPauses, warnings } = findBoundaries(
    collector,
    shiftSectors,
    survey,
    toc.tracks,
  );
  const isrcs = isrcVotes(collector, shiftSectors, stretches);
  const tracks = trackNumbers(toc, stretches).map(
    (number): QTrack => ({
      number,
      ...layoutOf(number, stretches, unknownPauses),
      control: winnerOf(survey.controls.get(number)),
      isrc: winnerOf(isrcs.get(number)),
    }),
  );
  return {
    ...counts,
    displaced: survey.displaced,
    shiftSectors,
    tracks,
    mcn: winnerOf(survey.mcns),
    pauseEnd,
    stretches,
    warnings: [
      ...readingWarnings(shiftSectors, survey.displaced, survey.outOfOrder),
      ...warnings,
      ...disagreement('MCN of the disc', survey.mcns),
      ...[...isrcs].flatMap(([track, votes]) => disagreement(`ISRC of track ${track}`, votes)),
      ...differencesFromToc(toc, tracks, stretches),
    ],
  };
}

function unknownTrack(number: number): QTrack {
  return { number, pregapLba: null, startLba: null, indices: [], control: null, isrc: null };
}

function isrcVotes(
  collector: QCollector,
  shiftSectors: number,
  stretches: readonly QStretch[],
): Map<number, Votes<string>> {
  const ballots = new Map<number, Votes<string>>();
  for (let readLba = collector.firstLba; readLba < collector.endLba; readLba++) {
    if (collector.stateOf(readLba) !== 'valid') continue;
    const frame = parseQ(collector.qOf(readLba)!);
    if (frame?.kind !== 'isrc' || frame.isrc === noIsrc) continue;
    const lba = readLba + shiftSectors;
    const stretch = stretchAt(stretches, lba);
    if (stretch && stretch.track !== leadOutTrack && isFrameOf(frame.absoluteFrame, lba)) {
      voteFor(ballots, stretch.track, frame.isrc);
    }
  }
  return ballots;
}

function trackNumbers(toc: TocForQ, stretches: readonly QStretch[]): number[] {
  const numbers = new Set(toc.tracks.map(({ number }) => number));
  for (const { track } of stretches) if (track !== leadOutTrack) numbers.add(track);
  return [...numbers].sort((a, b) => a - b);
}

function layoutOf(
  number: number,
  stretches: readonly QStretch[],
  unknownPauses: ReadonlySet<number>,
): Pick<QTrack, 'pregapLba' | 'startLba' | 'indices'> {
  const own = stretches.filter(({ track }) => track === number);
  const lbaOf = (index: number) => own.find((stretch) => stretch.index === index)?.lba ?? null;
  const startLba = lbaOf(1) ?? (lbaOf(0) === null ? null : own[0]!.originLba);
  return {
    pregapLba: lbaOf(0) ?? (unknownPauses.has(number) ? null : startLba),
    startLba,
    indices: own.filter(({ index }) => index >= 2).map(({ index, lba }) => ({ number: index, lba })),
  };
}

function readingWarnings(shiftSectors: number, displaced: number, outOfOrder: number): string[] {
  const warnings: string[] = [];
  if (shiftSectors !== 0) {
    warnings.push(
      `Q names places ${shiftSectors} sectors from where the drive gave it; it was put in its place.`,
    );
  }
  if (displaced > 0) warnings.push(`${displaced} Q name a place other than their own; they were left aside.`);
  if (outOfOrder > 0) {
    warnings.push(
      `${outOfOrder} Q name a track or index out of the order of the disc; they were left aside.`,
    );
  }
  return warnings;
}

/** More than a stray misreading: some other value was told at least twice. */
function disagreement(what: string, votes: Votes<string>): string[] {
  const winner = winnerOf(votes);
  const others = [...votes].filter(([value, count]) => value !== winner && count > 1);
  if (winner === null || others.length === 0) return [];
  const told = others.slice(0, 3).map(([value, count]) => `${value} (${count} times)`);
  return [`Q does not agree on the ${what}: mostly ${winner}, but also ${told.join(', ')}.`];
}

const preEmphasis = 1;

function differencesFromToc(
  toc: TocForQ,
  tracks: readonly QTrack[],
  stretches: readonly QStretch[],
): string[] {
  const warnings: string[] = [];
  for (const track of tracks) {
    const inToc = toc.tracks.find(({ number }) => number === track.number);
    if (!inToc) {
      warnings.push(`Q names track ${track.number}, which is not in the TOC.`);
      continue;
    }
    if (track.startLba === null) {
      warnings.push(`No Q tells where track ${track.number} starts.`);
    } else if (track.startLba !== inToc.startLba) {
      warnings.push(
        `Track ${track.number} starts at LBA ${inToc.startLba} by the TOC, at ${track.startLba} by Q.`,
      );
    }
    if (track.control === null || track.control === inToc.control) continue;
    if (track.control === (inToc.control | preEmphasis)) {
      warnings.push(`Track ${track.number} has pre-emphasis by Q, but not by the TOC.`);
    } else {
      warnings.push(
        `Track ${track.number} has control ${inToc.control} by the TOC, but ${track.control} by Q.`,
      );
    }
  }
  for (const [at, stretch] of stretches.entries()) {
    const isSeenToBegin = stretches[at - 1] !== undefined && stretch.lba === stretch.originLba;
    if (stretch.track !== leadOutTrack || !isSeenToBegin) continue;
    if (!toc.sessions.some(({ leadOutLba }) => leadOutLba === stretch.lba)) {
      warnings.push(`A lead-out begins at LBA ${stretch.lba} by Q, at none of the TOC's.`);
    }
  }
  return warnings;
}
