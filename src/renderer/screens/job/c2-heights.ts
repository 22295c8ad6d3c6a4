/** How high flagged bytes stand in a plot: none at the foot, one byte a step above it, and a step more for ten times as many. */
import type { C2Stretch } from '../../../shared/model/c2-record.ts';

const leastDecades = 4;

export function c2Height(bytes: number): number {
  return bytes === 0 ? 0 : 1 + Math.log10(bytes);
}

/** Steps that hold all of them, and a hundred bytes at least: a single error is to look like one. */
export function decadesFor(stretches: readonly C2Stretch[]): number {
  const most = stretches.reduce((top, [, , , , first, , kept]) => Math.max(top, first, kept), 0);
  return Math.max(leastDecades, Math.ceil(c2Height(most)));
}
