/** Where a sector lies, in the terms of its medium: cylinder, head and sector, or track and time. */
import type { Disc, DiscTrack } from '../../shared/model/disc.ts';
import type { GeometryHypothesis } from '../../shared/model/drive.ts';
import { messagesOf } from '../messages/messages.ts';
import { msfWords } from '../words/disc.ts';
import { whereOnFloppy } from './where-words.ts';

const t = messagesOf('map');

/** A place named on the edge of a map, such as where a track begins. */
export interface MapMark {
  readonly lba: number;
  readonly label: string;
}

export interface Places {
  /** Sectors that stand together on the map; 0 for no grouping. */
  readonly groupSectors: number;
  /** Ascending. */
  readonly marks: readonly MapMark[];
  readonly where: (firstLba: number, lastLba: number) => string;
}

export function placesOf(geometry: GeometryHypothesis | undefined, disc: Disc | null | undefined): Places {
  if (disc && disc.tracks.length > 0) {
    return {
      groupSectors: 0,
      marks: disc.tracks.map((track) => ({ lba: trackRange(track).firstLba, label: String(track.number) })),
      where: (firstLba, lastLba) => whereOnDisc(disc, firstLba, lastLba),
    };
  }
  return {
    groupSectors: geometry?.sectorsPerTrack ?? 0,
    marks: [],
    where: (firstLba, lastLba) => (firstLba === lastLba ? whereOnFloppy(geometry, firstLba) : ''),
  };
}

/** With its pause, as far as one is known: what goes into the track's file. */
export function trackRange({ startLba, lengthSectors, pregapSectors }: DiscTrack): {
  readonly firstLba: number;
  readonly endLba: number;
} {
  return { firstLba: Math.max(0, startLba - (pregapSectors ?? 0)), endLba: startLba + lengthSectors };
}

export function trackAt({ tracks }: Pick<Disc, 'tracks'>, lba: number): DiscTrack | null {
  return (
    tracks.find((track) => {
      const { firstLba, endLba } = trackRange(track);
      return lba >= firstLba && lba < endLba;
    }) ?? null
  );
}

/** `track 3`, `tracks 3 to 5`; between sessions and in gaps nobody has told of there is none. */
export function tracksBetween(disc: Pick<Disc, 'tracks'>, firstLba: number, lastLba: number): string {
  const hit = disc.tracks.filter((track) => {
    const range = trackRange(track);
    return range.firstLba <= lastLba && range.endLba > firstLba;
  });
  const [first, last] = [hit[0], hit.at(-1)];
  if (!first || !last) return '';
  return first === last ? String(first.number) : t('range', { first: first.number, last: last.number });
}

/** `track 3, 02:46:45`; for more than one sector `track 3, 02:46:45 to 02:46:59`. */
function whereOnDisc(disc: Disc, firstLba: number, lastLba: number): string {
  const tracks = tracksBetween(disc, firstLba, lastLba);
  const first = msfWords(firstLba);
  const time = firstLba === lastLba ? first : t('range', { first, last: msfWords(lastLba) });
  if (tracks === '') return time;
  return tracks.includes(' ') ? t('onTracks', { tracks, time }) : t('onTrack', { track: tracks, time });
}
