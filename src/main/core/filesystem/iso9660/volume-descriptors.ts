/** The volume descriptor set of a session: ECMA-119 8, its Joliet supplement, El Torito's boot record, High Sierra. */
import { hasBytes, u8, u16be, u16le, u32be, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { latinLabel, utf16Label } from '../../volume-label.ts';

/** Descriptors are counted in sectors of 2048 bytes, whatever the logical blocks are (ECMA-119 6.1.2). */
export const sectorBytes = 2048;
const firstDescriptor = 16;
const mostDescriptors = 64;
const terminator = 255;

export interface Volume {
  readonly kind: 'primary' | 'joliet' | 'high-sierra';
  readonly label: string;
  readonly blockBytes: number;
  readonly volumeBlocks: number;
  readonly sequenceNumber: number;
  readonly pathTableBytes: number;
  readonly pathTableBlock: number;
  /** The record of the root directory, as it stands in the descriptor. */
  readonly rootRecord: Uint8Array;
}

export interface DescriptorSet {
  readonly primary: Volume | null;
  readonly joliet: Volume | null;
  readonly highSierra: Volume | null;
  readonly bootCatalogueBlock: number | null;
  readonly warnings: readonly string[];
}

/** Numbers stand in both byte orders (ECMA-119 7.2.3); a writer that got one wrong mostly got the little end right. */
function both16(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) || u16be(bytes, at + 2);
}

export function both32(bytes: Uint8Array, at: number): number {
  return u32le(bytes, at) || u32be(bytes, at + 4);
}

function isBlockSize(bytes: number): boolean {
  return [512, 1024, 2048].includes(bytes);
}

function volumeOf(bytes: Uint8Array, kind: 'primary' | 'joliet'): Volume {
  const announced = both16(bytes, 128);
  return {
    kind,
    label: kind === 'joliet' ? utf16Label(bytes.subarray(40, 72), 'be') : latinLabel(bytes.subarray(40, 72)),
    blockBytes: isBlockSize(announced) ? announced : sectorBytes,
    volumeBlocks: both32(bytes, 80),
    sequenceNumber: both16(bytes, 124),
    pathTableBytes: both32(bytes, 132),
    pathTableBlock: u32le(bytes, 140),
    rootRecord: Uint8Array.from(bytes.subarray(156, 190)),
  };
}

/** The working paper of 1986: eight bytes more before the name, three more path tables. */
function highSierraOf(bytes: Uint8Array): Volume {
  const announced = both16(bytes, 136);
  return {
    kind: 'high-sierra',
    label: latinLabel(bytes.subarray(48, 80)),
    blockBytes: isBlockSize(announced) ? announced : sectorBytes,
    volumeBlocks: both32(bytes, 88),
    sequenceNumber: both16(bytes, 132),
    pathTableBytes: both32(bytes, 140),
    pathTableBlock: u32le(bytes, 148),
    rootRecord: Uint8Array.from(bytes.subarray(180, 214)),
  };
}

/** Escape sequences of UCS-2 levels 1 to 3 (Joliet specification 1). */
function isJoliet(bytes: Uint8Array): boolean {
  return hasBytes(bytes, 88, [0x25, 0x2f]) && [0x40, 0x43, 0x45].includes(u8(bytes, 90));
}

export function readDescriptors(reader: SectorReader, sessionStartBytes: number): DescriptorSet {
  let primary: Volume | null = null;
  let joliet: Volume | null = null;
  let highSierra: Volume | null = null;
  let bootCatalogueBlock: number | null = null;
  const warnings: string[] = [];
  for (let index = 0; index < mostDescriptors; index++) {
    const offsetBytes = sessionStartBytes + (firstDescriptor + index) * sectorBytes;
    if (offsetBytes + sectorBytes > reader.sizeBytes) break;
    const bytes = reader.readAt(offsetBytes, sectorBytes);
    if (!bytes) {
      if (primary || index < 4)
        warnings.push(`The volume descriptor in sector ${index + 16} cannot be read.`);
      if (index >= 4) break;
      continue;
    }
    if (hasBytes(bytes, 9, 'CDROM')) {
      if (u8(bytes, 8) === 1) highSierra ??= highSierraOf(bytes);
      if (u8(bytes, 8) === terminator) break;
      continue;
    }
    // Other standards (UDF's BEA01, NSR02) share the area.
    if (!hasBytes(bytes, 1, 'CD001')) {
      if (primary || joliet) break;
      continue;
    }
    const type = u8(bytes, 0);
    if (type === terminator) break;
    if (type === 1) primary ??= volumeOf(bytes, 'primary');
    else if (type === 2 && isJoliet(bytes)) joliet ??= volumeOf(bytes, 'joliet');
    else if (type === 0 && hasBytes(bytes, 7, 'EL TORITO SPECIFICATION'))
      bootCatalogueBlock ??= u32le(bytes, 71);
  }
  return { primary, joliet, highSierra, bootCatalogueBlock, warnings };
}
