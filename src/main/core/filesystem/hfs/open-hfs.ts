/** HFS, the Macintosh's filesystem from 1985 on (Inside Macintosh: Files, chapter 2). */
import { hasBytes, u8, u16be, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, Filesystem } from '../filesystem.ts';
import { addFragment, emptyFork, extentsOf, type Fork, type Fragment, readFork } from '../fork.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { usableName } from '../usable-name.ts';
import { type BTree, openBTree } from './b-tree.ts';
import { macRomanName } from './catalogue-names.ts';
import { fileFacts, finderInfoOf } from './finder-info.ts';
import { macintoshTime } from './macintosh-time.ts';

const blockAt = 1024;
const blockBytes = 162;
/** The second last sector of the volume holds the copy of the master directory block. */
const copyFromEndBytes = 1024;
const rootDirectory = 2;
const extentsFile = 3;
const catalogueFile = 4;
const directoryRecord = 1;
const fileRecord = 2;
const dataFork = 0;
const resourceFork = 0xff;
const directoryRecordBytes = 70;
const fileRecordBytes = 102;
const extentsPerRecord = 3;
const catalogueKeys = { lengthBytes: 1, numberAt: 2 } as const;
const extentKeys = { lengthBytes: 1, numberAt: 2 } as const;

export const resourceForkName = 'resource';

interface Volume {
  readonly block: Uint8Array;
  readonly firstBlockBytes: number;
  readonly allocationBytes: number;
  readonly allocationBlocks: number;
}

interface Item {
  readonly number: number;
  readonly isDirectory: boolean;
  readonly data: Fork;
  readonly resource: Fork;
}

function isMasterBlock(block: Uint8Array | null): block is Uint8Array {
  if (!block || !hasBytes(block, 0, 'BD')) return false;
  const allocationBytes = u32be(block, 20);
  const nameLength = u8(block, 36);
  return nameLength >= 1 && nameLength <= 27 && allocationBytes > 0 && allocationBytes % 512 === 0;
}

function readVolume(reader: SectorReader, warnings: ListingWarnings): Volume | null {
  const first = reader.readAt(blockAt, blockBytes);
  if (first && !isMasterBlock(first)) return null;
  const block = first ?? reader.readAt(reader.sizeBytes - copyFromEndBytes, blockBytes);
  if (!isMasterBlock(block)) return null;
  if (!first)
    warnings.add('The master directory block cannot be read; its copy at the end of the volume is used.');
  // A wrapper: its own catalogue has nothing but a note to owners of old systems.
  if (hasBytes(block, 124, 'H+')) return null;
  return {
    block,
    firstBlockBytes: u16be(block, 28) * 512,
    allocationBytes: u32be(block, 20),
    allocationBlocks: u16be(block, 18),
  };
}

/** @returns the block of the fork that comes next */
function addExtents(
  volume: Volume,
  record: Uint8Array,
  startBlock: number,
  sizeBytes: number,
  fragments: Fragment[],
): number {
  let reached = startBlock;
  for (let index = 0; index < extentsPerRecord; index++) {
    const start = u16be(record, index * 4);
    const count = u16be(record, index * 4 + 2);
    if (count === 0) break;
    // Beyond the volume nothing can be the file's; what is missing of it counts as unread.
    const inVolume = Math.min(count, volume.allocationBlocks - start);
    const fragment = {
      startBytes: reached * volume.allocationBytes,
      lengthBytes: inVolume * volume.allocationBytes,
      offsetBytes: volume.firstBlockBytes + start * volume.allocationBytes,
    };
    if (inVolume > 0) addFragment(fragments, fragment, sizeBytes);
    reached += count;
  }
  return reached;
}

function nameOf(key: Uint8Array): string {
  const length = Math.min(u8(key, 6), 31, key.length - 7);
  return macRomanName(key.subarray(7, 7 + length));
}

/** @returns null when there is no HFS volume, or only the wrapper of an HFS Plus one */
export function openHfs(reader: SectorReader): Filesystem | null {
  const opening = listingWarnings();
  const found = readVolume(reader, opening);
  if (!found) return null;
  const volume = found;
  const places = directoryPlaces(rootDirectory);
  const items = new WeakMap<Entry, Item>();

  function firstFork(sizeAt: number, extentsAt: number): Fork {
    const fragments: Fragment[] = [];
    const sizeBytes = u32be(volume.block, sizeAt);
    addExtents(volume, volume.block.subarray(extentsAt), 0, sizeBytes, fragments);
    return { sizeBytes, fragments };
  }

  const overflow = openBTree(reader, firstFork(130, 134), extentKeys);
  const ownCatalogue = { sizeBytes: u32be(volume.block, 146), record: volume.block.subarray(150, 162) };
  const catalogueFork = forkOf(catalogueFile, dataFork, ownCatalogue.sizeBytes, ownCatalogue.record, opening);
  const catalogue: BTree | null = openBTree(reader, catalogueFork, catalogueKeys);
  if (!catalogue) opening.add('The catalogue of the volume cannot be read: its files cannot be listed.');

  function forkOf(
    file: number,
    kind: number,
    sizeBytes: number,
    record: Uint8Array,
    warnings: ListingWarnings,
  ): Fork {
    if (sizeBytes === 0) return emptyFork;
    const fragments: Fragment[] = [];
    let reached = addExtents(volume, record, 0, sizeBytes, fragments);
    if (reached * volume.allocationBytes < sizeBytes && file !== extentsFile) {
      const more = (overflow?.recordsOf(file, warnings.add) ?? [])
        .filter(({ key, data }) => key.length >= 8 && u8(key, 1) === kind && data.length >= 12)
        .sort((one, other) => u16be(one.key, 6) - u16be(other.key, 6));
      for (const { key, data } of more) {
        if (u16be(key, 6) !== reached) continue;
        reached = addExtents(volume, data, reached, sizeBytes, fragments);
      }
    }
    return { sizeBytes, fragments };
  }

  function directoryEntry(name: string, number: number, modified: number, created: number): Entry {
    const createdAt = macintoshTime(created, 'local');
    const entry: Entry = {
      name,
      kind: 'directory',
      sizeBytes: 0,
      modified: macintoshTime(modified, 'local'),
      extents: [],
      mode: null,
      linkTarget: null,
      isDeleted: false,
      forks: [],
      facts: createdAt ? { created: createdAt } : {},
    };
    items.set(entry, { number, isDirectory: true, data: emptyFork, resource: emptyFork });
    return entry;
  }

  function fileEntry(name: string, record: Uint8Array, warnings: ListingWarnings): Entry {
    const number = u32be(record, 20);
    const data = forkOf(number, dataFork, u32be(record, 26), record.subarray(74, 86), warnings);
    const resource = forkOf(number, resourceFork, u32be(record, 36), record.subarray(86, 98), warnings);
    const createdAt = macintoshTime(u32be(record, 44), 'local');
    const entry: Entry = {
      name,
      kind: 'file',
      sizeBytes: data.sizeBytes,
      modified: macintoshTime(u32be(record, 48), 'local'),
      extents: extentsOf(data),
      mode: null,
      linkTarget: null,
      isDeleted: false,
      forks:
        resource.sizeBytes > 0
          ? [{ name: resourceForkName, sizeBytes: resource.sizeBytes, extents: extentsOf(resource) }]
          : [],
      finderInfo: finderInfoOf(record.subarray(4, 20), record.subarray(56, 72)),
      facts: {
        ...fileFacts(record.subarray(4, 14)),
        ...(createdAt ? { created: createdAt } : {}),
        ...(u8(record, 2) & 1 ? { locked: 'yes' } : {}),
      },
    };
    items.set(entry, { number, isDirectory: false, data, resource });
    return entry;
  }

  function list(directory: Entry): DirectoryListing {
    const item = items.get(directory);
    if (!item?.isDirectory || !catalogue) return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const entries: Entry[] = [];
    for (const { key, data } of catalogue.recordsOf(item.number, warnings.add)) {
      const name = usableName(nameOf(key));
      const kind = data[0];
      if (kind === directoryRecord && data.length >= directoryRecordBytes) {
        const number = u32be(data, 6);
        if (places.claim(number, item.number, name))
          entries.push(directoryEntry(name, number, u32be(data, 14), u32be(data, 10)));
        else warnings.add(`The folder "${name}" stands in another place too; it is shown there only.`);
      } else if (kind === fileRecord && data.length >= fileRecordBytes)
        entries.push(fileEntry(name, data, warnings));
      else if (kind === directoryRecord || kind === fileRecord)
        warnings.add(`The record of "${name}" is cut short; it is left out.`);
    }
    return { entries, warnings: warnings.all() };
  }

  const nameLength = u8(volume.block, 36);
  const label = macRomanName(volume.block.subarray(37, 37 + nameLength));
  const root = directoryEntry('', rootDirectory, u32be(volume.block, 6), u32be(volume.block, 2));
  return {
    type: 'HFS',
    label,
    root,
    warnings: opening.all(),
    list,
    read(entry, offsetBytes, into, fork) {
      const item = items.get(entry);
      const bytes = fork === undefined ? item?.data : fork === resourceForkName ? item?.resource : undefined;
      return readFork(reader, bytes ?? emptyFork, offsetBytes, into);
    },
  };
}
