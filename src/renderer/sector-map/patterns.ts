/** Patterns that tell states apart without colour; the same code draws the map, its legend and the small maps. */
import type { SectorState } from '../../shared/model/sector-state.ts';

/** A cell narrower or lower than this is colour only. */
export const smallestPatternSide = 5;

/** True where the pattern of `state` has ink, at `(x, y)` of a cell of `width` by `height` pixels. */
export function hasInk(state: SectorState, x: number, y: number, width: number, height: number): boolean {
  if (width < smallestPatternSide || height < smallestPatternSide) return false;
  const fromMiddleX = Math.abs(x - (width - 1) / 2);
  const fromMiddleY = Math.abs(y - (height - 1) / 2);
  switch (state) {
    case 'bad':
      return isOnCross(fromMiddleX, fromMiddleY, width, height);
    case 'suspect':
      return fromMiddleY < 1 && fromMiddleX < width / 2 - 1;
    case 'unscraped':
      return (x + y) % 4 === 0;
    case 'skipped':
      return x % 3 === 1 && y % 3 === 1;
    case 'good-after-retry':
      return fromMiddleX < 1 && fromMiddleY < 1;
    case 'rebuilt':
      return x % 3 === 1;
    case 'generated':
      return (x + y) % 2 === 0;
    case 'good':
    case 'untried':
      return false;
  }
}

/** From corner to corner, leaving a margin so that neighbours do not run together. */
function isOnCross(fromMiddleX: number, fromMiddleY: number, width: number, height: number): boolean {
  const reach = Math.min(width, height) / 2 - Math.max(1, Math.floor(Math.min(width, height) / 5));
  return Math.abs(fromMiddleX - fromMiddleY) < 0.75 && fromMiddleX < reach;
}
