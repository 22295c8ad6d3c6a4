/** Run-length sector maps: what crosses a wire or lies in a file, instead of one value per sector. */
import { z } from 'zod';
import { type SectorState, sectorStateRank, sectorStates } from './sector-state.ts';

/** `[lengthSectors, state]`; runs follow each other from LBA 0 without gaps. */
export const sectorRunSchema = z.tuple([z.int().positive(), z.enum(sectorStates)]);
export const sectorRunsSchema = z.array(sectorRunSchema);
export type SectorRun = readonly [lengthSectors: number, state: SectorState];
export type SectorRuns = readonly SectorRun[];

export type StateCounts = Readonly<Record<SectorState, number>>;

export function totalSectors(runs: SectorRuns): number {
  return runs.reduce((sum, [length]) => sum + length, 0);
}

/** Sectors per state; every state is present. */
export function countStates(runs: SectorRuns): StateCounts {
  const counts = Object.fromEntries(sectorStates.map((state) => [state, 0])) as Record<SectorState, number>;
  for (const [length, state] of runs) counts[state] += length;
  return counts;
}

/** The state of one sector; what a map does not reach nobody has tried. O(runs). */
export function stateAt(runs: SectorRuns, lba: number): SectorState {
  let end = 0;
  for (const [length, state] of runs) {
    end += length;
    if (lba < end) return state;
  }
  return 'untried';
}

export interface SectorRange {
  readonly lba: number;
  readonly lengthSectors: number;
}

/** The ranges whose state satisfies `wanted`, in order, neighbours joined. */
export function rangesWhere(runs: SectorRuns, wanted: (state: SectorState) => boolean): SectorRange[] {
  const ranges: { lba: number; lengthSectors: number }[] = [];
  let lba = 0;
  for (const [lengthSectors, state] of runs) {
    if (wanted(state)) {
      const last = ranges.at(-1);
      if (last && last.lba + last.lengthSectors === lba) last.lengthSectors += lengthSectors;
      else ranges.push({ lba, lengthSectors });
    }
    lba += lengthSectors;
  }
  return ranges;
}

/**
 * The order in which a cell of a picture or a coarse map shows the states inside it: what needs a person's eye
 * first. One bad sector in twelve million is seen; untried sectors hide behind nothing but damage.
 */
const alarm: Readonly<Record<SectorState, number>> = {
  bad: 8,
  suspect: 7,
  unscraped: 6,
  skipped: 5,
  untried: 4,
  generated: 3,
  rebuilt: 2,
  'good-after-retry': 1,
  good: 0,
};

export function worstState(a: SectorState, b: SectorState): SectorState {
  return alarm[a] >= alarm[b] ? a : b;
}

/**
 * The worst state of each of `cellCount` equal cells over the whole map. With fewer sectors than cells, cells
 * repeat their sector. O(runs + cells).
 */
export function worstByCell(runs: SectorRuns, cellCount: number): SectorState[] {
  const total = totalSectors(runs);
  if (total === 0 || cellCount <= 0) return [];
  const cells: (SectorState | undefined)[] = new Array(cellCount).fill(undefined);
  let lba = 0;
  for (const [length, state] of runs) {
    const first = Math.floor((lba * cellCount) / total);
    const last = Math.ceil(((lba + length) * cellCount) / total) - 1;
    for (let cell = first; cell <= last; cell++) {
      const present = cells[cell];
      cells[cell] = present === undefined ? state : worstState(present, state);
    }
    lba += length;
  }
  return cells as SectorState[];
}

/** Joins equal neighbours and drops empty runs. */
export function compactRuns(runs: Iterable<SectorRun>): SectorRun[] {
  const compact: SectorRun[] = [];
  for (const [length, state] of runs) {
    if (length === 0) continue;
    const last = compact.at(-1);
    if (last && last[1] === state) compact[compact.length - 1] = [last[0] + length, state];
    else compact.push([length, state]);
  }
  return compact;
}

/** A map small enough for one message: at most `maxRuns` runs, each cell as bad as its worst sector. */
export interface CoarseMap {
  /** Sectors one unit of `runs` stands for; 1 means exact. The last unit may stand for fewer. */
  readonly sectorsPerUnit: number;
  readonly totalSectors: number;
  readonly runs: SectorRuns;
}

export function coarsen(runs: SectorRuns, maxRuns: number): CoarseMap {
  const total = totalSectors(runs);
  if (runs.length <= maxRuns) return { sectorsPerUnit: 1, totalSectors: total, runs };
  const sectorsPerUnit = Math.ceil(total / maxRuns);
  const unitCount = Math.ceil(total / sectorsPerUnit);
  const units: (SectorState | undefined)[] = new Array(unitCount).fill(undefined);
  let lba = 0;
  for (const [length, state] of runs) {
    const first = Math.floor(lba / sectorsPerUnit);
    const last = Math.floor((lba + length - 1) / sectorsPerUnit);
    for (let unit = first; unit <= last; unit++) {
      const present = units[unit];
      units[unit] = present === undefined ? state : worstState(present, state);
    }
    lba += length;
  }
  return {
    sectorsPerUnit,
    totalSectors: total,
    runs: compactRuns(units.map((state) => [1, state as SectorState] as const)),
  };
}

/** True when `after` could have come from `before` without any sector's state falling. */
export function neverFell(before: SectorRuns, after: SectorRuns): boolean {
  if (totalSectors(before) !== totalSectors(after)) return false;
  let b = 0;
  let a = 0;
  let leftBefore = before[0]?.[0] ?? 0;
  let leftAfter = after[0]?.[0] ?? 0;
  while (b < before.length && a < after.length) {
    const stateBefore = before[b]![1];
    const stateAfter = after[a]![1];
    if (sectorStateRank(stateAfter) < sectorStateRank(stateBefore)) return false;
    const step = Math.min(leftBefore, leftAfter);
    leftBefore -= step;
    leftAfter -= step;
    if (leftBefore === 0) leftBefore = before[++b]?.[0] ?? 0;
    if (leftAfter === 0) leftAfter = after[++a]?.[0] ?? 0;
  }
  return true;
}
