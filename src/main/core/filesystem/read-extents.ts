/** Bytes of a file that lies in stretches of a medium of which parts may be unreadable. */
import { fill, type SectorReader } from '../identify/sector-reader.ts';
import type { Extent } from './filesystem.ts';

/** Appends a stretch, joined to the last one where they touch. */
export function joinExtent(list: { offsetBytes: number; lengthBytes: number }[], extent: Extent): void {
  const last = list.at(-1);
  if (last && last.offsetBytes + last.lengthBytes === extent.offsetBytes)
    last.lengthBytes += extent.lengthBytes;
  else if (extent.lengthBytes > 0) list.push({ ...extent });
}

/** Reads what it can of a piece of the medium; the rest is zeros. Calls `missing` with stretches of `into`. */
function readPiece(
  reader: SectorReader,
  offsetBytes: number,
  into: Uint8Array,
  missing: (atBytes: number, lengthBytes: number) => void,
): void {
  if (fill(reader, offsetBytes, into)) return;
  for (let done = 0; done < into.length; ) {
    const at = offsetBytes + done;
    const lengthBytes = Math.min(reader.sectorSize - (at % reader.sectorSize), into.length - done);
    const sector = reader.readAt(at, lengthBytes);
    if (sector) into.set(sector, done);
    else {
      into.fill(0, done, done + lengthBytes);
      missing(done, lengthBytes);
    }
    done += lengthBytes;
  }
}

/**
 * Fills `into` with the file from `offsetBytes` on. What no extent covers is zeros, and counts as unread unless
 * `isSparse`.
 * @returns stretches of the file, in bytes from its start, that could not be read
 */
export function readExtents(
  reader: SectorReader,
  extents: readonly Extent[],
  offsetBytes: number,
  into: Uint8Array,
  isSparse = false,
): Extent[] {
  const missing: { offsetBytes: number; lengthBytes: number }[] = [];
  const endBytes = offsetBytes + into.length;
  let extentStart = 0;
  let done = 0;
  for (const extent of extents) {
    const start = Math.max(extentStart, offsetBytes);
    const end = Math.min(extentStart + extent.lengthBytes, endBytes);
    if (start < end) {
      const piece = into.subarray(start - offsetBytes, end - offsetBytes);
      readPiece(reader, extent.offsetBytes + (start - extentStart), piece, (at, lengthBytes) =>
        joinExtent(missing, { offsetBytes: start + at, lengthBytes }),
      );
      done = end - offsetBytes;
    }
    extentStart += extent.lengthBytes;
    if (extentStart >= endBytes) break;
  }
  into.fill(0, done);
  if (!isSparse && done < into.length)
    joinExtent(missing, { offsetBytes: offsetBytes + done, lengthBytes: into.length - done });
  return missing;
}
