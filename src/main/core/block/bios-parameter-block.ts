/**
 * The BIOS parameter block in sector 0 of a FAT volume: Microsoft FAT specification 1.03 section 3.1, and the same
 * fields as Atari TOS and MSX-DOS wrote them. Many disks carry something that merely looks like one, so every field
 * is judged and the reasons are kept.
 */
import { hasBytes, isPowerOfTwo, u8, u16le, u32le } from '../byte-fields.ts';
import { dosLabel } from '../volume-label.ts';

/** How the sector begins: an x86 jump, an MSX one, the 68000's BRA of an Atari, or no code at all. */
export type BootCode = 'x86' | 'msx' | 'atari' | 'none';

export interface ParameterBlock {
  readonly bootCode: BootCode;
  readonly oemName: string;
  readonly bytesPerSector: number;
  readonly sectorsPerCluster: number;
  readonly reservedSectors: number;
  readonly fatCount: number;
  readonly rootEntries: number;
  readonly totalSectors: number;
  readonly mediaId: number;
  readonly sectorsPerFat: number;
  readonly sectorsPerTrack: number;
  readonly heads: number;
  readonly hiddenSectors: number;
  readonly fatType: 'FAT12' | 'FAT16' | 'FAT32';
  readonly clusterCount: number;
  /** First cluster of the root directory; null unless FAT32. */
  readonly rootCluster: number | null;
  /** The label in the extended block, `NO NAME` and blanks being none. */
  readonly label: string;
  /** 55 AA at 510: usual on PCs, needed by no floppy. */
  readonly hasBootSignature: boolean;
  /** The name of the FAT type in the extended block, which decides nothing but seldom stands there by chance. */
  readonly hasTypeName: boolean;
}

export type ParameterBlockResult =
  | { readonly isSane: true; readonly block: ParameterBlock }
  | { readonly isSane: false; readonly reasons: readonly string[] };

export const parameterBlockBytes = 512;

interface Fields {
  readonly bytesPerSector: number;
  readonly sectorsPerCluster: number;
  readonly reservedSectors: number;
  readonly fatCount: number;
  readonly rootEntries: number;
  readonly totalSectors: number;
  readonly mediaId: number;
  readonly sectorsPerFat: number;
  readonly isFat32: boolean;
}

function fieldsOf(sector: Uint8Array): Fields {
  const sectorsPerFat16 = u16le(sector, 22);
  const rootEntries = u16le(sector, 17);
  const isFat32 = sectorsPerFat16 === 0 && rootEntries === 0;
  return {
    bytesPerSector: u16le(sector, 11),
    sectorsPerCluster: u8(sector, 13),
    reservedSectors: u16le(sector, 14),
    fatCount: u8(sector, 16),
    rootEntries,
    totalSectors: u16le(sector, 19) || u32le(sector, 32),
    mediaId: u8(sector, 21),
    sectorsPerFat: isFat32 ? u32le(sector, 36) : sectorsPerFat16,
    isFat32,
  };
}

function reasonsAgainst(fields: Fields): string[] {
  const { bytesPerSector, sectorsPerCluster, fatCount, sectorsPerFat, mediaId } = fields;
  const reasons: string[] = [];
  if (!isPowerOfTwo(bytesPerSector) || bytesPerSector < 128 || bytesPerSector > 4096)
    reasons.push(`${bytesPerSector} bytes per sector`);
  if (!isPowerOfTwo(sectorsPerCluster)) reasons.push(`${sectorsPerCluster} sectors per cluster`);
  if (fields.reservedSectors === 0) reasons.push('no reserved sectors');
  if (fatCount < 1 || fatCount > 2) reasons.push(`${fatCount} FATs`);
  if (sectorsPerFat === 0) reasons.push('no sectors per FAT');
  if (fields.rootEntries === 0 && !fields.isFat32) reasons.push('no root directory entries');
  if (fields.totalSectors === 0) reasons.push('no sectors in all');
  if (mediaId !== 0xf0 && mediaId < 0xf8) reasons.push(`media descriptor ${mediaId.toString(16)}`);
  return reasons;
}

function clustersOf(fields: Fields): number {
  const rootSectors = Math.ceil((fields.rootEntries * 32) / fields.bytesPerSector);
  const before = fields.reservedSectors + fields.fatCount * fields.sectorsPerFat + rootSectors;
  return Math.floor((fields.totalSectors - before) / fields.sectorsPerCluster);
}

function bootCodeOf(sector: Uint8Array): BootCode {
  if (hasBytes(sector, 0, [0xeb, 0xfe, 0x90]) || hasBytes(sector, 3, 'MSX')) return 'msx';
  if (u8(sector, 0) === 0xe9 || (u8(sector, 0) === 0xeb && u8(sector, 2) === 0x90)) return 'x86';
  return u8(sector, 0) === 0x60 ? 'atari' : 'none';
}

function extendedLabel(sector: Uint8Array, isFat32: boolean): string {
  const at = isFat32 ? 64 : 36;
  if (u8(sector, at + 2) !== 0x29) return '';
  const label = dosLabel(sector.subarray(at + 7, at + 18));
  return label === 'NO NAME' ? '' : label;
}

/** FAT type by the count of clusters alone (FAT specification 3.5); the root directory cluster tells FAT32 apart. */
function fatTypeOf(clusterCount: number, isFat32: boolean): ParameterBlock['fatType'] {
  if (isFat32) return 'FAT32';
  return clusterCount < 4085 ? 'FAT12' : 'FAT16';
}

/**
 * Judges the first 512 bytes of a volume. Whether the volume fits the medium is for the caller to compare: a block
 * that says more than the medium holds is the very sign of a disk read by the wrong drive.
 */
export function parseParameterBlock(sector: Uint8Array): ParameterBlockResult {
  if (sector.length < parameterBlockBytes)
    return { isSane: false, reasons: ['the boot sector is cut short'] };
  const fields = fieldsOf(sector);
  const reasons = reasonsAgainst(fields);
  if (reasons.length > 0) return { isSane: false, reasons };
  const clusterCount = clustersOf(fields);
  if (clusterCount < 1) return { isSane: false, reasons: ['no room for files behind the root directory'] };
  if (!fields.isFat32 && clusterCount >= 65525)
    return { isSane: false, reasons: ['more clusters than FAT16 has'] };
  const { isFat32, ...shared } = fields;
  const block: ParameterBlock = {
    ...shared,
    bootCode: bootCodeOf(sector),
    oemName: dosLabel(sector.subarray(3, 11)),
    sectorsPerTrack: u16le(sector, 24),
    heads: u16le(sector, 26),
    hiddenSectors: u16le(sector, 28),
    fatType: fatTypeOf(clusterCount, isFat32),
    clusterCount,
    rootCluster: isFat32 ? u32le(sector, 44) : null,
    label: extendedLabel(sector, isFat32),
    hasBootSignature: hasBytes(sector, 510, [0x55, 0xaa]),
    hasTypeName: hasBytes(sector, isFat32 ? 82 : 54, isFat32 ? 'FAT32   ' : 'FAT1'),
  };
  return { isSane: true, block };
}

export interface TrackLayout {
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
  readonly bytesPerSector: number;
}

/** Drives for 35 tracks step no less, those for 80 a few more. */
const fewestCylinders = 35;
const mostCylinders = 86;

/**
 * The geometry a block tells, when it is one a floppy can have: 1 or 2 heads, 1 to 63 sectors per track, and whole
 * cylinders, counted by its own total or, where a volume is smaller than its disk, by the medium's. Formatters that
 * know no geometry write 16 sectors per track (mkfs.fat), of which no floppy of 40 or 80 cylinders comes out.
 */
export function layoutOf(block: ParameterBlock, mediumBytes: number): TrackLayout | null {
  const { heads, sectorsPerTrack, bytesPerSector, totalSectors } = block;
  if (heads < 1 || heads > 2 || sectorsPerTrack < 1 || sectorsPerTrack > 63) return null;
  const perCylinder = heads * sectorsPerTrack;
  for (const sectors of [totalSectors, mediumBytes / bytesPerSector]) {
    const cylinders = sectors / perCylinder;
    if (sectors < totalSectors || !Number.isInteger(cylinders)) continue;
    if (cylinders < fewestCylinders || cylinders > mostCylinders) continue;
    return { cylinders, heads, sectorsPerTrack, bytesPerSector };
  }
  return null;
}

/** TOS runs a boot sector whose 256 big-endian words add up to 1234h. */
export function isAtariBootable(sector: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at + 1 < parameterBlockBytes && at + 1 < sector.length; at += 2)
    sum = (sum + (u8(sector, at) << 8) + u8(sector, at + 1)) & 0xffff;
  return sector.length >= parameterBlockBytes && sum === 0x1234;
}
