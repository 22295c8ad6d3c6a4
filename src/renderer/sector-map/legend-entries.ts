import type { SectorCounts } from '../../shared/model/job.ts';
import { type CoarseMap, countStates } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { legendOrder } from '../words/states.ts';

export interface LegendEntry {
  readonly state: SectorState;
  /** Null where only a coarse map is known, which cannot be counted. */
  readonly count: number | null;
}

/** The states a map has, and always what was read and what was not. A coarse map is never counted by its units. */
export function legendEntries(map: CoarseMap, counts: SectorCounts): LegendEntry[] {
  const present = countStates(map.runs);
  const suspect = counts.suspect ?? 0;
  const known: Partial<Record<SectorState, number>> = {
    good: counts.good,
    'good-after-retry': counts.goodAfterRetry,
    bad: counts.bad - suspect,
    suspect,
  };
  return legendOrder
    .filter((state) => present[state] > 0 || state === 'good' || state === 'bad' || (known[state] ?? 0) > 0)
    .map((state) => ({ state, count: map.sectorsPerUnit === 1 ? present[state] : (known[state] ?? null) }));
}
