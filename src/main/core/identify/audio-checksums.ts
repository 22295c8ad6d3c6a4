/** AccurateRip sums of all audio tracks, taken from sectors as they pass on their way into files. */
import type { Disc } from '../../../shared/model/disc.ts';
import { sectorBytes } from '../optical/sector-layout.ts';
import { type AccurateRipSummer, sumAccurateRip, type TrackPlace } from './accuraterip-checksum.ts';

const samplesPerSector = 588;
/** AccurateRip leaves five sectors out at either end of the disc: a shorter track has no sum. */
const leastSectors = 11;

export interface TrackChecksums {
  readonly accurateRipV1: string | null;
  readonly accurateRipV2: string | null;
  readonly accurateRipConfidence: number | null;
}

interface Summed {
  readonly number: number;
  readonly startLba: number;
  readonly endLba: number;
  readonly summer: AccurateRipSummer;
}

export class AudioChecksums {
  readonly #tracks: readonly Summed[];

  constructor({ tracks, sessions }: Disc) {
    const audio = tracks.filter((track) => track.mode === 'AUDIO');
    this.#tracks = audio.flatMap((track, index) => {
      const following = tracks.find(
        (other) => other.number > track.number && other.session === track.session,
      );
      const leadOutLba =
        sessions.find((session) => session.number === track.session)?.leadOutLba ?? track.startLba;
      const endLba = following?.startLba ?? leadOutLba;
      const lengthSectors = endLba - track.startLba;
      if (lengthSectors < leastSectors) return [];
      const summer = sumAccurateRip(lengthSectors * samplesPerSector, placeOf(index, audio.length));
      return [{ number: track.number, startLba: track.startLba, endLba, summer }];
    });
  }

  /** Hands pieces on unchanged; the first begins at `startLba`, and all come in order. */
  *watch(pieces: Iterable<Uint8Array>, startLba: number): Iterable<Uint8Array> {
    let lba = startLba;
    for (const piece of pieces) {
      const endLba = lba + piece.length / sectorBytes;
      for (const { startLba: from, endLba: to, summer } of this.#tracks) {
        const first = Math.max(lba, from);
        const last = Math.min(endLba, to);
        if (first < last)
          summer.update(piece.subarray((first - lba) * sectorBytes, (last - lba) * sectorBytes));
      }
      lba = endLba;
      yield piece;
    }
  }

  /** Once all sectors have passed. Nothing for data tracks. */
  of(trackNumber: number): TrackChecksums {
    const track = this.#tracks.find((candidate) => candidate.number === trackNumber);
    if (!track) return { accurateRipV1: null, accurateRipV2: null, accurateRipConfidence: null };
    const { v1, v2 } = track.summer.finish();
    return { accurateRipV1: hex(v1), accurateRipV2: hex(v2), accurateRipConfidence: null };
  }
}

function placeOf(index: number, count: number): TrackPlace {
  if (count === 1) return 'only';
  return index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle';
}

function hex(sum: number): string {
  return (sum >>> 0).toString(16).padStart(8, '0');
}
