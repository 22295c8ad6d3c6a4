/** Where the cells of a sector map lie. All lengths are device pixels. */

export interface MapLayout {
  readonly sectorsPerCell: number;
  readonly cellCount: number;
  readonly columns: number;
  /** Cells that stand together, such as the sectors of a track; 0 for no grouping. */
  readonly groupColumns: number;
  readonly cellWidth: number;
  /** Not always whole: `cellBox` says which pixels a cell has. */
  readonly cellHeight: number;
  readonly gap: number;
  readonly groupGap: number;
}

export interface LayoutRequest {
  readonly width: number;
  readonly height: number;
  readonly sectors: number;
  /** Sectors of a track, where a track is known; 0 otherwise. */
  readonly groupSectors: number;
  /** The smallest cell a person can still see. */
  readonly smallestSide: number;
  readonly largestSide: number;
}

/** Tracks that stand under each other are worth cells smaller by this much. */
const worthOfGroups = 0.4;
/** Cells may be this much longer than wide, or the reverse, to fill the place there is. */
const longestAspect = 1.6;

/**
 * The largest cells with which every sector has its own; when even the smallest do not fit, each cell stands for as
 * many sectors as it must.
 */
export function layoutMap(request: LayoutRequest): MapLayout {
  const plain = largestExact(request, 0);
  const grouped = request.groupSectors > 0 ? largestExact(request, request.groupSectors) : null;
  if (plain && grouped) return areaOf(grouped) >= areaOf(plain) * worthOfGroups ? grouped : plain;
  return plain ?? coarseLayout(request);
}

function areaOf({ cellWidth, cellHeight }: MapLayout): number {
  return cellWidth * cellHeight;
}

function coarseLayout({ width, height, sectors, smallestSide }: LayoutRequest): MapLayout {
  const columns = Math.max(1, Math.floor(width / smallestSide));
  const rows = Math.max(1, Math.floor(height / smallestSide));
  const sectorsPerCell = Math.max(1, Math.ceil(sectors / (columns * rows)));
  const cellCount = Math.ceil(sectors / sectorsPerCell);
  const [cellWidth, cellHeight] = grown(cellCount, { width, height, smallestSide });
  return {
    sectorsPerCell,
    cellCount,
    columns: Math.max(1, Math.floor(width / cellWidth)),
    groupColumns: 0,
    cellWidth,
    cellHeight,
    gap: 0,
    groupGap: 0,
  };
}

/**
 * The sides of cells that fill the room: a cell stands for whole sectors, so that as much as half of it would stay empty with
 * the smallest. Rows may have a height of their own each, a pixel more or less.
 */
function grown(
  cellCount: number,
  { width, height, smallestSide }: Pick<LayoutRequest, 'width' | 'height' | 'smallestSide'>,
): readonly [number, number] {
  let best: readonly [number, number] = [smallestSide, smallestSide];
  const widest = Math.min(width, smallestSide * longestAspect);
  for (let across = smallestSide; across <= widest; across++) {
    const rows = Math.ceil(cellCount / Math.floor(width / across));
    const down = Math.min(height / rows, across * longestAspect);
    if (down >= smallestSide && across * down > best[0] * best[1]) best = [across, down];
  }
  return best;
}

/** Tries every number of columns, in whole groups, and keeps the one with the largest cells. */
function largestExact(request: LayoutRequest, group: number): MapLayout | null {
  const step = Math.max(1, group);
  const mostColumns = Math.min(
    Math.ceil(request.sectors / step) * step,
    request.width / request.smallestSide,
  );
  let best: MapLayout | null = null;
  for (let columns = step; columns <= mostColumns; columns += step) {
    const layout = exactLayout(request, columns, group);
    if (layout && (!best || areaOf(layout) > areaOf(best))) best = layout;
  }
  return best;
}

function exactLayout(request: LayoutRequest, columns: number, group: number): MapLayout | null {
  const { width, height, sectors, smallestSide, largestSide } = request;
  const gap = Math.max(1, Math.round(smallestSide / 3));
  const groupGap = group > 0 ? gap * 3 : 0;
  const groupGaps = group > 0 ? (columns / group - 1) * groupGap : 0;
  const rows = Math.ceil(sectors / columns);
  const widest = Math.min(largestSide, Math.floor((width - groupGaps + gap) / columns) - gap);
  const highest = Math.min(largestSide, Math.floor((height + gap) / rows) - gap);
  if (widest < smallestSide || highest < smallestSide) return null;
  return {
    sectorsPerCell: 1,
    cellCount: sectors,
    columns,
    groupColumns: group,
    cellWidth: Math.min(widest, Math.floor(highest * longestAspect)),
    cellHeight: Math.min(highest, Math.floor(widest * longestAspect)),
    gap,
    groupGap,
  };
}

/** The upper left corner of a cell. */
export function cellOrigin(layout: MapLayout, cell: number): { readonly x: number; readonly y: number } {
  const column = cell % layout.columns;
  const groupsBefore = layout.groupColumns > 0 ? Math.floor(column / layout.groupColumns) : 0;
  return {
    x: column * (layout.cellWidth + layout.gap) + groupsBefore * layout.groupGap,
    y: rowTop(layout, Math.floor(cell / layout.columns)),
  };
}

function rowTop({ cellHeight, gap }: MapLayout, row: number): number {
  return Math.floor(row * (cellHeight + gap));
}

export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function cellBox(layout: MapLayout, cell: number): CellBox {
  const row = Math.floor(cell / layout.columns);
  const { x, y } = cellOrigin(layout, cell);
  return { x, y, width: layout.cellWidth, height: rowTop(layout, row + 1) - layout.gap - y };
}

/** The cell at a point, the nearest one when the point lies beside the cells. */
export function cellAt(layout: MapLayout, x: number, y: number): number {
  const pitch = layout.cellWidth + layout.gap;
  const { groupColumns, groupGap, columns } = layout;
  let column: number;
  if (groupColumns > 0) {
    const groupPitch = groupColumns * pitch + groupGap;
    const group = Math.floor(x / groupPitch);
    const inside = Math.floor((x - group * groupPitch) / pitch);
    column = group * groupColumns + Math.min(groupColumns - 1, inside);
  } else {
    column = Math.floor(x / pitch);
  }
  const clamped = Math.max(0, Math.min(columns - 1, column));
  const row = Math.max(0, Math.ceil((Math.floor(y) + 1) / (layout.cellHeight + layout.gap)) - 1);
  return Math.max(0, Math.min(layout.cellCount - 1, row * columns + clamped));
}
