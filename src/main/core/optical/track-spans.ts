/** Which sectors go into the file of which track: a pause belongs to the track behind it (Redump's convention). */
import type { Disc, DiscTrack } from '../../../shared/model/disc.ts';
import type { DiscArea } from './disc-areas.ts';

export interface TrackSpan {
  readonly track: DiscTrack;
  /** INDEX 00, or INDEX 01 where there is no pause; of the first track of a session, where the session begins. */
  readonly startLba: number;
  readonly endLba: number;
}

export function trackSpans({ tracks }: Pick<Disc, 'tracks'>, areas: readonly DiscArea[]): TrackSpan[] {
  return tracks.map((track, index) => {
    const own = areas.filter((area) => area.session === track.session);
    const next = tracks[index + 1];
    const isLast = next?.session !== track.session;
    return {
      track,
      startLba: track.startLba - (track.pregapSectors ?? 0),
      endLba: isLast ? (own.at(-1)?.endLba ?? track.startLba) : next!.startLba - (next!.pregapSectors ?? 0),
    };
  });
}
