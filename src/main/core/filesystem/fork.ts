/** The bytes of one file or fork, wherever its pieces lie on the medium. */
import type { SectorReader } from '../identify/sector-reader.ts';
import type { Extent } from './filesystem.ts';

export interface Fragment {
  /** From the start of the fork. Fragments ascend and do not overlap; what lies between them is lost. */
  readonly startBytes: number;
  readonly lengthBytes: number;
  /** In what the filesystem lies in; null for a hole, which reads as zeros. */
  readonly offsetBytes: number | null;
}

export interface Fork {
  readonly sizeBytes: number;
  readonly fragments: readonly Fragment[];
}

export const emptyFork: Fork = { sizeBytes: 0, fragments: [] };

/** What is asked of a medium at once: failing, it is asked again sector by sector. */
const chunkBytes = 64 * 1024;

/** Joins a fragment to the last one where it goes on behind it, and cuts it at the end of the fork. */
export function addFragment(fragments: Fragment[], fragment: Fragment, sizeBytes: number): void {
  const lengthBytes = Math.min(fragment.lengthBytes, sizeBytes - fragment.startBytes);
  if (lengthBytes <= 0) return;
  const last = fragments.at(-1);
  const goesOn =
    last &&
    last.startBytes + last.lengthBytes === fragment.startBytes &&
    (last.offsetBytes === null
      ? fragment.offsetBytes === null
      : last.offsetBytes + last.lengthBytes === fragment.offsetBytes);
  if (goesOn) fragments[fragments.length - 1] = { ...last, lengthBytes: last.lengthBytes + lengthBytes };
  else fragments.push({ ...fragment, lengthBytes });
}

/** Where the fork lies, from its first byte on: behind a piece that is lost, places could not be told apart. */
export function extentsOf({ fragments }: Fork): readonly Extent[] {
  const extents: Extent[] = [];
  let reached = 0;
  for (const { startBytes, offsetBytes, lengthBytes } of fragments) {
    if (startBytes !== reached) break;
    if (offsetBytes !== null) extents.push({ offsetBytes, lengthBytes });
    reached += lengthBytes;
  }
  return extents;
}

export function hasHoles({ fragments }: Fork): boolean {
  return fragments.some(({ offsetBytes }) => offsetBytes === null);
}

function firstFragmentAt(fragments: readonly Fragment[], startBytes: number): number {
  let low = 0;
  let high = fragments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { startBytes: start, lengthBytes } = fragments[middle]!;
    if (start + lengthBytes <= startBytes) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stretches that could not be read, joined where they touch. */
export function addUnread(unread: Extent[], offsetBytes: number, lengthBytes: number): void {
  if (lengthBytes <= 0) return;
  const last = unread.at(-1);
  if (last && last.offsetBytes + last.lengthBytes === offsetBytes)
    unread[unread.length - 1] = {
      offsetBytes: last.offsetBytes,
      lengthBytes: last.lengthBytes + lengthBytes,
    };
  else unread.push({ offsetBytes, lengthBytes });
}

function readPiece(
  reader: SectorReader,
  offsetBytes: number,
  into: Uint8Array,
  lost: (at: number, lengthBytes: number) => void,
): void {
  for (let done = 0; done < into.length; ) {
    const chunk = Math.min(chunkBytes, into.length - done);
    const bytes = reader.readAt(offsetBytes + done, chunk);
    if (bytes) into.set(bytes, done);
    else readSectors(reader, offsetBytes + done, into.subarray(done, done + chunk), done, lost);
    done += chunk;
  }
}

function readSectors(
  reader: SectorReader,
  offsetBytes: number,
  into: Uint8Array,
  base: number,
  lost: (at: number, lengthBytes: number) => void,
): void {
  for (let done = 0; done < into.length; ) {
    const intoSector = (offsetBytes + done) % reader.sectorSize;
    const length = Math.min(reader.sectorSize - intoSector, into.length - done);
    const bytes = reader.readAt(offsetBytes + done, length);
    if (bytes) into.set(bytes, done);
    else lost(base + done, length);
    done += length;
  }
}

/**
 * Fills `into` from a place of the fork; what cannot be read, and what lies behind its end, is zero.
 * @returns stretches within the fork that could not be read, in bytes from its start
 */
export function readFork(
  reader: SectorReader,
  { sizeBytes, fragments }: Fork,
  startBytes: number,
  into: Uint8Array,
): readonly Extent[] {
  into.fill(0);
  const unread: Extent[] = [];
  const endBytes = Math.min(sizeBytes, startBytes + into.length);
  let reached = startBytes;
  for (let index = firstFragmentAt(fragments, startBytes); index < fragments.length; index++) {
    const fragment = fragments[index]!;
    if (fragment.startBytes >= endBytes) break;
    const from = Math.max(startBytes, fragment.startBytes);
    const to = Math.min(endBytes, fragment.startBytes + fragment.lengthBytes);
    addUnread(unread, reached, from - reached);
    if (fragment.offsetBytes !== null) {
      const offsetBytes = fragment.offsetBytes + (from - fragment.startBytes);
      readPiece(reader, offsetBytes, into.subarray(from - startBytes, to - startBytes), (at, length) =>
        addUnread(unread, from + at, length),
      );
    }
    reached = to;
  }
  addUnread(unread, reached, endBytes - reached);
  return unread;
}

/** A structure of the filesystem itself: whole, or null. */
export function readStructure(
  reader: SectorReader,
  fork: Fork,
  startBytes: number,
  lengthBytes: number,
): Uint8Array | null {
  if (startBytes < 0 || lengthBytes < 0 || startBytes + lengthBytes > fork.sizeBytes) return null;
  const bytes = new Uint8Array(lengthBytes);
  return readFork(reader, fork, startBytes, bytes).length === 0 ? bytes : null;
}
