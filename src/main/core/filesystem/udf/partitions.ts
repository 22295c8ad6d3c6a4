/** From logical blocks to bytes of the medium, through virtual, sparable and metadata partitions (UDF 2.2.8 to 2.2.13). */
import { u16le, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { addFragment, type Fork, type Fragment, readStructure } from '../fork.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import { isEntity, type LogicalAddress } from './descriptor-tag.ts';
import { type FileEntry, fileType, readFileEntry } from './file-entry.ts';
import type { PartitionExtent, PartitionMap, VolumeStructure } from './volume-structure.ts';

/** Where a stretch of blocks lies; what lies nowhere is left out. */
export type LocateBlocks = (address: LogicalAddress, lengthBytes: number) => readonly Fragment[];

const unusedEntry = 0xffff_ffff;
/** Packets that are spare or cannot be spared have no original location (UDF 2.2.12). */
const firstReservedLocation = 0xffff_fff0;
const largestTableBytes = 16 * 1024 * 1024;
/** The VAT is the last thing written; what a drive appends, and padding of images, stands behind it. */
const vatSearchSectors = 512;
const noFile = 0xffff_ffff;

type Locate = (block: number, lengthBytes: number) => readonly Fragment[];

const nowhere: Locate = () => [];

export function openPartitions(
  reader: SectorReader,
  structure: VolumeStructure,
  warnings: ListingWarnings,
): LocateBlocks {
  const { sectorBytes, blockBytes, maps, partitions } = structure;
  const locators: Locate[] = [];
  for (const [reference, map] of maps.entries()) {
    // A metadata or virtual partition is made of blocks of a physical one, which may stand behind it in the list.
    locators[reference] = (block, lengthBytes) => {
      const locate = open(map);
      locators[reference] = locate;
      return locate(block, lengthBytes);
    };
  }

  function extentOf(number: number): PartitionExtent | null {
    const extent = partitions.get(number) ?? null;
    if (!extent) warnings.add(`Partition ${number} of the volume is described nowhere.`);
    return extent;
  }

  function open(map: PartitionMap): Locate {
    const extent = extentOf(map.number);
    if (!extent) return nowhere;
    switch (map.kind) {
      case 'physical':
        return physical(extent);
      case 'sparable':
        return sparable(extent, map.packetBlocks, map.tableSectors);
      case 'virtual':
        return virtual(extent);
      case 'metadata':
        return metadata(map.number, map.fileBlock, map.mirrorBlock);
    }
  }

  function physical({ startSector, lengthSectors }: PartitionExtent): Locate {
    return (block, lengthBytes) => {
      const room = lengthSectors * sectorBytes - block * blockBytes;
      const offsetBytes = startSector * sectorBytes + block * blockBytes;
      const length = Math.min(lengthBytes, room, reader.sizeBytes - offsetBytes);
      return length > 0 ? [{ startBytes: 0, lengthBytes: length, offsetBytes }] : [];
    };
  }

  /** Joins what stretches of at most `unitBlocks` blocks, each with a place of its own, make together. */
  function byUnits(unitBlocks: number, place: (unit: number) => number | null): Locate {
    return (block, lengthBytes) => {
      const fragments: Fragment[] = [];
      for (let done = 0; done < lengthBytes; ) {
        const at = block + done / blockBytes;
        const within = at % unitBlocks;
        const length = Math.min((unitBlocks - within) * blockBytes, lengthBytes - done);
        const unitAt = place(Math.floor(at / unitBlocks));
        if (unitAt === null) break;
        const offsetBytes = unitAt + within * blockBytes;
        addFragment(fragments, { startBytes: done, lengthBytes: length, offsetBytes }, lengthBytes);
        done += length;
      }
      return fragments;
    };
  }

  function sparable(extent: PartitionExtent, packetBlocks: number, tableSectors: readonly number[]): Locate {
    const table = tableSectors.map(readSparingTable).find((each) => each !== null);
    if (!table) warnings.add('No sparing table can be read; packets that were moved cannot be found.');
    if (!table || table.size === 0 || packetBlocks === 0) return physical(extent);
    const packets = Math.ceil(extent.lengthSectors / packetBlocks);
    return byUnits(packetBlocks, (packet) => {
      if (packet >= packets) return null;
      const moved = table.get(packet * packetBlocks);
      return (moved ?? extent.startSector + packet * packetBlocks) * sectorBytes;
    });
  }

  function readSparingTable(sector: number): ReadonlyMap<number, number> | null {
    const head = reader.readAt(sector * sectorBytes, 56);
    if (!head || !isEntity(head, 16, '*UDF Sparing Table')) return null;
    const count = u16le(head, 48);
    const entries = reader.readAt(sector * sectorBytes + 56, count * 8);
    if (!entries) return null;
    const moved = new Map<number, number>();
    for (let index = 0; index < count; index++) {
      const original = u32le(entries, index * 8);
      if (original < firstReservedLocation) moved.set(original, u32le(entries, index * 8 + 4));
    }
    return moved;
  }

  function virtual(extent: PartitionExtent): Locate {
    const table = findVat(extent);
    if (!table) {
      warnings.add(
        'The virtual allocation table cannot be found: the disc was not closed, or its end is missing.',
      );
      return nowhere;
    }
    const count = Math.floor(table.length / 4);
    return byUnits(1, (block) => {
      const target = block < count ? u32le(table, block * 4) : unusedEntry;
      return target === unusedEntry ? null : extent.startSector * sectorBytes + target * blockBytes;
    });
  }

  function findVat(extent: PartitionExtent): Uint8Array | null {
    const last = Math.floor(reader.sizeBytes / sectorBytes) - 1;
    for (let sector = last; sector >= Math.max(extent.startSector, last - vatSearchSectors); sector--) {
      const head = reader.readAt(sector * sectorBytes, blockBytes);
      const entry = head && readFileEntry(head);
      if (!entry || (entry.fileType !== fileType.virtualTable && entry.fileType !== 0)) continue;
      const table = vatEntries(entry, forkOfPhysical(entry, extent, sector * sectorBytes));
      if (table) return table;
    }
    return null;
  }

  /** UDF 2.2.11; before 2.00 the identifier stands behind the entries (UDF 1.50, 2.2.10). */
  function vatEntries(entry: FileEntry, fork: Fork): Uint8Array | null {
    if (fork.sizeBytes > largestTableBytes || fork.sizeBytes > reader.sizeBytes) return null;
    const bytes = readStructure(reader, fork, 0, fork.sizeBytes);
    if (!bytes) return null;
    if (entry.fileType === fileType.virtualTable) {
      const headerBytes = bytes.length >= 152 ? u16le(bytes, 0) : 0;
      return headerBytes >= 152 && headerBytes <= bytes.length ? bytes.subarray(headerBytes) : null;
    }
    const end = bytes.length - 36;
    return end >= 0 && isEntity(bytes, end, '*UDF Virtual Alloc Tbl') ? bytes.subarray(0, end) : null;
  }

  /** Of files that are needed before partitions can be: their pieces are short, and in the physical partition. */
  function forkOfPhysical(entry: FileEntry, extent: PartitionExtent, entryAtBytes: number): Fork {
    return entry.forkOf({
      reader,
      blockBytes,
      locate: ({ block }, lengthBytes) => physical(extent)(block, lengthBytes),
      partition: 0,
      entryAtBytes,
      warnings,
    });
  }

  function metadata(number: number, fileBlock: number, mirrorBlock: number): Locate {
    const base = maps.findIndex(
      (map) => map.number === number && (map.kind === 'physical' || map.kind === 'sparable'),
    );
    const locateBase = base >= 0 ? locators[base]! : nowhere;
    for (const block of [fileBlock, mirrorBlock]) {
      const [place] = block === noFile ? [] : locateBase(block, blockBytes);
      const head = place ? reader.readAt(place.offsetBytes!, blockBytes) : null;
      const entry = head && readFileEntry(head);
      if (!place || !entry) continue;
      if (block === mirrorBlock) warnings.add('The metadata file is damaged; its mirror is used.');
      const locate: LocateBlocks = (address, lengthBytes) => locateBase(address.block, lengthBytes);
      const options = {
        reader,
        blockBytes,
        locate,
        partition: base,
        entryAtBytes: place.offsetBytes!,
        warnings,
      };
      return within(entry.forkOf(options));
    }
    warnings.add('The metadata file and its mirror cannot be read: most of the volume cannot be found.');
    return nowhere;
  }

  function within({ fragments, sizeBytes }: Fork): Locate {
    return (block, lengthBytes) => {
      const from = block * blockBytes;
      const found: Fragment[] = [];
      for (const { startBytes, lengthBytes: length, offsetBytes } of fragments) {
        const start = Math.max(from, startBytes);
        const end = Math.min(from + lengthBytes, startBytes + length, sizeBytes);
        if (offsetBytes === null || end <= start) continue;
        const piece = { startBytes: start - from, lengthBytes: end - start };
        addFragment(found, { ...piece, offsetBytes: offsetBytes + start - startBytes }, lengthBytes);
      }
      return found;
    };
  }

  return ({ partition, block }, lengthBytes) => locators[partition]?.(block, lengthBytes) ?? [];
}
