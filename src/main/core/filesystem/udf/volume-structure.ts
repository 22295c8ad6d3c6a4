/** From the anchors to the logical volume: what stands where, as the volume descriptor sequence has it (ECMA-167 part 3). */
import { hasBytes, u8, u16le, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import { dstring, isEntity, type LongAllocation, longAllocation, tag, tagOf } from './descriptor-tag.ts';

export type PartitionMap =
  | { readonly kind: 'physical'; readonly number: number }
  | { readonly kind: 'virtual'; readonly number: number }
  | {
      readonly kind: 'sparable';
      readonly number: number;
      readonly packetBlocks: number;
      readonly tableSectors: readonly number[];
    }
  | {
      readonly kind: 'metadata';
      readonly number: number;
      readonly fileBlock: number;
      readonly mirrorBlock: number;
    };

export interface PartitionExtent {
  readonly startSector: number;
  readonly lengthSectors: number;
}

export interface VolumeStructure {
  readonly sectorBytes: number;
  readonly blockBytes: number;
  readonly label: string;
  /** `2.01`, from the domain the logical volume belongs to. */
  readonly revision: string;
  readonly fileSet: LongAllocation;
  readonly maps: readonly PartitionMap[];
  readonly partitions: ReadonlyMap<number, PartitionExtent>;
}

const sectorSizes = [2048, 512, 4096, 1024] as const;
const mostDescriptors = 256;
const mostPointers = 16;
const mostMaps = 64;

interface Sequences {
  readonly sectorBytes: number;
  /** Main and reserve. */
  readonly extents: readonly { readonly sector: number; readonly lengthBytes: number }[];
}

/** ECMA-167 3/8.4.2.1 and UDF 2.2.3, 6.13: 256, the last, 256 before the last; 512 on discs that are not closed. */
function anchorsOf(reader: SectorReader, sessionStartBytes: number): readonly Sequences[] {
  return sectorSizes.flatMap((sectorBytes) => {
    const last = Math.floor(reader.sizeBytes / sectorBytes) - 1;
    const first = Math.floor(sessionStartBytes / sectorBytes);
    return [first + 256, last, last - 256, first + 512].flatMap((sector) => {
      const bytes = sector >= first ? reader.readAt(sector * sectorBytes, 32) : null;
      if (!bytes || tagOf(bytes) !== tag.anchor || u32le(bytes, 12) !== sector) return [];
      const extents = [16, 24].map((at) => ({ lengthBytes: u32le(bytes, at), sector: u32le(bytes, at + 4) }));
      return [{ sectorBytes, extents }];
    });
  });
}

interface Gathered {
  readonly logicalVolume: Uint8Array;
  readonly partitions: ReadonlyMap<number, PartitionExtent>;
}

/** Of several descriptors of one thing the one with the highest sequence number prevails (ECMA-167 3/8.4.3). */
function gather(reader: SectorReader, sequences: Sequences, from: number): Gathered | null {
  const { sectorBytes } = sequences;
  let logicalVolume: Uint8Array | null = null;
  const partitions = new Map<number, PartitionExtent & { readonly sequence: number }>();
  let extent = sequences.extents[from]!;
  for (let pointers = 0; pointers < mostPointers; pointers++) {
    let next: typeof extent | null = null;
    const count = Math.min(Math.floor(extent.lengthBytes / sectorBytes), mostDescriptors);
    for (let index = 0; index < count; index++) {
      const descriptor = reader.readAt((extent.sector + index) * sectorBytes, sectorBytes);
      const kind = descriptor && tagOf(descriptor);
      if (!descriptor) continue;
      if (kind === null || kind === tag.terminating) break;
      const sequence = u32le(descriptor, 16);
      if (kind === tag.volumeDescriptorPointer) {
        next = { lengthBytes: u32le(descriptor, 20), sector: u32le(descriptor, 24) };
        break;
      }
      if (kind === tag.logicalVolume && (!logicalVolume || sequence >= u32le(logicalVolume, 16)))
        logicalVolume = descriptor;
      if (kind === tag.partition) {
        const number = u16le(descriptor, 22);
        if (sequence >= (partitions.get(number)?.sequence ?? 0))
          partitions.set(number, {
            sequence,
            startSector: u32le(descriptor, 188),
            lengthSectors: u32le(descriptor, 192),
          });
      }
    }
    if (!next) break;
    extent = next;
  }
  return logicalVolume && { logicalVolume, partitions };
}

function parseMaps(descriptor: Uint8Array): readonly PartitionMap[] {
  const count = Math.min(u32le(descriptor, 268), mostMaps);
  const end = Math.min(descriptor.length, 440 + u32le(descriptor, 264));
  const maps: PartitionMap[] = [];
  for (let at = 440; maps.length < count && at + 6 <= end; ) {
    const length = u8(descriptor, at + 1);
    if (length < 6 || at + length > end) break;
    const map = descriptor.subarray(at, at + length);
    maps.push(u8(map, 0) === 2 && length >= 64 ? typeTwo(map) : { kind: 'physical', number: u16le(map, 4) });
    at += length;
  }
  return maps;
}

/** UDF 2.2.8 to 2.2.10. */
function typeTwo(map: Uint8Array): PartitionMap {
  const number = u16le(map, 38);
  if (isEntity(map, 4, '*UDF Virtual Partition')) return { kind: 'virtual', number };
  if (isEntity(map, 4, '*UDF Metadata Partition'))
    return { kind: 'metadata', number, fileBlock: u32le(map, 40), mirrorBlock: u32le(map, 44) };
  if (isEntity(map, 4, '*UDF Sparable Partition')) {
    const tables = Math.min(u8(map, 42), 4);
    const tableSectors = Array.from({ length: tables }, (_, index) => u32le(map, 48 + index * 4));
    return { kind: 'sparable', number, packetBlocks: u16le(map, 40), tableSectors };
  }
  return { kind: 'physical', number };
}

function isRecognised(reader: SectorReader, sessionStartBytes: number): boolean {
  for (let index = 0; index < 16; index++) {
    const identifier = reader.readAt(sessionStartBytes + 32768 + index * 2048 + 1, 5);
    if (identifier && (hasBytes(identifier, 0, 'NSR02') || hasBytes(identifier, 0, 'NSR03'))) return true;
  }
  return false;
}

export type VolumeSearch =
  | { readonly kind: 'found'; readonly structure: VolumeStructure }
  /** A volume says that it is here, but not where anything stands. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'none' };

export function findVolume(
  reader: SectorReader,
  sessionStartBytes: number,
  warnings: ListingWarnings,
): VolumeSearch {
  for (const sequences of anchorsOf(reader, sessionStartBytes)) {
    for (const from of [0, 1]) {
      const gathered = gather(reader, sequences, from);
      if (!gathered) continue;
      const { logicalVolume, partitions } = gathered;
      const blockBytes = u32le(logicalVolume, 212);
      const maps = parseMaps(logicalVolume);
      if (!sectorSizes.some((size) => size === blockBytes) || maps.length === 0) continue;
      if (from === 1)
        warnings.add('The main volume descriptor sequence is damaged; the reserve one is used.');
      const revision = u16le(logicalVolume, 216 + 24);
      const structure = {
        sectorBytes: sequences.sectorBytes,
        blockBytes,
        label: dstring(logicalVolume.subarray(84, 212)),
        revision: `${(revision >> 8).toString(16)}.${(revision & 0xff).toString(16).padStart(2, '0')}`,
        fileSet: longAllocation(logicalVolume, 248),
        maps,
        partitions,
      };
      return { kind: 'found', structure };
    }
  }
  return { kind: isRecognised(reader, sessionStartBytes) ? 'lost' : 'none' };
}
