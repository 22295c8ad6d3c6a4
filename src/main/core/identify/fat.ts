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
import { chainedClusters } from './cluster-chain.ts';
import { beginsLikeRoot, type Directory, volumeEntry } from './fat-root.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

/** Enough of a root directory to meet a label, which formatters write first. */
const rootBytesLooked = 8 * 1024;
const pieceBytes = 512;

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
  return labelled(block.fatType, rootOf(block, reader), block.label, evidence);
}

/** The root directory: in one piece behind the FATs, on FAT32 a chain of clusters. */
function* rootOf(block: ParameterBlock, reader: SectorReader): Generator<Directory> {
  const { bytesPerSector, reservedSectors, fatCount, sectorsPerFat, rootEntries } = block;
  const heapBytes = (reservedSectors + fatCount * sectorsPerFat) * bytesPerSector;
  if (block.rootCluster === null) {
    yield* rootAt(reader, heapBytes, rootEntries);
    return;
  }
  const heap = {
    fatBytes: reservedSectors * bytesPerSector,
    heapBytes,
    clusterBytes: block.sectorsPerCluster * bytesPerSector,
  };
  yield* chainedClusters(reader, heap, block.rootCluster);
}

/** In small pieces: one bad sector of a directory must not hide the label in another. */
function* rootAt(reader: SectorReader, startBytes: number, entries: number): Generator<Directory> {
  const endBytes = startBytes + Math.min(entries * 32, rootBytesLooked);
  for (let offsetBytes = startBytes; offsetBytes < endBytes; offsetBytes += pieceBytes) {
    const bytes = reader.readAt(offsetBytes, Math.min(pieceBytes, endBytes - offsetBytes));
    if (bytes) yield { bytes, offsetBytes };
  }
}

/** The label in the root directory is the one systems show; that of the boot sector only stands in for it. */
function labelled(type: string, root: Iterable<Directory>, bootLabel: string, evidence: Evidence[]): Finding {
  const entry = volumeEntry(root);
  if (!entry) return { type, label: bootLabel, evidence };
  return {
    type,
    label: entry.label,
    evidence: [...evidence, proof('volume label entry', entry.offsetBytes, entry.bytes)],
  };
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
  const rootBytes = 512 * (1 + 2 * sectorsPerFat);
  const directory = reader.readAt(rootBytes, 32);
  if (directory && !beginsLikeRoot(directory)) return null;
  if (!copy && !directory) return null;
  const evidence = [proof('start of the FAT of a disk without parameter block', 512, start.subarray(0, 3))];
  return labelled('FAT12', rootAt(reader, rootBytes, rootEntries), '', evidence);
}

export function findHuman68kFat(reader: SectorReader): Finding | null {
  const sector = reader.readAt(0, parameterBlockBytes);
  const block = sector && parseHuman68kBlock(sector, reader.sizeBytes);
  if (!sector || !block) return null;
  const rootBytes = (block.reservedSectors + block.fatCount * block.sectorsPerFat) * block.bytesPerSector;
  const evidence = [proof('parameter block of Human68k', 0x12, sector.subarray(0x12, 0x22))];
  return labelled('FAT12 (Human68k)', rootAt(reader, rootBytes, block.rootEntries), '', evidence);
}
