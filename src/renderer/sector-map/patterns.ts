/** Patterns that tell states apart without colour; the same code draws the map, its legend and the small maps. */
import type { SectorState } from '../../shared/model/sector-state.ts';

/** Below this side a cell is colour only. */
export const smallestPatternSide = 5;

/** True where the pattern of `state` has ink, at `(x, y)` of a cell `side` pixels wide. */
export function hasInk(state: SectorState, x: number, y: number, side: number): boolean {
  if (side < smallestPatternSide) return false;
  const middle = (side - 1) / 2;
  switch (state) {
    case 'bad':
      return Math.abs(Math.abs(x - middle) - Math.abs(y - middle)) < 0.75 && inset(x, y, side);
    case 'suspect':
      return Math.abs(y - middle) < 1 && inset(x, y, side);
    case 'unscraped':
      return (x + y) % 4 === 0;
    case 'skipped':
      return x % 3 === 1 && y % 3 === 1;
    case 'good-after-retry':
      return Math.abs(x - middle) < 1 && Math.abs(y - middle) < 1;
    case 'rebuilt':
      return x % 3 === 1;
    case 'generated':
      return (x + y) % 2 === 0;
    case 'good':
    case 'untried':
      return false;
  }
}

function inset(x: number, y: number, side: number): boolean {
  const margin = Math.max(1, Math.floor(side / 5));
  return x >= margin && y >= margin && x < side - margin && y < side - margin;
}
