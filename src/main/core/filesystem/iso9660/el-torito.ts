/** El Torito 1.0: images a computer boots from, which stand on the disc without being files. */
import { hasBytes, u8, u16le, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { Extent } from '../filesystem.ts';
import { sectorBytes } from './volume-descriptors.ts';

export interface BootImage {
  readonly name: string;
  readonly extent: Extent;
  readonly platform: string;
  readonly emulation: string;
  readonly isBootable: boolean;
}

const entryBytes = 32;
const mostCatalogueBytes = 16 * sectorBytes;
const mostImages = 32;
/** Section headers: more follow, and the last one. */
const headers = [0x90, 0x91];
const headerValidation = 1;
const bootable = 0x88;
const notBootable = 0x00;

const platforms: Readonly<Record<number, string>> = { 0: 'x86', 1: 'PowerPC', 2: 'Mac', 239: 'EFI' };
const floppies: Readonly<Record<number, { readonly name: string; readonly sizeBytes: number }>> = {
  1: { name: '1.2M', sizeBytes: 1_228_800 },
  2: { name: '1.44M', sizeBytes: 1_474_560 },
  3: { name: '2.88M', sizeBytes: 2_949_120 },
};
const hardDisk = 4;

/** A hard disk is as long as its one partition says (El Torito 2.3). */
function hardDiskBytes(reader: SectorReader, offsetBytes: number): number | null {
  const sector = reader.readAt(offsetBytes, 512);
  if (!sector || !hasBytes(sector, 510, [0x55, 0xaa])) return null;
  return (u32le(sector, 454) + u32le(sector, 458)) * 512;
}

function imageOf(
  reader: SectorReader,
  baseBytes: number,
  entry: Uint8Array,
  platformId: number,
  number: number,
): BootImage {
  const offsetBytes = baseBytes + u32le(entry, 8) * sectorBytes;
  const media = u8(entry, 1) & 0x0f;
  const floppy = floppies[media];
  const announced = u16le(entry, 6) * 512;
  const lengthBytes =
    floppy?.sizeBytes ?? (media === hardDisk ? hardDiskBytes(reader, offsetBytes) : null) ?? announced;
  const emulation = floppy ? `floppy ${floppy.name}` : media === hardDisk ? 'hard disk' : 'no emulation';
  const platform = platforms[platformId] ?? `platform ${platformId}`;
  return {
    name: `boot-${number}-${platform}-${emulation}.img`.toLowerCase().replaceAll(' ', '-'),
    extent: { offsetBytes, lengthBytes: Math.max(0, Math.min(lengthBytes, reader.sizeBytes - offsetBytes)) },
    platform,
    emulation,
    isBootable: u8(entry, 0) === bootable,
  };
}

export function readBootImages(
  reader: SectorReader,
  baseBytes: number,
  catalogueBlock: number,
): readonly BootImage[] {
  const offsetBytes = baseBytes + catalogueBlock * sectorBytes;
  const bytes = reader.readAt(offsetBytes, Math.min(mostCatalogueBytes, reader.sizeBytes - offsetBytes));
  if (!bytes || bytes.length < 2 * entryBytes || u8(bytes, 0) !== headerValidation) return [];
  if (!hasBytes(bytes, 30, [0x55, 0xaa])) return [];
  const images: BootImage[] = [];
  let platformId = u8(bytes, 1);
  // The initial entry stands alone behind the validation entry; all others in sections.
  let left = 1;
  for (let at = entryBytes; at + entryBytes <= bytes.length && images.length < mostImages; at += entryBytes) {
    const entry = bytes.subarray(at, at + entryBytes);
    const kind = u8(entry, 0);
    if (headers.includes(kind)) {
      platformId = u8(entry, 1);
      left = u16le(entry, 2);
    } else if (kind === bootable || (kind === notBootable && left > 0 && u32le(entry, 8) !== 0)) {
      images.push(imageOf(reader, baseBytes, entry, platformId, images.length + 1));
      left--;
    } else if (kind === notBootable) break;
  }
  return images;
}
