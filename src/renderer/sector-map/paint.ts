/** Puts cells into pixels. No canvas here: only numbers, so that it can be tested and stays fast. */
import type { SectorState } from '../../shared/model/sector-state.ts';
import type { Palette } from './palette.ts';
import { hasInk } from './patterns.ts';
import type { Pixels } from './picture.ts';

export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Paints one cell; what lies outside the pixels is left out. */
export function paintCell(pixels: Pixels, cell: Cell, state: SectorState, palette: Palette): void {
  const colour = palette.states[state];
  const right = Math.min(cell.width, pixels.width - cell.x);
  const bottom = Math.min(cell.height, pixels.height - cell.y);
  for (let y = 0; y < bottom; y++) {
    const line = (cell.y + y) * pixels.width + cell.x;
    for (let x = 0; x < right; x++) {
      pixels.data[line + x] = hasInk(state, x, y, cell.width, cell.height) ? palette.mark : colour;
    }
  }
}
