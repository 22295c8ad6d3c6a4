/** Which files of a tree a stretch of the medium belongs to. */
import type { Filesystem } from './filesystem.ts';
import { walk } from './walk.ts';

export interface Owner {
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

export interface Owners {
  of(offsetBytes: number, lengthBytes: number): readonly Owner[];
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly owner: Owner;
}

/** Entries walked before others have their turn. */
const turnEntries = 5000;
/** What a tree in more pieces than this belongs to is not told. */
const mostPieces = 500_000;

/**
 * Walks the tree once. Null when it is in too many pieces to keep.
 * @param startBytes of the filesystem on the medium
 * @param giveTurn resolves when others had theirs
 */
export async function ownersOf(
  filesystem: Filesystem,
  startBytes: number,
  giveTurn: () => Promise<void>,
): Promise<Owners | null> {
  const pieces: Piece[] = [];
  let walked = 0;
  for (const { path, entry } of walk(filesystem)) {
    if (++walked % turnEntries === 0) await giveTurn();
    if (entry.kind !== 'file' && entry.kind !== 'directory') continue;
    const owner: Owner = { path, kind: entry.kind };
    for (const { offsetBytes, lengthBytes } of entry.extents) {
      if (lengthBytes === 0) continue;
      const start = startBytes + offsetBytes;
      pieces.push({ start, end: start + lengthBytes, owner });
    }
    if (pieces.length > mostPieces) return null;
  }
  pieces.sort((a, b) => a.start - b.start);
  // Pieces may overlap (two names of one file): how far back one may begin that still reaches here.
  const reach: number[] = [];
  for (const { end } of pieces) reach.push(Math.max(end, reach.at(-1) ?? 0));
  return {
    of(offsetBytes, lengthBytes) {
      const found = new Set<Owner>();
      for (let at = firstFrom(pieces, offsetBytes + lengthBytes) - 1; at >= 0; at--) {
        if (reach[at]! <= offsetBytes) break;
        if (pieces[at]!.end > offsetBytes) found.add(pieces[at]!.owner);
      }
      return [...found].reverse();
    },
  };
}

/** The first piece that does not begin before an offset. */
function firstFrom(pieces: readonly Piece[], offsetBytes: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.start < offsetBytes) low = middle + 1;
    else high = middle;
  }
  return low;
}
