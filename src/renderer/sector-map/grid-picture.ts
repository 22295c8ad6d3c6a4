/** The medium in rows, from the upper left corner on. */
import { cellStates, type MapWindow } from './cells.ts';
import { cellAt, cellBox, type MapLayout } from './layout.ts';
import { paintCell } from './paint.ts';
import type { CellLetter, MapPicture, Step } from './picture.ts';
import { upTo, worstSector } from './worst-sector.ts';

export interface GridPicture extends MapPicture {
  readonly layout: MapLayout;
}

export function gridPicture(
  layout: MapLayout,
  window: MapWindow,
  width: number,
  height: number,
): GridPicture {
  const { sectorsPerCell, cellCount, columns, cellWidth, cellHeight } = layout;
  const end = window.firstLba + window.lengthSectors;
  const rows = Math.ceil(cellCount / columns);
  const pageRows = Math.max(1, Math.floor(rows / 4));
  const cellsOf: Readonly<Record<Step, number>> = {
    left: -1,
    right: 1,
    up: -columns,
    down: columns,
    'page-up': -pageRows * columns,
    'page-down': pageRows * columns,
  };
  const cellOf = (lba: number) =>
    Math.max(0, Math.min(cellCount - 1, Math.floor((lba - window.firstLba) / sectorsPerCell)));
  const rangeOf = (cell: number): readonly [number, number] => {
    const first = window.firstLba + cell * sectorsPerCell;
    return [first, Math.min(end, first + sectorsPerCell) - 1];
  };
  return {
    layout,
    width,
    height,
    sectorsPerCell,
    states: (runs) => cellStates(runs, window, sectorsPerCell),
    rangeAt: (lba) => rangeOf(cellOf(lba)),
    sectorAt(x, y, runs) {
      const [first, last] = rangeOf(cellAt(layout, x, y));
      return worstSector(runs, upTo(first, last));
    },
    step(lba, step) {
      const [first] = rangeOf(cellOf(lba));
      return first + cellsOf[step] * sectorsPerCell;
    },
    outline(lba) {
      const { x, y, width: across, height: down } = cellBox(layout, cellOf(lba));
      return `M${x} ${y}h${across}v${down}h${-across}Z`;
    },
    paint(pixels, cell, state, palette) {
      if (state === undefined) return null;
      const box = cellBox(layout, cell);
      paintCell(pixels, box, state, palette);
      return { top: box.y, bottom: box.y + box.height };
    },
    letters(leastPx) {
      if (Math.min(cellWidth, cellHeight) < leastPx) return [];
      return Array.from({ length: cellCount }, (_, cell): CellLetter => {
        const { x, y, width: across, height: down } = cellBox(layout, cell);
        return { cell, x: x + across / 2, y: y + down / 2 };
      });
    },
  };
}
