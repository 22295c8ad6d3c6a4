/** Where marks of a medium fall on the cells of its map. */
import type { MapWindow } from './cells.ts';
import { cellAt, cellBox, cellOrigin, type MapLayout } from './layout.ts';
import type { MapMark } from './places.ts';

/** A mark on a layout, in its device pixels. */
export interface PlacedMark {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** It lies before the part that is shown, which begins in the middle of what it names. */
  readonly isBefore: boolean;
}

/** The marks in a window, and before them the one whose stretch the window begins in. */
export function marksIn(marks: readonly MapMark[], window: MapWindow, layout: MapLayout): PlacedMark[] {
  const end = window.firstLba + window.lengthSectors;
  const before = marks.findLast(({ lba }) => lba < window.firstLba);
  const inside = marks.filter(({ lba }) => lba >= window.firstLba && lba < end);
  const placed = inside.map(({ lba, label }) => {
    const cell = Math.floor((lba - window.firstLba) / layout.sectorsPerCell);
    return { label, ...cellOrigin(layout, cell), isBefore: false };
  });
  return before ? [{ label: before.label, x: 0, y: 0, isBefore: true }, ...placed] : placed;
}

/** The labels that can stand below each other, each at least `leastStep` under the one before. */
export function withRoom(marks: readonly PlacedMark[], leastStep: number): PlacedMark[] {
  const kept: PlacedMark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (!last || mark.y - last.y >= leastStep) kept.push(mark);
  }
  return kept;
}

/** The edge between what is before a mark and what follows it, as a path of SVG: along the cells, never through one. */
export function edgePath({ x, y }: PlacedMark, layout: MapLayout): string {
  const half = layout.gap / 2;
  const { height } = cellBox(layout, cellAt(layout, x, y));
  const right = layout.columns * (layout.cellWidth + layout.gap) - layout.gap + half;
  const [left, top, bottom] = [x - half, y - half, y + height + half];
  if (x === 0) return `M${-half} ${top}H${right}`;
  return `M${right} ${top}H${left}V${bottom}H${-half}`;
}
