/**
 * Files of CD-ROM XA and Video CD whose sectors are Form 2, a mixture, or audio: their content is no 2048 bytes a sector
 * (System Description CD-ROM XA II.2.7). They are given as the raw sectors they are.
 */
import { hasBytes, u16be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { sectorBytes as rawBytes, userDataBytes } from '../../optical/sector-layout.ts';
import type { Extent } from '../filesystem.ts';
import { joinExtent } from '../read-extents.ts';

const attributesAt = 4;
const signatureAt = 6;
const form2 = 0x1000;
const interleaved = 0x2000;
const audio = 0x4000;

/** What the XA attributes behind a record's name say, in words; null where its sectors are plain data. */
export function xaForm(systemUse: Uint8Array): string | null {
  if (systemUse.length < 14 || !hasBytes(systemUse, signatureAt, 'XA')) return null;
  const attributes = u16be(systemUse, attributesAt);
  if (attributes & audio) return 'audio';
  if (attributes & interleaved) return 'Form 1 and 2 interleaved';
  return attributes & form2 ? 'Form 2' : null;
}

export function rawSizeOf(extents: readonly Extent[]): number {
  return extents.reduce((sum, { lengthBytes }) => sum + Math.ceil(lengthBytes / userDataBytes) * rawBytes, 0);
}

/** As {@link readExtents}, of raw sectors. */
export function readRawSectors(
  rawSectorAt: NonNullable<SectorReader['rawSectorAt']>,
  extents: readonly Extent[],
  offsetBytes: number,
  into: Uint8Array,
): Extent[] {
  const missing: { offsetBytes: number; lengthBytes: number }[] = [];
  const endBytes = offsetBytes + into.length;
  into.fill(0);
  let extentStart = 0;
  for (const extent of extents) {
    const sectors = Math.ceil(extent.lengthBytes / userDataBytes);
    const firstLba = Math.floor(extent.offsetBytes / userDataBytes);
    const first = Math.max(0, Math.floor((offsetBytes - extentStart) / rawBytes));
    for (let index = first; index < sectors && extentStart + index * rawBytes < endBytes; index++) {
      const at = extentStart + index * rawBytes;
      const from = Math.max(at, offsetBytes);
      const to = Math.min(at + rawBytes, endBytes);
      const sector = rawSectorAt(firstLba + index);
      if (sector) into.set(sector.subarray(from - at, to - at), from - offsetBytes);
      else joinExtent(missing, { offsetBytes: from, lengthBytes: to - from });
    }
    extentStart += sectors * rawBytes;
  }
  return missing;
}
