/** A disc as the identifiers of its music see it: starts without the 150 sectors of the first pregap. */
import type { Disc } from '../../../shared/model/disc.ts';

export interface PositionedTrack {
  readonly number: number;
  readonly isAudio: boolean;
  readonly startLba: number;
}

export interface DiscPositions {
  /** Ascending. */
  readonly tracks: readonly PositionedTrack[];
  /** Lead-out of the whole disc. */
  readonly leadOutLba: number;
}

/** Minutes of a TOC have two digits. */
const endOfAddresses = 100 * 60 * 75 - 150;

/** @returns null when there are no tracks, they are out of order, or the lead-out is not behind them */
export function discPositions(disc: Pick<Disc, 'sessions' | 'tracks'>): DiscPositions | null {
  const tracks = disc.tracks.map(
    ({ number, mode, startLba }): PositionedTrack => ({ number, isAudio: mode === 'AUDIO', startLba }),
  );
  const leadOutLba = disc.sessions.at(-1)?.leadOutLba;
  const last = tracks.at(-1);
  if (leadOutLba === undefined || !last || tracks.length > 99) return null;
  const isAscending = tracks.every(
    ({ number, startLba }, at) =>
      startLba >= 0 && (at === 0 || (startLba > tracks[at - 1]!.startLba && number > tracks[at - 1]!.number)),
  );
  if (!isAscending || leadOutLba <= last.startLba || leadOutLba > endOfAddresses) return null;
  return { tracks, leadOutLba };
}
