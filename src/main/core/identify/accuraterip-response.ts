/**
 * Answers of the AccurateRip database, `dBAR-nnn-id1-id2-cddb.bin`: one block per pressing, each the ids of the disc
 * and per track how many submitted which checksum.
 */
import { u8, u32le } from '../byte-fields.ts';
import type { AccurateRipChecksums } from './accuraterip-checksum.ts';
import type { AccurateRipId } from './accuraterip-id.ts';

export interface SubmittedTrack {
  /** How many submissions agree; 0 when the database knows none. */
  readonly confidence: number;
  /** Version 1 or 2, whichever the submitters' program made. */
  readonly checksum: number;
  /** 0 where it is not known. */
  readonly frame450: number;
}

export interface Pressing {
  readonly id: AccurateRipId;
  readonly tracks: readonly SubmittedTrack[];
}

export interface AccurateRipResponse {
  readonly pressings: readonly Pressing[];
  readonly warnings: readonly string[];
}

const headerBytes = 13;
const trackBytes = 9;
const mostTracks = 99;

/** A block cut short or with an impossible number of tracks ends the reading with a warning. */
export function parseAccurateRipResponse(bytes: Uint8Array): AccurateRipResponse {
  const pressings: Pressing[] = [];
  let at = 0;
  while (at < bytes.length) {
    const count = u8(bytes, at);
    const end = at + headerBytes + count * trackBytes;
    if (count === 0 || count > mostTracks || end > bytes.length) {
      return {
        pressings,
        warnings: [`The answer is damaged or cut short at byte ${at} of ${bytes.length}.`],
      };
    }
    const id: AccurateRipId = {
      audioTracks: count,
      id1: u32le(bytes, at + 1),
      id2: u32le(bytes, at + 5),
      cddb: u32le(bytes, at + 9)
        .toString(16)
        .padStart(8, '0'),
    };
    const tracks = Array.from({ length: count }, (_, track): SubmittedTrack => {
      const offset = at + headerBytes + track * trackBytes;
      return {
        confidence: u8(bytes, offset),
        checksum: u32le(bytes, offset + 1),
        frame450: u32le(bytes, offset + 5),
      };
    });
    pressings.push({ id, tracks });
    at = end;
  }
  return { pressings, warnings: [] };
}

export interface TrackMatch {
  readonly version: 1 | 2;
  readonly confidence: number;
  /** Into the pressings of the answer. */
  readonly pressing: number;
}

export interface TrackVerdict {
  /** Every pressing with this track's checksum, highest confidence first. */
  readonly matches: readonly TrackMatch[];
  /** Submissions of this track in all pressings, whether they agree or not. */
  readonly submissions: number;
}

function sameDisc(a: AccurateRipId, b: AccurateRipId): boolean {
  return a.audioTracks === b.audioTracks && a.id1 === b.id1 && a.id2 === b.id2 && a.cddb === b.cddb;
}

/** Pressings of another disc do not count. Silence, whose checksum is 0, proves nothing and matches nothing. */
export function matchAccurateRip(
  { pressings }: AccurateRipResponse,
  id: AccurateRipId,
  tracks: readonly AccurateRipChecksums[],
): readonly TrackVerdict[] {
  const own = [...pressings.entries()].filter(([, pressing]) => sameDisc(pressing.id, id));
  return tracks.map(({ v1, v2 }, track) => {
    const submitted = own.flatMap(([pressing, { tracks: all }]) => {
      const entry = all[track];
      return entry && entry.confidence > 0 ? [{ pressing, ...entry }] : [];
    });
    const matches = submitted
      .filter(({ checksum }) => checksum !== 0 && (checksum === v1 || checksum === v2))
      .map(({ pressing, confidence, checksum }): TrackMatch => {
        return { version: checksum === v2 ? 2 : 1, confidence, pressing };
      })
      .sort((a, b) => b.confidence - a.confidence);
    return { matches, submissions: submitted.reduce((sum, { confidence }) => sum + confidence, 0) };
  });
}
