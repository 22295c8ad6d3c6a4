/** A dump of a disc held against an answer of AccurateRip: by the sums its sidecar keeps, without its sectors. */
import type { DiscRecord } from '../../../shared/model/sidecar.ts';
import { type AccurateRipId, accurateRipId } from './accuraterip-id.ts';
import { type AccurateRipResponse, matchAccurateRip } from './accuraterip-response.ts';
import { discPositions } from './disc-positions.ts';

export interface TrackConfidence {
  readonly number: number;
  /** How many submissions have the same sum; 0 when none has. */
  readonly confidence: number;
  /** Which of the two sums agrees; null when none does. */
  readonly version: 1 | 2 | null;
  /** Of this track, whatever their sums. */
  readonly submissions: number;
  /** False where the dump keeps no sum: a track too short for one, or not written to a file of its own. */
  readonly hasSum: boolean;
}

/** @returns null when the answer is about another disc */
export function confidenceOf(record: DiscRecord, response: AccurateRipResponse): TrackConfidence[] | null {
  const positions = discPositions(record.disc);
  const id = positions && accurateRipId(positions);
  if (!id || !response.pressings.some((pressing) => isSame(pressing.id, id))) return null;
  const audio = record.disc.tracks.filter((track) => track.mode === 'AUDIO');
  const sums = audio.map(({ number }) => {
    const track = record.tracks.find((candidate) => candidate.number === number);
    return { v1: sumOf(track?.accurateRipV1), v2: sumOf(track?.accurateRipV2), frame450: null };
  });
  return matchAccurateRip(response, id, sums).map(({ matches, submissions }, index) => ({
    number: audio[index]!.number,
    confidence: matches[0]?.confidence ?? 0,
    version: matches[0]?.version ?? null,
    submissions,
    hasSum: sums[index]!.v1 !== noSum || sums[index]!.v2 !== noSum,
  }));
}

/** The sum of silence, which matches nothing. */
const noSum = 0;

function sumOf(hex: string | null | undefined): number {
  return hex ? Number.parseInt(hex, 16) : noSum;
}

function isSame(a: AccurateRipId, b: AccurateRipId): boolean {
  return a.audioTracks === b.audioTracks && a.id1 === b.id1 && a.id2 === b.id2 && a.cddb === b.cddb;
}
