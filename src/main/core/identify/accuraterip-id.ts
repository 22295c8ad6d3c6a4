/**
 * AccurateRip's name of a disc: two sums over the starts of the audio and the lead-out of the whole disc, without the
 * first 150 sectors; and the CDDB id over all tracks. The audio tracks are counted from 1, wherever data stands.
 */
import { cddbId } from './cddb-id.ts';
import type { DiscPositions } from './disc-positions.ts';

export interface AccurateRipId {
  readonly audioTracks: number;
  readonly id1: number;
  readonly id2: number;
  readonly cddb: string;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** @returns null for a disc without audio */
export function accurateRipId(disc: DiscPositions): AccurateRipId | null {
  const starts = disc.tracks.filter((track) => track.isAudio).map((track) => track.startLba);
  if (starts.length === 0) return null;
  const id1 = starts.reduce((sum, start) => sum + start, disc.leadOutLba);
  const id2 = starts.reduce(
    (sum, start, at) => sum + Math.max(start, 1) * (at + 1),
    disc.leadOutLba * (starts.length + 1),
  );
  return { audioTracks: starts.length, id1: id1 >>> 0, id2: id2 >>> 0, cddb: cddbId(disc) };
}

/** `id1-id2-cddb`, as in the name of the file. */
export function formatAccurateRipId({ id1, id2, cddb }: AccurateRipId): string {
  return `${hex(id1)}-${hex(id2)}-${cddb}`;
}

/** `dBAR-nnn-id1-id2-cddb.bin`, as the database names its answers. */
export function accurateRipFileName(id: AccurateRipId): string {
  return `dBAR-${String(id.audioTracks).padStart(3, '0')}-${formatAccurateRipId(id)}.bin`;
}
