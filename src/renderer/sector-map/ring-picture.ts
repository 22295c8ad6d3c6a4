/** The medium as it lies: the spiral of a disc, or the tracks of a floppy side by side for its heads. */
import { cellStates } from './cells.ts';
import { hasInk } from './patterns.ts';
import type { CellLetter, MapPicture, Step } from './picture.ts';
import { type RingFace, type RingLayout, radiusAt, turnAt } from './ring-layout.ts';
import { rasterRings } from './ring-raster.ts';
import { ringStates } from './ring-states.ts';
import { worstSector } from './worst-sector.ts';

export interface RingPicture extends MapPicture {
  readonly layout: RingLayout;
}

export function ringPicture(layout: RingLayout, width: number, height: number): RingPicture {
  const { shape, window, faces, turnsPerBand, bandWidth } = layout;
  const raster = rasterRings(layout, width, height);
  const isExact = turnsPerBand === 1;

  const faceUnder = (x: number, y: number): RingFace | undefined =>
    faces.find((face) => Math.hypot(x - face.x, y - face.y) <= layout.carrierRadius);

  function* sectorsUnder(face: RingFace, turn: number): Generator<number> {
    const band = Math.floor((Math.floor(turn) - face.firstTurn) / turnsPerBand);
    const share = turn - Math.floor(turn);
    const first = face.firstTurn + band * turnsPerBand;
    for (let whole = first; whole < first + turnsPerBand; whole++) {
      const lba = shape.lbaAt(face.face, whole + share);
      if (lba !== null && lba >= window.firstLba && lba < window.firstLba + window.lengthSectors) yield lba;
    }
  }

  /** The sector at the same angle, some bands farther from where the face begins; at the edge it stays. */
  function across(lba: number, bands: number): number {
    const [span] = shape.spans(lba, 1);
    if (!span) return lba;
    const middle = (span.from + span.to) / 2;
    return shape.lbaAt(span.face, Math.max(0, middle + bands * turnsPerBand)) ?? lba;
  }

  const pageBands = Math.max(1, Math.floor(Math.max(...faces.map(({ bands }) => bands)) / 4));
  const outward = shape.isOutward ? 1 : -1;
  const bandsOf: Readonly<Record<Exclude<Step, 'left' | 'right'>, number>> = {
    up: outward,
    down: -outward,
    'page-up': -pageBands,
    'page-down': pageBands,
  };

  return {
    layout,
    width,
    height,
    sectorsPerCell: isExact ? 1 : null,
    states: (runs) => (isExact ? cellStates(runs, window, 1) : ringStates(layout, runs)),
    rangeAt: (lba) => [lba, lba],
    sectorAt(x, y, runs) {
      const face = faceUnder(x, y);
      const turn = face ? turnAt(layout, face, x - face.x, y - face.y) : null;
      return face && turn !== null ? worstSector(runs, ascending(face, sectorsUnder(face, turn))) : null;
    },
    step(lba, step) {
      if (step === 'left') return lba - 1;
      if (step === 'right') return lba + 1;
      return across(lba, bandsOf[step]);
    },
    outline(lba) {
      const [span] = shape.spans(lba, 1);
      const face = faces.find((each) => each.face === span?.face);
      return span && face ? arcPath(layout, face, span.from, span.to) : '';
    },
    paint(pixels, cell, state, palette) {
      const from = raster.starts[cell]!;
      const to = raster.starts[cell + 1]!;
      if (from === to) return null;
      const colour = state === undefined ? 0 : palette.states[state];
      const size = Math.max(0, Math.floor(bandWidth) - 1);
      for (let at = from; at < to; at++) {
        const inked =
          isExact &&
          state !== undefined &&
          hasInk(state, raster.along[at]! % size, raster.across[at]! - 1, size, size);
        pixels.data[raster.pixels[at]!] = inked ? palette.mark : colour;
      }
      return {
        top: Math.floor(raster.pixels[from]! / width),
        bottom: Math.floor(raster.pixels[to - 1]! / width) + 1,
      };
    },
    letters(leastPx) {
      if (!isExact || bandWidth < leastPx) return [];
      return Array.from({ length: window.lengthSectors }, (_, cell): CellLetter | null => {
        const [span] = shape.spans(window.firstLba + cell, 1);
        const face = faces.find((each) => each.face === span?.face);
        if (!span || !face) return null;
        const turn = (span.from + span.to) / 2;
        const begins = shape.kind === 'spiral' ? turn : Math.floor(turn);
        const radius = radiusAt(layout, face, begins) + (outward * bandWidth) / 2;
        const angle = turn * 2 * Math.PI;
        return { cell, x: face.x + radius * Math.sin(angle), y: face.y - radius * Math.cos(angle) };
      }).filter((letter) => letter !== null);
    },
  };

  /** On a layer that runs back to the middle the sectors of ascending turns descend. */
  function ascending(face: RingFace, lbas: Iterable<number>): Iterable<number> {
    return shape.kind === 'spiral' && face.face > 0 ? [...lbas].reverse() : lbas;
  }
}

/** Around the piece of a track between two turns, all of its band. */
function arcPath(layout: RingLayout, face: RingFace, from: number, to: number): string {
  const { shape, bandWidth, turnsPerBand } = layout;
  const band = Math.floor((Math.floor(from) - face.firstTurn) / turnsPerBand);
  const isTrue = turnsPerBand === 1 && shape.kind === 'spiral';
  const sign = shape.isOutward ? 1 : -1;
  const nearAt = (turn: number) =>
    isTrue ? radiusAt(layout, face, turn) : radiusAt(layout, face, face.firstTurn + band * turnsPerBand);
  const point = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI;
    return `${(face.x + radius * Math.sin(angle)).toFixed(1)} ${(face.y - radius * Math.cos(angle)).toFixed(1)}`;
  };
  const [near, far] = [nearAt(from), nearAt(to)];
  const [nearOut, farOut] = [near + sign * bandWidth, far + sign * bandWidth];
  const large = to - from > 0.5 ? 1 : 0;
  return [
    `M${point(from, near)}`,
    `A${near.toFixed(1)} ${near.toFixed(1)} 0 ${large} 1 ${point(to, far)}`,
    `L${point(to, farOut)}`,
    `A${farOut.toFixed(1)} ${farOut.toFixed(1)} 0 ${large} 0 ${point(from, nearOut)}Z`,
  ].join('');
}
