/** FAT12, FAT16 and FAT32, with a parameter block (DOS 2 and later, Atari, MSX) or without one (DOS 1). */
import type { Evidence } from '../../../shared/model/drive.ts';
import {
  type ParameterBlock,
  parameterBlockBytes,
  parseParameterBlock,
} from '../block/bios-parameter-block.ts';
import { oldDosFormats } from '../block/floppy-formats.ts';
import { parseHuman68kBlock } from '../block/human68k-block.ts';
import { hasBytes, u8 } from '../byte-fields.ts';
import { beginsLikeRoot, volumeEntry } from './fat-root.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

/** Enough of a root directory to meet a label, which formatters write first. */
const rootBytesLooked = 8 * 1024;

/** The first byte of a FAT and the two FFh that follow it, if `bytes` can begin a FAT. TOS writes F7h. */
export function fatIdOf(bytes: Uint8Array | null): number | null {
  if (!bytes || !hasBytes(bytes, 1, [0xff, 0xff])) return null;
  const id = u8(bytes, 0);
  return id === 0xf0 || id >= 0xf7 ? id : null;
}

/** A parameter block alone may be chance: it takes two more signs that somebody formatted this. */
function signsOf(block: ParameterBlock, fatStart: Uint8Array | null, sizeBytes: number): number {
  const signs = [
    block.bootCode !== 'none',
    block.hasBootSignature,
    block.hasTypeName,
    fatIdOf(fatStart) !== null,
    block.totalSectors * block.bytesPerSector === sizeBytes,
  ];
  return signs.filter(Boolean).length;
}

export function findFat(reader: SectorReader): Finding | null {
  const sector = reader.readAt(0, parameterBlockBytes);
  const parsed = sector ? parseParameterBlock(sector) : null;
  if (!sector || !parsed?.isSane) return null;
  const { block } = parsed;
  const fatOffset = block.reservedSectors * block.bytesPerSector;
  const fatStart = reader.readAt(fatOffset, 3);
  if (signsOf(block, fatStart, reader.sizeBytes) < 2) return null;
  const evidence = [proof('BIOS parameter block', 11, sector.subarray(11, 36))];
  if (block.hasBootSignature) evidence.push(proof('boot signature', 510, sector.subarray(510, 512)));
  if (fatStart && fatIdOf(fatStart) !== null)
    evidence.push(proof('start of the first FAT', fatOffset, fatStart));
  evidence.push({ what: `${block.clusterCount} clusters make it ${block.fatType}` });
  return labelled(block.fatType, reader, rootOf(block, reader.sizeBytes), block.label, evidence);
}

interface Region {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

function rootOf(block: ParameterBlock, sizeBytes: number): Region | null {
  const fatsEnd = block.reservedSectors + block.fatCount * block.sectorsPerFat;
  const cluster = block.rootCluster === null ? 2 : block.rootCluster;
  if (cluster < 2) return null;
  const lengthBytes =
    block.rootCluster === null ? block.rootEntries * 32 : block.sectorsPerCluster * block.bytesPerSector;
  const offsetBytes = (fatsEnd + (cluster - 2) * block.sectorsPerCluster) * block.bytesPerSector;
  const within = Math.min(lengthBytes, rootBytesLooked, sizeBytes - offsetBytes);
  return within > 0 ? { offsetBytes, lengthBytes: within } : null;
}

/** The label in the root directory is the one systems show; that of the boot sector only stands in for it. */
function labelled(
  type: string,
  reader: SectorReader,
  root: Region | null,
  bootLabel: string,
  evidence: Evidence[],
): Finding {
  const directory = root && reader.readAt(root.offsetBytes, root.lengthBytes);
  const entry = directory && volumeEntry(directory);
  if (!root || !directory || !entry) return { type, label: bootLabel, evidence };
  const at = entry.offsetBytes;
  evidence.push(proof('volume label entry', root.offsetBytes + at, directory.subarray(at, at + 12)));
  return { type, label: entry.label, evidence };
}

/** DOS 1: no parameter block, the FAT's first byte says it all (and FAT copy and directory must agree). */
export function findOldDosFat(reader: SectorReader): Finding | null {
  const boot = reader.readAt(0, parameterBlockBytes);
  if (boot && parseParameterBlock(boot).isSane) return null;
  const start = reader.readAt(512, 16);
  const format = oldDosFormats.get(fatIdOf(start) ?? -1);
  if (!start || !format?.fat || reader.sizeBytes < format.sizeBytes || reader.sizeBytes > 2 * 1024 * 1024)
    return null;
  if (start.every((byte) => byte === 0xff)) return null;
  const { sectorsPerFat, rootEntries } = format.fat;
  const copy = reader.readAt(512 * (1 + sectorsPerFat), 3);
  if (copy && !hasBytes(copy, 0, [...start.subarray(0, 3)])) return null;
  const root = { offsetBytes: 512 * (1 + 2 * sectorsPerFat), lengthBytes: rootEntries * 32 };
  const directory = reader.readAt(root.offsetBytes, root.lengthBytes);
  if (directory && !beginsLikeRoot(directory)) return null;
  if (!copy && !directory) return null;
  const evidence = [proof('start of the FAT of a disk without parameter block', 512, start.subarray(0, 3))];
  return labelled('FAT12', reader, root, '', evidence);
}

export function findHuman68kFat(reader: SectorReader): Finding | null {
  const sector = reader.readAt(0, parameterBlockBytes);
  const block = sector && parseHuman68kBlock(sector, reader.sizeBytes);
  if (!sector || !block) return null;
  const offsetBytes = (block.reservedSectors + block.fatCount * block.sectorsPerFat) * block.bytesPerSector;
  const lengthBytes = Math.min(block.rootEntries * 32, rootBytesLooked, reader.sizeBytes - offsetBytes);
  const evidence = [proof('parameter block of Human68k', 0x12, sector.subarray(0x12, 0x22))];
  return labelled('FAT12 (Human68k)', reader, { offsetBytes, lengthBytes }, '', evidence);
}
