/** Which cell of a ring picture each of its pixels belongs to, worked out once for a layout. */
import { type RingFace, type RingLayout, turnAt } from './ring-layout.ts';

export interface RingRaster {
  /** The pixels of a cell are `pixels[starts[cell]]` to `pixels[starts[cell + 1] - 1]`, row by row. */
  readonly starts: Uint32Array;
  readonly pixels: Uint32Array;
  /** Where each of these pixels lies in its cell: along the turn and across it. */
  readonly along: Uint8Array;
  readonly across: Uint8Array;
}

/** Cells at least this wide have a line of the ground between them. */
const leastGapped = 5;

interface Found {
  readonly cell: number;
  readonly along: number;
  readonly across: number;
}

export function rasterRings(layout: RingLayout, width: number, height: number): RingRaster {
  const owners = new Int32Array(width * height).fill(-1);
  const alongs = new Uint8Array(width * height);
  const acrosses = new Uint8Array(width * height);
  const starts = new Uint32Array(layout.cellCount + 1);
  for (const face of layout.faces) {
    const reach = layout.outerRadius + layout.bandWidth;
    const top = Math.max(0, Math.floor(face.y - reach));
    const bottom = Math.min(height, Math.ceil(face.y + reach));
    const left = Math.max(0, Math.floor(face.x - reach));
    const right = Math.min(width, Math.ceil(face.x + reach));
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const found = cellUnder(layout, face, x + 0.5 - face.x, y + 0.5 - face.y);
        if (!found) continue;
        const pixel = y * width + x;
        owners[pixel] = found.cell;
        alongs[pixel] = found.along;
        acrosses[pixel] = found.across;
        starts[found.cell + 1]!++;
      }
    }
  }
  for (let cell = 0; cell < layout.cellCount; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice(0, -1);
  const count = starts.at(-1)!;
  const raster = {
    starts,
    pixels: new Uint32Array(count),
    along: new Uint8Array(count),
    across: new Uint8Array(count),
  };
  for (let pixel = 0; pixel < owners.length; pixel++) {
    const cell = owners[pixel]!;
    if (cell < 0) continue;
    const at = next[cell]!++;
    raster.pixels[at] = pixel;
    raster.along[at] = alongs[pixel]!;
    raster.across[at] = acrosses[pixel]!;
  }
  return raster;
}

function cellUnder(layout: RingLayout, face: RingFace, dx: number, dy: number): Found | null {
  const turn = turnAt(layout, face, dx, dy);
  if (turn === null) return null;
  return layout.turnsPerBand === 1
    ? sectorUnder(layout, face, turn, Math.sqrt(dx * dx + dy * dy))
    : arcUnder(layout, face, turn);
}

function arcUnder({ turnsPerBand }: RingLayout, face: RingFace, turn: number): Found | null {
  const band = Math.floor((Math.floor(turn) - face.firstTurn) / turnsPerBand);
  const first = face.bandCells[band];
  const end = face.bandCells[band + 1];
  if (first === undefined || end === undefined) return null;
  const cell = first + Math.floor((turn - Math.floor(turn)) * (end - first));
  return { cell, along: 0, across: 0 };
}

function sectorUnder(layout: RingLayout, face: RingFace, turn: number, radius: number): Found | null {
  const { shape, window, bandWidth } = layout;
  const lba = shape.lbaAt(face.face, turn);
  if (lba === null || lba < window.firstLba || lba >= window.firstLba + window.lengthSectors) return null;
  const [{ from, to } = { from: turn, to: turn }] = shape.spans(lba, 1);
  const along = (turn - from) * 2 * Math.PI * radius;
  const length = (to - from) * 2 * Math.PI * radius;
  const across = acrossOf(layout, face, turn, radius);
  if (bandWidth >= leastGapped && across < 1) return null;
  if (length >= leastGapped && along < 1) return null;
  return { cell: lba - window.firstLba, along: Math.min(255, along), across: Math.min(255, across) };
}

/** How far a point lies from the edge of its track. */
function acrossOf(layout: RingLayout, face: RingFace, turn: number, radius: number): number {
  const { shape, innerRadius, outerRadius, bandWidth } = layout;
  const begins = (shape.kind === 'spiral' ? turn : Math.floor(turn)) - face.firstTurn;
  const from = shape.isOutward ? radius - innerRadius : outerRadius - radius;
  return Math.max(0, from - begins * bandWidth);
}
