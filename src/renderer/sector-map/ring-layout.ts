/** The medium as it lies: where the rings of its faces go in a picture. Lengths are device pixels. */
import type { MapWindow } from './cells.ts';
import type { DiscShape } from './disc-shape.ts';

export interface RingFace {
  /** Index of the face of the shape. */
  readonly face: number;
  readonly x: number;
  readonly y: number;
  /** The turn at the first band. */
  readonly firstTurn: number;
  readonly bands: number;
  /** Index of the first cell of each band, and one past the last; in exact pictures of no use. */
  readonly bandCells: readonly number[];
}

export interface RingLayout {
  readonly shape: DiscShape;
  readonly window: MapWindow;
  readonly faces: readonly RingFace[];
  readonly carrierRadius: number;
  readonly innerRadius: number;
  readonly outerRadius: number;
  /** Turns that share a band; 1 when every sector has its own cell. */
  readonly turnsPerBand: number;
  readonly bandWidth: number;
  readonly cellCount: number;
}

export interface RingRequest {
  readonly width: number;
  readonly height: number;
  readonly shape: DiscShape;
  readonly window: MapWindow;
  readonly totalSectors: number;
  /** The smallest cell a person can still see. */
  readonly smallestSide: number;
  readonly widestBand: number;
}

interface Turns {
  readonly face: number;
  readonly from: number;
  readonly to: number;
}

/** Between two faces, and around them. */
const marginShare = 0.03;
const mostArcs = 720;
/** A disc that holds less than this would be a line. */
const leastShare = 0.1;

export function layoutRings(request: RingRequest): RingLayout {
  const { width, height, shape, window, totalSectors, smallestSide, widestBand } = request;
  const shown = turnsOf(shape, window);
  const radius = Math.max(8, Math.min(width / shown.length, height) * (0.5 - marginShare));
  const inner = radius * shape.innerShare;
  const outer = radius * shape.outerShare;
  const isWhole = window.lengthSectors >= totalSectors;
  const turns = Math.max(1, ...shown.map(({ from, to }) => to - from));
  const bandsWithRoom = Math.max(1, Math.floor((outer - inner) / smallestSide));
  // The whole of a disc has its true radii; a part of it, or a disc that is nearly empty, fills the room there is.
  const spread = isWhole && turns > shape.mostTurns * leastShare ? shape.mostTurns : turns;
  const turnsPerBand = Math.max(1, Math.ceil(spread / bandsWithRoom));
  const bandWidth = Math.min(widestBand, (outer - inner) / Math.ceil(spread / turnsPerBand));
  const step = width / shown.length;
  let cell = 0;
  const faces = shown.map(({ face, from, to }, index): RingFace => {
    const bands = Math.ceil((to - from) / turnsPerBand);
    const bandCells = [cell];
    for (let band = 0; band < bands; band++) {
      const at = radiusOfBand(band);
      cell += shape.sectorsPerTurn || arcsAt(at, smallestSide);
      bandCells.push(cell);
    }
    return { face, x: step * (index + 0.5), y: height / 2, firstTurn: from, bands, bandCells };
  });
  return {
    shape,
    window,
    faces,
    carrierRadius: radius,
    innerRadius: inner,
    outerRadius: outer,
    turnsPerBand,
    bandWidth,
    cellCount: turnsPerBand === 1 ? window.lengthSectors : cell,
  };

  function radiusOfBand(band: number): number {
    const across = (band + 0.5) * bandWidth;
    return shape.isOutward ? inner + across : outer - across;
  }
}

function arcsAt(radius: number, smallestSide: number): number {
  return Math.max(12, Math.min(mostArcs, Math.floor((2 * Math.PI * radius) / smallestSide)));
}

/** The turns of each face that hold a sector of the window, in whole turns. */
function turnsOf(shape: DiscShape, window: MapWindow): Turns[] {
  const found = new Map<number, Turns>();
  for (const { face, from, to } of shape.spans(window.firstLba, window.lengthSectors)) {
    const before = found.get(face);
    found.set(face, {
      face,
      from: Math.min(before?.from ?? Number.POSITIVE_INFINITY, Math.floor(from)),
      to: Math.max(before?.to ?? 0, Math.ceil(to)),
    });
  }
  return [...found.values()].sort((a, b) => a.face - b.face);
}

/** Radius at a turn, where the middle of the turn's own track would be at half a track more. */
export function radiusAt(layout: RingLayout, face: RingFace, turn: number): number {
  const across = ((turn - face.firstTurn) / layout.turnsPerBand) * layout.bandWidth;
  return layout.shape.isOutward ? layout.innerRadius + across : layout.outerRadius - across;
}

/** The turn at a point, with its share of a turn clockwise from 12 o'clock; null off the face. */
export function turnAt(layout: RingLayout, face: RingFace, dx: number, dy: number): number | null {
  const { shape, innerRadius, outerRadius, bandWidth, turnsPerBand } = layout;
  const radius = Math.sqrt(dx * dx + dy * dy);
  const across = shape.isOutward ? radius - innerRadius : outerRadius - radius;
  if (across < 0) return null;
  const share = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
  const turns = (across / bandWidth) * turnsPerBand;
  // A spiral moves out by one track in a turn; the tracks of a floppy are circles.
  const whole = shape.kind === 'spiral' ? Math.floor(turns - share) : Math.floor(turns);
  return face.firstTurn + whole + share;
}
