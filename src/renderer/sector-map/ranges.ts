/** Ranges of a map that want an eye: everything that was not simply read. */
import type { DiscTrack } from '../../shared/model/disc.ts';
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { trackRange } from './places.ts';

export interface StateRange {
  readonly lba: number;
  readonly lengthSectors: number;
  readonly state: SectorState;
}

const quiet: ReadonlySet<SectorState> = new Set(['good']);

/** Every run that is not plainly good, in order of LBA. */
export function notableRanges(runs: SectorRuns): StateRange[] {
  const ranges: StateRange[] = [];
  let lba = 0;
  for (const [lengthSectors, state] of runs) {
    if (!quiet.has(state)) ranges.push({ lba, lengthSectors, state });
    lba += lengthSectors;
  }
  return ranges;
}

/** Sectors of sound in a range. */
export function soundIn(tracks: readonly DiscTrack[], { lba, lengthSectors }: StateRange): number {
  return tracks
    .filter(({ mode }) => mode === 'AUDIO')
    .map(trackRange)
    .reduce(
      (sum, { firstLba, endLba }) =>
        sum + Math.max(0, Math.min(endLba, lba + lengthSectors) - Math.max(firstLba, lba)),
      0,
    );
}
