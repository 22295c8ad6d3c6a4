/** Where the parts of a FAT volume lie, from whatever tells: a parameter block, a DOS 1 FAT, or the size of a floppy. */
import {
  type ParameterBlock,
  parameterBlockBytes,
  parseParameterBlock,
} from '../../block/bios-parameter-block.ts';
import { floppyFormats, oldDosFormats } from '../../block/floppy-formats.ts';
import { parseHuman68kBlock } from '../../block/human68k-block.ts';
import { u8, u16le } from '../../byte-fields.ts';
import { fatIdOf, findFat, findHuman68kFat, findOldDosFat } from '../../identify/fat.ts';
import { beginsLikeRoot } from '../../identify/fat-root.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';

export interface FatVolume {
  /** As `identify` names it. */
  readonly type: string;
  readonly label: string;
  /** The label of the boot sector, which DOS wrote once and never looked at again. */
  readonly bootLabel: string;
  readonly entryBits: 12 | 16 | 32;
  /** Of each copy of the FAT, the one to be believed first. */
  readonly fatOffsets: readonly number[];
  readonly fatBytes: number;
  readonly mediaId: number;
  /** Null where the root directory is a chain of clusters (FAT32). */
  readonly rootOffsetBytes: number | null;
  readonly rootEntries: number;
  readonly rootCluster: number;
  /** Of cluster 2. */
  readonly heapOffsetBytes: number;
  readonly clusterBytes: number;
  /** Clusters are numbered from 2 to `clusterCount` + 1. */
  readonly clusterCount: number;
  readonly warnings: readonly string[];
}

interface Layout {
  readonly bytesPerSector: number;
  readonly sectorsPerCluster: number;
  readonly reservedSectors: number;
  readonly fatCount: number;
  readonly sectorsPerFat: number;
  readonly rootEntries: number;
  readonly totalSectors: number;
  readonly mediaId: number;
}

const directoryEntryBytes = 32;

function volumeOf(
  layout: Layout,
  entryBits: 12 | 16 | 32,
  names: { type: string; label: string },
): FatVolume {
  const { bytesPerSector, reservedSectors, fatCount, sectorsPerFat, rootEntries } = layout;
  const fatBytes = sectorsPerFat * bytesPerSector;
  const fatStart = reservedSectors * bytesPerSector;
  const rootOffsetBytes = fatStart + fatCount * fatBytes;
  const rootBytes = Math.ceil((rootEntries * directoryEntryBytes) / bytesPerSector) * bytesPerSector;
  const heapOffsetBytes = rootOffsetBytes + rootBytes;
  const clusterBytes = layout.sectorsPerCluster * bytesPerSector;
  const announced = Math.floor((layout.totalSectors * bytesPerSector - heapOffsetBytes) / clusterBytes);
  const inFat = Math.floor((fatBytes * 8) / entryBits) - 2;
  const warnings: string[] = [];
  if (inFat < announced)
    warnings.push(
      `The FAT has entries for ${inFat} clusters, the volume has ${announced}: the last ones belong to no file.`,
    );
  return {
    ...names,
    bootLabel: '',
    entryBits,
    fatOffsets: Array.from({ length: fatCount }, (_, copy) => fatStart + copy * fatBytes),
    fatBytes,
    mediaId: layout.mediaId,
    rootOffsetBytes,
    rootEntries,
    rootCluster: 0,
    heapOffsetBytes,
    clusterBytes,
    clusterCount: Math.max(0, Math.min(announced, inFat)),
    warnings,
  };
}

function ofParameterBlock(
  block: ParameterBlock,
  sector: Uint8Array,
  names: { type: string; label: string },
): FatVolume {
  const entryBits = ({ FAT12: 12, FAT16: 16, FAT32: 32 } as const)[block.fatType];
  const volume = { ...volumeOf(block, entryBits, names), bootLabel: block.label };
  if (block.rootCluster === null) return volume;
  // BPB_ExtFlags (FAT specification 3.3): with bit 7 only one FAT is kept up to date.
  const flags = u16le(sector, 40);
  const active = (flags & 0x80) === 0 ? 0 : flags & 0x0f;
  const first = volume.fatOffsets[active];
  return {
    ...volume,
    rootOffsetBytes: null,
    rootCluster: block.rootCluster,
    fatOffsets: (flags & 0x80) === 0 ? volume.fatOffsets : first === undefined ? [] : [first],
  };
}

function sizeWarnings(reader: SectorReader, layout: Layout): string[] {
  const volumeBytes = layout.totalSectors * layout.bytesPerSector;
  return volumeBytes <= reader.sizeBytes
    ? []
    : [
        `The volume has ${volumeBytes} bytes, but only ${reader.sizeBytes} are here: files behind the end cannot be read.`,
      ];
}

/**
 * A floppy whose boot sector cannot be read: the size tells what the usual formatter wrote, and FAT and root directory
 * must stand where that puts them.
 */
function ofSizeAlone(reader: SectorReader): FatVolume | null {
  for (const format of floppyFormats) {
    if (!format.fat || format.mediaId === null || format.sizeBytes !== reader.sizeBytes) continue;
    const layout: Layout = {
      ...format.fat,
      bytesPerSector: format.bytesPerSector,
      reservedSectors: 1,
      fatCount: 2,
      totalSectors: format.sizeBytes / format.bytesPerSector,
      mediaId: format.mediaId,
    };
    const volume = volumeOf(layout, 12, { type: 'FAT12', label: '' });
    const starts = volume.fatOffsets.map((offset) => fatIdOf(reader.readAt(offset, 3)));
    const root = reader.readAt(volume.rootOffsetBytes!, directoryEntryBytes);
    if (!starts.includes(format.mediaId) || (root && !beginsLikeRoot(root))) continue;
    return {
      ...volume,
      warnings: [
        ...volume.warnings,
        `The boot sector cannot be read; the layout of a usual ${format.name} disk is taken, which FAT and root directory confirm.`,
      ],
    };
  }
  return null;
}

/** @returns null when there is no FAT volume */
export function fatVolume(reader: SectorReader): FatVolume | null {
  const sector = reader.readAt(0, parameterBlockBytes);
  const parsed = sector ? parseParameterBlock(sector) : null;
  if (sector && parsed?.isSane) {
    const finding = findFat(reader);
    if (!finding) return null;
    const volume = ofParameterBlock(parsed.block, sector, finding);
    return { ...volume, warnings: [...volume.warnings, ...sizeWarnings(reader, parsed.block)] };
  }
  const old = findOldDosFat(reader);
  const start = reader.readAt(512, 16);
  const format = old && start ? oldDosFormats.get(fatIdOf(start) ?? -1) : undefined;
  if (old && format?.fat)
    return volumeOf(
      {
        ...format.fat,
        bytesPerSector: format.bytesPerSector,
        reservedSectors: 1,
        fatCount: 2,
        totalSectors: format.sizeBytes / format.bytesPerSector,
        mediaId: format.mediaId ?? 0,
      },
      12,
      old,
    );
  const human68k = sector && parseHuman68kBlock(sector, reader.sizeBytes);
  const finding = human68k ? findHuman68kFat(reader) : null;
  if (sector && human68k && finding)
    return volumeOf({ ...human68k, sectorsPerCluster: u8(sector, 0x14) }, 12, finding);
  return sector ? null : ofSizeAlone(reader);
}
