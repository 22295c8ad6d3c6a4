/** Partition tables: what divides a medium, and where the parts lie. */
import type { Evidence } from '../../../shared/model/drive.ts';
import { parseParameterBlock } from '../block/bios-parameter-block.ts';
import { hasBytes, isPowerOfTwo, u8, u32be, u32le, u64le } from '../byte-fields.ts';
import { latinLabel } from '../volume-label.ts';
import { proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

export interface Part {
  readonly startBytes: number;
  readonly sizeBytes: number;
}

export interface PartitionTable {
  readonly type: string;
  readonly evidence: readonly Evidence[];
  readonly parts: readonly Part[];
}

const mostParts = 16;

interface MbrEntry {
  readonly status: number;
  readonly type: number;
  readonly startSector: number;
  readonly sectors: number;
}

function mbrEntries(sector: Uint8Array): MbrEntry[] {
  return [446, 462, 478, 494].map((at) => ({
    status: u8(sector, at),
    type: u8(sector, at + 4),
    startSector: u32le(sector, at + 8),
    sectors: u32le(sector, at + 12),
  }));
}

const extendedTypes = [0x05, 0x0f, 0x85];

/**
 * Every boot sector ends in 55 AA; a table also has four entries that make sense together. One of several may begin at
 * sector 0: on hybrid discs it stands for the whole image and holds the others.
 */
export function findMbr(reader: SectorReader): PartitionTable | null {
  const sector = reader.readAt(0, 512);
  if (!sector || !hasBytes(sector, 510, [0x55, 0xaa])) return null;
  const parsed = parseParameterBlock(sector);
  if (parsed.isSane && parsed.block.bootCode !== 'none') return null;
  const entries = mbrEntries(sector);
  const used = entries.filter(({ type }) => type !== 0);
  const sectorBytes = unitOf(used, reader);
  const isPlausible =
    used.length > 0 &&
    entries.every(({ status }) => status === 0 || status === 0x80) &&
    entries.filter(({ status }) => status === 0x80).length <= 1 &&
    used.every(({ sectors }) => sectors > 0) &&
    used.filter(({ startSector }) => startSector === 0).length <= 1 &&
    used.some(({ startSector }) => startSector * sectorBytes < reader.sizeBytes);
  if (!isPlausible) return null;
  const parts = used
    .filter(({ type }) => type !== 0xee && !extendedTypes.includes(type))
    .map(({ startSector, sectors }) => ({
      startBytes: startSector * sectorBytes,
      sizeBytes: sectors * sectorBytes,
    }));
  const extended = used.find(({ type }) => extendedTypes.includes(type));
  if (extended) parts.push(...logicalParts(reader, extended.startSector, sectorBytes));
  return { type: 'MBR', evidence: [proof('partition table', 446, sector.subarray(446, 478))], parts };
}

/** Tables count the sectors of their medium, but those of hybrid discs count 512 bytes, as a memory stick has. */
function unitOf(used: readonly MbrEntry[], reader: SectorReader): number {
  const fits = (unit: number) =>
    used.every(({ startSector, sectors }) => (startSector + sectors) * unit <= reader.sizeBytes);
  return !fits(reader.sectorSize) && fits(512) ? 512 : reader.sectorSize;
}

/** The chain of extended boot records; a loop in it ends with the count. */
function logicalParts(reader: SectorReader, extendedStart: number, sectorBytes: number): Part[] {
  const parts: Part[] = [];
  let recordSector = extendedStart;
  for (let hop = 0; hop < mostParts; hop++) {
    const record = reader.readAt(recordSector * sectorBytes, 512);
    if (!record || !hasBytes(record, 510, [0x55, 0xaa])) break;
    const [logical, next] = mbrEntries(record);
    if (logical && logical.type !== 0 && logical.sectors > 0) {
      parts.push({
        startBytes: (recordSector + logical.startSector) * sectorBytes,
        sizeBytes: logical.sectors * sectorBytes,
      });
    }
    if (!next || !extendedTypes.includes(next.type) || next.startSector === 0) break;
    recordSector = extendedStart + next.startSector;
  }
  return parts;
}

/** UEFI 5.3: the header in sector 1, its copy in the last. The size of a sector is the one under which it is found. */
export function findGpt(reader: SectorReader): PartitionTable | null {
  for (const sectorBytes of new Set([reader.sectorSize, 512, 2048, 4096])) {
    const last = Math.floor(reader.sizeBytes / sectorBytes) - 1;
    for (const lba of [1, last]) {
      const header = reader.readAt(lba * sectorBytes, 92);
      if (!header || !hasBytes(header, 0, 'EFI PART')) continue;
      const what = lba === 1 ? 'GPT header' : 'backup GPT header';
      return {
        type: 'GPT',
        evidence: [proof(what, lba * sectorBytes, header.subarray(0, 12))],
        parts: gptParts(reader, header, sectorBytes),
      };
    }
  }
  return null;
}

function gptParts(reader: SectorReader, header: Uint8Array, sectorBytes: number): Part[] {
  const entryBytes = u32le(header, 84);
  const count = Math.min(u32le(header, 80), 128);
  if (!isPowerOfTwo(entryBytes) || entryBytes < 128 || entryBytes > 4096) return [];
  const parts: Part[] = [];
  for (let index = 0; index < count && parts.length < mostParts; index++) {
    const entry = reader.readAt(u64le(header, 72) * sectorBytes + index * entryBytes, 128);
    if (!entry) break;
    const first = u64le(entry, 32);
    const sectors = u64le(entry, 40) - first + 1;
    if (entry.subarray(0, 16).some((byte) => byte !== 0) && sectors > 0)
      parts.push({ startBytes: first * sectorBytes, sizeBytes: sectors * sectorBytes });
  }
  return parts;
}

/** Inside Macintosh: Devices 3-25. Blocks are of 512 bytes almost always; hybrids may place entries at 2048. */
export function findApm(reader: SectorReader): PartitionTable | null {
  const driver = reader.readAt(0, 4);
  for (const blockBytes of [512, 1024, 2048]) {
    const first = reader.readAt(blockBytes, 80);
    if (!first || !hasBytes(first, 0, 'PM')) continue;
    const isMap = latinLabel(first.subarray(48, 80)) === 'Apple_partition_map';
    if (!isMap && !(driver && hasBytes(driver, 0, 'ER'))) continue;
    return {
      type: 'Apple partition map',
      evidence: [proof('first entry of the partition map', blockBytes, first.subarray(0, 8))],
      parts: apmParts(reader, blockBytes, u32be(first, 4)),
    };
  }
  return null;
}

function apmParts(reader: SectorReader, blockBytes: number, entries: number): Part[] {
  const parts: Part[] = [];
  for (let index = 1; index <= Math.min(entries, 62) && parts.length < mostParts; index++) {
    const entry = reader.readAt(index * blockBytes, 80);
    if (!entry || !hasBytes(entry, 0, 'PM')) break;
    const kind = latinLabel(entry.subarray(48, 80));
    if (['Apple_partition_map', 'Apple_Free', 'Apple_Void', 'Apple_Scratch'].includes(kind)) continue;
    parts.push({ startBytes: u32be(entry, 8) * blockBytes, sizeBytes: u32be(entry, 12) * blockBytes });
  }
  return parts;
}

/** Atari hard disks: four entries of flag, three letters, start and length at 1C6h. Floppies have none. */
export function findAhdi(reader: SectorReader): PartitionTable | null {
  const sector = reader.sizeBytes > 4 * 1024 * 1024 ? reader.readAt(0, 512) : null;
  if (!sector) return null;
  const used = [0x1c6, 0x1d2, 0x1de, 0x1ea].filter((at) => (u8(sector, at) & 1) === 1);
  const isKnown = (at: number) => ['GEM', 'BGM', 'XGM', 'RAW'].some((id) => hasBytes(sector, at + 1, id));
  if (used.length === 0 || !used.every(isKnown)) return null;
  return {
    type: 'Atari AHDI partition table',
    evidence: [proof('partition table', 0x1c6, sector.subarray(0x1c6, 0x1d2))],
    parts: used.map((at) => ({
      startBytes: u32be(sector, at + 4) * 512,
      sizeBytes: u32be(sector, at + 8) * 512,
    })),
  };
}

/** Amiga hard disks: the rigid disk block in one of the first 16 sectors, partitions in a chain of blocks. */
export function findRdb(reader: SectorReader): PartitionTable | null {
  for (let sector = 0; sector < 16; sector++) {
    const block = reader.readAt(sector * 512, 64);
    if (!block || !hasBytes(block, 0, 'RDSK')) continue;
    return {
      type: 'Amiga rigid disk block',
      evidence: [proof('rigid disk block', sector * 512, block.subarray(0, 4))],
      parts: rdbParts(reader, u32be(block, 28)),
    };
  }
  return null;
}

function rdbParts(reader: SectorReader, firstBlock: number): Part[] {
  const parts: Part[] = [];
  for (let block = firstBlock; parts.length < mostParts; ) {
    const entry = reader.readAt(block * 512, 256);
    if (!entry || !hasBytes(entry, 0, 'PART')) break;
    // The environment: blocks per cylinder are heads (+12) times sectors (+20), from cylinder +36 to +40.
    const perCylinder = u32be(entry, 128 + 12) * u32be(entry, 128 + 20) * 512;
    const [low, high] = [u32be(entry, 128 + 36), u32be(entry, 128 + 40)];
    parts.push({ startBytes: low * perCylinder, sizeBytes: (high - low + 1) * perCylinder });
    block = u32be(entry, 16);
  }
  return parts;
}

export const partitionSchemes = [findGpt, findMbr, findApm, findAhdi, findRdb] as const;

/** Whether a part begins behind the table and within the medium. */
export function hasRoom(reader: SectorReader, part: Part): boolean {
  return (
    Number.isSafeInteger(part.startBytes) &&
    part.startBytes > 0 &&
    part.sizeBytes > 0 &&
    part.startBytes < reader.sizeBytes
  );
}
