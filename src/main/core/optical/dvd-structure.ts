/** READ DISC STRUCTURE of DVDs: physical format, copyright, manufacturing, burst cutting area (MMC-6, 6.23; ECMA-267). */
import { u8, u16be } from '../byte-fields.ts';

const headerBytes = 4;

/** What follows the header, as far as it was announced and came; null when that is nothing. */
export function structureData(answer: Uint8Array): Uint8Array | null {
  if (answer.length <= headerBytes) return null;
  const end = Math.min(answer.length, 2 + u16be(answer, 0));
  return end > headerBytes ? answer.subarray(headerBytes, end) : null;
}

export interface PhysicalFormat {
  /** DVD-ROM, DVD-R ... by the book type; null for types no book has. */
  readonly book: string | null;
  readonly partVersion: number;
  readonly discSizeMillimetres: 120 | 80 | null;
  readonly layerCount: number;
  /** Layer 1 is read from the outside inwards. */
  readonly isOppositeTrackPath: boolean;
  readonly isEmbossed: boolean;
  readonly isRecordable: boolean;
  readonly isRewritable: boolean;
  /** Physical sector numbers of the data area, signed: those of an opposite layer 1 are complements. */
  readonly firstPsn: number;
  readonly lastPsn: number;
  readonly layer0LastPsn: number;
  readonly hasBurstCuttingArea: boolean;
}

const books: ReadonlyMap<number, string> = new Map([
  [0x0, 'DVD-ROM'],
  [0x1, 'DVD-RAM'],
  [0x2, 'DVD-R'],
  [0x3, 'DVD-RW'],
  [0x4, 'HD DVD-ROM'],
  [0x5, 'HD DVD-RAM'],
  [0x6, 'HD DVD-R'],
  [0x9, 'DVD+RW'],
  [0xa, 'DVD+R'],
  [0xd, 'DVD+RW DL'],
  [0xe, 'DVD+R DL'],
  [0xf, 'Nintendo'],
]);

const discSizes = [120, 80] as const;
const physicalFormatBytes = 17;

function signedPsn(data: Uint8Array, at: number): number {
  const psn = (u8(data, at + 1) << 16) | u16be(data, at + 2);
  return psn >= 0x80_0000 ? psn - 0x100_0000 : psn;
}

/** PFI, format 00h. @returns null for an answer too short to hold the layers' ends */
export function parsePhysicalFormat(answer: Uint8Array): PhysicalFormat | null {
  const data = structureData(answer);
  if (data === null || data.length < physicalFormatBytes) return null;
  const layers = u8(data, 2);
  return {
    book: books.get(u8(data, 0) >> 4) ?? null,
    partVersion: u8(data, 0) & 0x0f,
    discSizeMillimetres: discSizes[u8(data, 1) >> 4] ?? null,
    layerCount: ((layers >> 5) & 0x03) + 1,
    isOppositeTrackPath: (layers & 0x10) !== 0,
    isEmbossed: (layers & 0x01) !== 0,
    isRecordable: (layers & 0x02) !== 0,
    isRewritable: (layers & 0x04) !== 0,
    firstPsn: signedPsn(data, 4),
    lastPsn: signedPsn(data, 8),
    layer0LastPsn: signedPsn(data, 12),
    hasBurstCuttingArea: (u8(data, 16) & 0x80) !== 0,
  };
}

export interface PhysicalExtent {
  readonly sectors: number;
  /** First LBA of layer 1; null with one layer, or with layers of their own (parallel track path). */
  readonly layerBreakLba: number | null;
}

/**
 * Sectors of a pressed disc; with parallel track path those of the layer that was asked for. On recordable discs this
 * is often the room, not what is recorded.
 * @returns null for numbers that contradict each other
 */
export function sectorsOfPfi(format: PhysicalFormat): PhysicalExtent | null {
  const { firstPsn, lastPsn, layer0LastPsn } = format;
  // The complement of layer 0's last sector is layer 1's first, so an end there is negative.
  const endsOnLayer1 = format.isOppositeTrackPath && lastPsn < 0;
  const sectors = lastPsn + 1 - firstPsn + (endsOnLayer1 ? 2 * (layer0LastPsn + 1) : 0);
  if (sectors < 1 || firstPsn < 0) return null;
  if (!endsOnLayer1) return { sectors, layerBreakLba: null };
  const layerBreakLba = layer0LastPsn + 1 - firstPsn;
  return layerBreakLba > 0 && layerBreakLba < sectors ? { sectors, layerBreakLba } : null;
}

const protections = ['none', 'css', 'cprm'] as const;

export interface Copyright {
  /** CPST: `css` stands for CSS and CPPM. */
  readonly protection: (typeof protections)[number] | 'other';
  /** Regions 1 to 8 in which the disc may be played. */
  readonly regions: readonly number[];
}

/** Format 01h. In the mask a set bit forbids a region. */
export function parseCopyright(answer: Uint8Array): Copyright | null {
  const data = structureData(answer);
  if (data === null || data.length < 2) return null;
  const blocked = u8(data, 1);
  return {
    protection: protections[u8(data, 0)] ?? 'other',
    regions: [1, 2, 3, 4, 5, 6, 7, 8].filter((region) => !(blocked & (1 << (region - 1)))),
  };
}

/** Formats 03h (BCA) and 04h (DMI). @returns a copy; null when there is nothing but zeros */
export function structureContent(answer: Uint8Array): Uint8Array | null {
  const data = structureData(answer);
  return data?.some((byte) => byte !== 0) ? data.slice() : null;
}

export interface ListedStructure {
  readonly format: number;
  readonly isReadable: boolean;
  readonly lengthBytes: number;
}

/** Format FFh: what can be asked for. */
export function parseStructureList(answer: Uint8Array): readonly ListedStructure[] {
  const data = structureData(answer) ?? new Uint8Array(0);
  return Array.from({ length: Math.floor(data.length / 4) }, (_, index) => ({
    format: u8(data, index * 4),
    isReadable: (u8(data, index * 4 + 1) & 0x40) !== 0,
    lengthBytes: u16be(data, index * 4 + 2),
  }));
}
