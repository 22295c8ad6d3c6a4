/** Ranges of a map that want an eye: everything that was not simply read. */
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';

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
