/** Tells a shifted stack: media that each fit the record beside their own. */
import { foldText } from '../catalogue/search-words.ts';

export interface Pairing {
  readonly position: number;
  readonly code: string;
  /** What the record says should be there; empty where it says nothing. */
  readonly expected: string;
  /** What the medium said of itself; null where it was not read, or said nothing. */
  readonly observed: string | null;
}

export interface Shift {
  readonly fromPosition: number;
  readonly by: 1 | -1;
  readonly pairs: readonly { readonly code: string; readonly observed: string; readonly fits: string }[];
}

/** So many in a row are no chance. */
const wantedInRow = 3;
/** Another record must fit clearly better than its own, and well by itself. */
const clearlyBetter = 0.25;
const fitsWell = 0.4;

/** Share of letter pairs two texts have in common (Dice), blind to case, width, diacritics and what is between words. */
export function similarity(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  const total = sum(one) + sum(other);
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  // A volume label is short: one that stands whole in a long title is a match.
  const contained = common / Math.max(1, Math.min(sum(one), sum(other)));
  return Math.max((2 * common) / total, contained >= 0.9 && Math.min(sum(one), sum(other)) >= 3 ? 0.8 : 0);
}

function pairsOf(text: string): Map<string, number> {
  const letters = foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < letters.length; index++) {
    const pair = letters.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function sum(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((total, count) => total + count, 0);
}

/**
 * Looks at the media read last, newest backwards: where the last three that said anything fit the next record (or the
 * one before) clearly better than their own, the shift goes back as far as that holds.
 *
 * @param pairings the whole batch in order; records without a medium yet have `observed` null
 */
export function findShift(pairings: readonly Pairing[]): Shift | null {
  for (const by of [1, -1] as const) {
    const shifted: { index: number; fits: Pairing }[] = [];
    for (let index = pairings.length - 1; index >= 0; index--) {
      const own = pairings[index]!;
      if (own.observed === null) continue;
      const neighbour = pairings[index + by];
      if (!neighbour || !isShifted(own, neighbour)) break;
      shifted.unshift({ index, fits: neighbour });
    }
    if (shifted.length < wantedInRow) continue;
    return {
      fromPosition: pairings[shifted[0]!.index]!.position,
      by,
      pairs: shifted.map(({ index, fits }) => ({
        code: pairings[index]!.code,
        observed: pairings[index]!.observed!,
        fits: fits.code,
      })),
    };
  }
  return null;
}

function isShifted(own: Pairing, neighbour: Pairing): boolean {
  const fits = similarity(own.observed!, neighbour.expected);
  return fits >= fitsWell && fits - similarity(own.observed!, own.expected) >= clearlyBetter;
}
