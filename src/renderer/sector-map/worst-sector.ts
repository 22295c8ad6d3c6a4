import { type SectorRuns, worstState } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';

/** The first of the worst sectors among some, which ascend; null where there are none. O(runs + sectors). */
export function worstSector(runs: SectorRuns, lbas: Iterable<number>): number | null {
  let found: number | null = null;
  let worst: SectorState | null = null;
  let index = 0;
  let end = runs[0]?.[0] ?? 0;
  for (const lba of lbas) {
    while (lba >= end && index < runs.length) end += runs[++index]?.[0] ?? Number.POSITIVE_INFINITY;
    const state = runs[index]?.[1] ?? 'untried';
    if (worst !== null && worstState(worst, state) === worst) continue;
    found = lba;
    worst = state;
  }
  return found;
}

/** The worst state of some sectors that follow each other. O(runs). */
export function worstIn(runs: SectorRuns, first: number, last: number): SectorState {
  let worst: SectorState | null = null;
  let lba = 0;
  for (const [length, state] of runs) {
    if (lba > last) break;
    lba += length;
    if (lba > first) worst = worst === null ? state : worstState(worst, state);
  }
  return worst ?? 'untried';
}

export function* upTo(first: number, last: number): Generator<number> {
  for (let lba = first; lba <= last; lba++) yield lba;
}
