/** Where on a disc its filesystems and its sound are. */
import type { Place } from '../core/filesystem/open-filesystems.ts';
import type { DiscImage } from '../core/image/disc-image.ts';
import { userDataBytes } from '../core/optical/sector-layout.ts';

export interface AudioTrack {
  readonly number: number;
  readonly startLba: number;
  readonly endLba: number;
}

type Track = Pick<DiscImage['tracks'][number], 'number' | 'session' | 'control' | 'startLba' | 'endLba'>;

interface Tracks {
  readonly tracks: readonly Track[];
}

export const controlData = 4;

/** Of several sessions the last one comes first: it has everything the others have. */
export function placesOf({ tracks }: Tracks): Place[] {
  return tracks
    .filter(
      ({ control, startLba, endLba }) => (control & controlData) !== 0 && startLba >= 0 && endLba > startLba,
    )
    .map(({ number, session, startLba, endLba }) => ({
      startBytes: startLba * userDataBytes,
      sizeBytes: (endLba - startLba) * userDataBytes,
      track: number,
      session,
    }))
    .sort((a, b) => b.session - a.session || a.startBytes - b.startBytes);
}

/** Before LBA 0 lies what no dump has. */
export function audioTracksOf({ tracks }: Tracks): AudioTrack[] {
  return tracks
    .filter(({ control }) => (control & controlData) === 0)
    .map(({ number, startLba, endLba }) => ({ number, startLba: Math.max(0, startLba), endLba }))
    .filter(({ startLba, endLba }) => endLba > startLba);
}
