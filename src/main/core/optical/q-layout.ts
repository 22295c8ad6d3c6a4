/** Where each index of each track starts, and so which position Q every sector must have. */
import { buildPositionQ, type QPosition } from './q-frame.ts';

/** From here to the next stretch, sectors belong to this index of this track. */
export interface QStretch {
  readonly lba: number;
  /** 1 to 99, or `leadOutTrack`. */
  readonly track: number;
  readonly index: number;
  readonly control: number;
  /** INDEX 01 of the track, or the start of the lead-out: where relative time is zero. */
  readonly originLba: number;
}

/** What the last sector of a pause counts down to; masters differ. */
export type PauseEnd = 0 | 1;

export function positionIn(stretch: QStretch, lba: number, pauseEnd: PauseEnd): QPosition {
  const relativeSectors =
    stretch.index === 0 ? stretch.originLba - lba - 1 + pauseEnd : lba - stretch.originLba;
  const { track, index, control } = stretch;
  return {
    kind: 'position',
    control,
    track,
    index,
    relativeSectors: Math.max(0, relativeSectors),
    absoluteLba: lba,
  };
}

export function stretchAt(stretches: readonly QStretch[], lba: number): QStretch | null {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.lba <= lba) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1] ?? null;
}

export function positionQIn(stretch: QStretch, lba: number, pauseEnd: PauseEnd): Uint8Array {
  return buildPositionQ(positionIn(stretch, lba, pauseEnd));
}

/** Bits in which two Q differ, of 96. */
export function distanceBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  for (let at = 0; at < a.length; at++) for (let rest = a[at]! ^ b[at]!; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Two Q that have nothing to do with each other differ in 48 bits; this far off there is no doubt left. */
export const likenessBits = 24;
