/** How each track of a disc stands, counted from the map. */
import type { DiscTrack } from '../../shared/model/disc.ts';
import type { CoarseMap } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { trackRange } from './places.ts';

export interface TrackDamage {
  readonly sectors: number;
  readonly unreadable: number;
  readonly suspect: number;
  /** What may still be read. */
  readonly pending: number;
  /** The map is coarse and shows the worst of each step: the true numbers are at most these. */
  readonly isRough: boolean;
}

/** In the order of `tracks`, which are ascending; a track beyond the end of the map has what the map shows of it. */
export function trackDamage(map: CoarseMap, tracks: readonly DiscTrack[]): TrackDamage[] {
  const counts = tracks.map(() => ({ unreadable: 0, suspect: 0, pending: 0 }));
  const ranges = tracks.map(trackRange);
  let lba = 0;
  let first = 0;
  for (const [units, state] of map.runs) {
    const end = Math.min(lba + units * map.sectorsPerUnit, map.totalSectors);
    const kind = kindOf(state);
    while (first < ranges.length && ranges[first]!.endLba <= lba) first++;
    for (let index = first; kind !== null && index < ranges.length; index++) {
      const range = ranges[index]!;
      if (range.firstLba >= end) break;
      counts[index]![kind] += Math.max(0, Math.min(end, range.endLba) - Math.max(lba, range.firstLba));
    }
    lba = end;
  }
  return counts.map((count, index) => ({
    ...count,
    sectors: ranges[index]!.endLba - ranges[index]!.firstLba,
    isRough: map.sectorsPerUnit > 1,
  }));
}

function kindOf(state: SectorState): 'unreadable' | 'suspect' | 'pending' | null {
  switch (state) {
    case 'bad':
      return 'unreadable';
    case 'suspect':
      return 'suspect';
    case 'untried':
    case 'skipped':
    case 'unscraped':
      return 'pending';
    case 'generated':
    case 'rebuilt':
    case 'good-after-retry':
    case 'good':
      return null;
  }
}
