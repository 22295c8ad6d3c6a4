/** Where the cells of a sector map lie. All lengths are device pixels. */

export interface MapLayout {
  readonly sectorsPerCell: number;
  readonly cellCount: number;
  readonly columns: number;
  /** Cells that stand together, such as the sectors of a track; 0 for no grouping. */
  readonly groupColumns: number;
  readonly side: number;
  readonly gap: number;
  readonly groupGap: number;
}

/** Tracks that stand under each other are worth cells smaller by this much. */
const worthOfGroups = 0.6;

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

/**
 * The largest cells with which every sector has its own; when even the smallest do not fit, each cell stands for as
 * many sectors as it must.
 */
export function layoutMap(request: LayoutRequest): MapLayout {
  const { width, height, sectors, groupSectors, smallestSide, largestSide } = request;
  const plain = largestExact(request, largestSide, 0);
  const grouped = groupSectors > 0 ? largestExact(request, largestSide, groupSectors) : null;
  if (plain && grouped) return grouped.side >= plain.side * worthOfGroups ? grouped : plain;
  if (plain) return plain;
  const columns = Math.max(1, Math.floor(width / smallestSide));
  const rows = Math.max(1, Math.floor(height / smallestSide));
  const sectorsPerCell = Math.max(1, Math.ceil(sectors / (columns * rows)));
  return {
    sectorsPerCell,
    cellCount: Math.ceil(sectors / sectorsPerCell),
    columns,
    groupColumns: 0,
    side: smallestSide,
    gap: 0,
    groupGap: 0,
  };
}

function largestExact(request: LayoutRequest, largestSide: number, group: number): MapLayout | null {
  for (let side = largestSide; side >= request.smallestSide; side--) {
    const layout = exactLayout(request, side, group);
    if (layout) return layout;
  }
  return null;
}

function exactLayout(request: LayoutRequest, side: number, group: number): MapLayout | null {
  const { width, height, sectors, smallestSide } = request;
  const gap = side >= smallestSide * 1.6 ? Math.max(1, Math.round(smallestSide / 3)) : 0;
  const pitch = side + gap;
  const groupGap = group > 0 ? Math.max(2, Math.round(side / 2)) : 0;
  const groups = group > 0 ? Math.floor((width + gap + groupGap) / (group * pitch + groupGap)) : 0;
  const columns = group > 0 ? groups * group : Math.floor((width + gap) / pitch);
  if (columns < 1) return null;
  const rows = Math.ceil(sectors / columns);
  if (rows * pitch - gap > height) return null;
  return { sectorsPerCell: 1, cellCount: sectors, columns, groupColumns: group, side, gap, groupGap };
}

/** The upper left corner of a cell. */
export function cellOrigin(layout: MapLayout, cell: number): { readonly x: number; readonly y: number } {
  const pitch = layout.side + layout.gap;
  const column = cell % layout.columns;
  const groupsBefore = layout.groupColumns > 0 ? Math.floor(column / layout.groupColumns) : 0;
  return {
    x: column * pitch + groupsBefore * layout.groupGap,
    y: Math.floor(cell / layout.columns) * pitch,
  };
}

/** The cell at a point, the nearest one when the point lies beside the cells. */
export function cellAt(layout: MapLayout, x: number, y: number): number {
  const pitch = layout.side + layout.gap;
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
  const cell = Math.max(0, Math.floor(y / pitch)) * columns + clamped;
  return Math.min(layout.cellCount - 1, cell);
}
