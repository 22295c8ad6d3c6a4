/** What each cell of a picture shows: the worst state among its sectors. */
import {
  type CoarseMap,
  type SectorRun,
  type SectorRuns,
  worstState,
} from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';

/** The part of a medium that is in the picture. */
export interface MapWindow {
  readonly firstLba: number;
  readonly lengthSectors: number;
}

/** A map in units as a map in sectors; the last unit may stand for fewer. */
export function inSectors(map: CoarseMap): SectorRuns {
  if (map.sectorsPerUnit === 1) return map.runs;
  const runs: SectorRun[] = [];
  let lba = 0;
  for (const [units, state] of map.runs) {
    const length = Math.min(units * map.sectorsPerUnit, map.totalSectors - lba);
    if (length > 0) runs.push([length, state]);
    lba += length;
  }
  return runs;
}

/** The worst state of every cell of `window`. O(runs + cells). */
export function cellStates(runs: SectorRuns, window: MapWindow, sectorsPerCell: number): SectorState[] {
  const end = window.firstLba + window.lengthSectors;
  const cells: SectorState[] = new Array(Math.ceil(window.lengthSectors / sectorsPerCell));
  let lba = 0;
  for (const [length, state] of runs) {
    const from = Math.max(lba, window.firstLba);
    const to = Math.min(lba + length, end);
    lba += length;
    if (from >= to) continue;
    const first = Math.floor((from - window.firstLba) / sectorsPerCell);
    const last = Math.floor((to - 1 - window.firstLba) / sectorsPerCell);
    for (let cell = first; cell <= last; cell++) {
      const present = cells[cell];
      cells[cell] = present === undefined ? state : worstState(present, state);
    }
    if (lba >= end) break;
  }
  // A map that ends early says nothing of the rest: nobody has tried it.
  for (let cell = 0; cell < cells.length; cell++) cells[cell] ??= 'untried';
  return cells;
}

/** Of a key or a button; a wheel and two fingers take smaller steps. */
export const zoomFactor = 8;

/** The fewest sectors that are worth a picture of their own. */
export function smallestWindow(groupSectors: number): number {
  return Math.max(1, groupSectors, 16);
}

/** An eighth of `window` around `lba`, starting on a whole group where there is one. */
export function zoomIn(
  window: MapWindow,
  lba: number,
  groupSectors: number,
  factor: number = zoomFactor,
): MapWindow {
  const lengthSectors = Math.min(
    window.lengthSectors,
    Math.max(smallestWindow(groupSectors), Math.ceil(window.lengthSectors / factor)),
  );
  return placed(window, lba, lengthSectors, groupSectors);
}

/** Eight times as much around the middle of `window`, never more than the medium. */
export function zoomOut(
  window: MapWindow,
  totalSectors: number,
  groupSectors: number,
  factor: number = zoomFactor,
): MapWindow {
  const all = { firstLba: 0, lengthSectors: totalSectors };
  const lengthSectors = Math.min(totalSectors, Math.ceil(window.lengthSectors * factor));
  const middle = window.firstLba + Math.floor(window.lengthSectors / 2);
  return placed(all, middle, lengthSectors, groupSectors);
}

/** `window` moved so that it shows `lba`; itself when it does already. */
export function windowWith(
  window: MapWindow,
  lba: number,
  totalSectors: number,
  groupSectors: number,
): MapWindow {
  return isInWindow(window, lba) ? window : windowAround(window, lba, totalSectors, groupSectors);
}

/** As much as `window` shows, with `lba` in the middle. */
export function windowAround(
  window: MapWindow,
  lba: number,
  totalSectors: number,
  groupSectors: number,
): MapWindow {
  const all = { firstLba: 0, lengthSectors: totalSectors };
  return placed(all, lba, Math.min(totalSectors, window.lengthSectors), groupSectors);
}

export function isInWindow(window: MapWindow, lba: number): boolean {
  return lba >= window.firstLba && lba < window.firstLba + window.lengthSectors;
}

function placed(outer: MapWindow, lba: number, lengthSectors: number, groupSectors: number): MapWindow {
  const last = outer.firstLba + outer.lengthSectors - lengthSectors;
  const wanted = Math.max(outer.firstLba, Math.min(last, lba - Math.floor(lengthSectors / 2)));
  const group = Math.max(1, groupSectors);
  const aligned = Math.max(outer.firstLba, Math.floor(wanted / group) * group);
  // At the very end a whole group would leave the sector asked for outside.
  return { firstLba: lba < aligned + lengthSectors ? aligned : wanted, lengthSectors };
}
