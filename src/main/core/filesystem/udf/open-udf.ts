/** UDF 1.02 to 2.60 (ECMA-167 part 4 and OSTA UDF): on discs, disks, images of them. */
import { u8, u16le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, EntryKind, Filesystem, OpenOptions } from '../filesystem.ts';
import { emptyFork, extentsOf, type Fork, hasHoles, readFork, readStructure } from '../fork.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { usableName } from '../usable-name.ts';
import {
  compressedUnicode,
  type LogicalAddress,
  type LongAllocation,
  longAllocation,
  shownName,
  tag,
  tagOf,
} from './descriptor-tag.ts';
import { type FileEntry, fileType, readFileEntry, strategyLinked } from './file-entry.ts';
import { openPartitions } from './partitions.ts';
import { findVolume } from './volume-structure.ts';

const deletedBit = 4;
const parentBit = 8;
const hiddenBit = 1;
const identifierHeadBytes = 38;
const largestDirectoryBytes = 64 * 1024 * 1024;
const longestTarget = 64 * 1024;
const mostFileSets = 16;
const mostStreams = 256;
const mostLinkedEntries = 4096;

interface Placed {
  readonly entry: FileEntry;
  readonly address: LogicalAddress;
  readonly offsetBytes: number;
}

interface Item {
  readonly directory: number | null;
  readonly data: Fork;
  readonly streams: ReadonlyMap<string, Fork>;
}

/** Of an entry made here; a WeakMap of a hundred thousand costs more than reading them. */
const itemOf = Symbol('item');

interface UdfEntry extends Entry {
  readonly [itemOf]?: Item;
}

interface Identifier {
  readonly name: string;
  readonly characteristics: number;
  readonly icb: LongAllocation;
}

const kindOfType: ReadonlyMap<number, EntryKind> = new Map([
  [fileType.directory, 'directory'],
  [fileType.file, 'file'],
  [fileType.realTime, 'file'],
  [0, 'file'],
  [fileType.symlink, 'symlink'],
]);

/** Pathname components of a symbolic link (ECMA-167 4/14.16). */
function pathOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  let isAbsolute = false;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = u8(bytes, at + 1);
    const kind = u8(bytes, at);
    if (kind === 1 || kind === 2) {
      isAbsolute = true;
      parts.length = 0;
    } else if (kind === 3) parts.push('..');
    else if (kind === 4) parts.push('.');
    else if (kind === 5) parts.push(shownName(compressedUnicode(bytes.subarray(at + 4, at + 4 + length))));
    at += 4 + length;
  }
  return (isAbsolute ? '/' : '') + parts.join('/');
}

function plainEntry(name: string, kind: EntryKind): Entry {
  return {
    name,
    kind,
    sizeBytes: 0,
    modified: null,
    extents: [],
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: {},
  };
}

const noStreams: ReadonlyMap<string, Fork> = new Map();

function factsOf(characteristics: number, links: number): Record<string, string> {
  const facts: Record<string, string> = {};
  if (characteristics & hiddenBit) facts.hidden = 'yes';
  if (links > 1) facts.links = String(links);
  return facts;
}

/** File entries mostly stand one behind the other: many come with one read, where all of it can be read. */
const aheadBytes = 64 * 1024;

function aheadReader(reader: SectorReader): (offsetBytes: number, lengthBytes: number) => Uint8Array | null {
  let startBytes = 0;
  let ahead: Uint8Array | null = null;
  return (offsetBytes, lengthBytes) => {
    if (ahead === null || offsetBytes < startBytes || offsetBytes + lengthBytes > startBytes + ahead.length) {
      startBytes = offsetBytes;
      ahead = reader.readAt(offsetBytes, Math.min(aheadBytes, reader.sizeBytes - offsetBytes));
    }
    if (ahead === null) return reader.readAt(offsetBytes, lengthBytes);
    return ahead.subarray(offsetBytes - startBytes, offsetBytes - startBytes + lengthBytes);
  };
}

/** @returns null when there is no UDF volume */
export function openUdf(
  reader: SectorReader,
  { sessionStartBytes = 0 }: OpenOptions = {},
): Filesystem | null {
  const opening = listingWarnings();
  const search = findVolume(reader, sessionStartBytes, opening);
  if (search.kind === 'none') return null;
  if (search.kind === 'lost')
    return {
      type: 'UDF',
      label: '',
      root: plainEntry('', 'directory'),
      warnings: ['A UDF volume is announced, but no anchor leads to it: its files cannot be listed.'],
      list: () => ({ entries: [], warnings: [] }),
      read: (_entry, _offsetBytes, into) => {
        into.fill(0);
        return [];
      },
    };
  const { structure } = search;
  const { blockBytes } = structure;
  const locate = openPartitions(reader, structure, opening);

  const readAhead = aheadReader(reader);

  function readBlock(address: LogicalAddress): { bytes: Uint8Array; offsetBytes: number } | null {
    const [place] = locate(address, blockBytes);
    if (!place || place.offsetBytes === null || place.startBytes !== 0) return null;
    const bytes = readAhead(place.offsetBytes, Math.min(blockBytes, place.lengthBytes));
    return bytes && { bytes, offsetBytes: place.offsetBytes };
  }

  /** Strategy 4 has one entry in its ICB; 4096 appends newer ones, and the last counts (ECMA-167 4/A.5, UDF 6.6). */
  function readEntry(icb: LongAllocation): Placed | null {
    let newest: Placed | null = null;
    let { address } = icb;
    for (let steps = 0; steps < mostLinkedEntries; steps++) {
      const block = readBlock(address);
      const kind = block && tagOf(block.bytes);
      if (!block || kind === null) break;
      if (kind === tag.indirectEntry) {
        if (block.bytes.length < 52) break;
        address = longAllocation(block.bytes, 36).address;
        continue;
      }
      const entry = readFileEntry(block.bytes);
      if (!entry) break;
      newest = { entry, address, offsetBytes: block.offsetBytes };
      if (entry.strategy !== strategyLinked) break;
      address = { ...address, block: address.block + 1 };
    }
    return newest;
  }

  function forkOf({ entry, address, offsetBytes }: Placed, warnings: ListingWarnings): Fork {
    return entry.forkOf({
      reader,
      blockBytes,
      locate,
      partition: address.partition,
      entryAtBytes: offsetBytes,
      warnings,
    });
  }

  function identifiersOf(fork: Fork, warnings: ListingWarnings): readonly Identifier[] {
    const sizeBytes = Math.min(fork.sizeBytes, reader.sizeBytes, largestDirectoryBytes);
    if (sizeBytes < fork.sizeBytes)
      warnings.add('A directory is larger than any can be; the rest is left out.');
    const bytes = new Uint8Array(sizeBytes);
    if (readFork(reader, fork, 0, bytes).length > 0)
      warnings.add('Parts of the directory cannot be read; names that stood there are missing.');
    const found: Identifier[] = [];
    for (let at = 0; at + identifierHeadBytes <= bytes.length; ) {
      const head = bytes.subarray(at, at + identifierHeadBytes);
      if (tagOf(head) !== tag.fileIdentifier) {
        // Identifiers stand at multiples of four: behind a damaged one the next is looked for.
        at += 4;
        continue;
      }
      const nameBytes = u8(head, 19);
      const nameAt = at + identifierHeadBytes + u16le(head, 36);
      if (nameAt + nameBytes > bytes.length) {
        warnings.add('The last name of the directory is cut short; it is left out.');
        break;
      }
      const name = usableName(compressedUnicode(bytes.subarray(nameAt, nameAt + nameBytes)));
      found.push({ name, characteristics: u8(head, 18), icb: longAllocation(head, 20) });
      at = (nameAt + nameBytes + 3) & ~3;
    }
    return found;
  }

  function streamsOf({ entry }: Placed, warnings: ListingWarnings): ReadonlyMap<string, Fork> {
    if (entry.streams === null) return noStreams;
    const streams = new Map<string, Fork>();
    const directory = readEntry(entry.streams);
    if (!directory) warnings.add('The named streams of a file cannot be read.');
    if (directory?.entry.fileType !== fileType.streamDirectory) return streams;
    for (const { name, characteristics, icb } of identifiersOf(forkOf(directory, warnings), warnings)) {
      if (characteristics & (parentBit | deletedBit) || streams.size >= mostStreams) continue;
      const stream = readEntry(icb);
      if (stream) streams.set(name, forkOf(stream, warnings));
    }
    return streams;
  }

  function targetOf(data: Fork): string | null {
    const bytes = data.sizeBytes <= longestTarget ? readStructure(reader, data, 0, data.sizeBytes) : null;
    return bytes && pathOf(bytes);
  }

  function entryOf(name: string, characteristics: number, placed: Placed, warnings: ListingWarnings): Entry {
    const { entry, offsetBytes } = placed;
    const data = forkOf(placed, warnings);
    const streams = streamsOf(placed, warnings);
    const kind = kindOfType.get(entry.fileType) ?? 'other';
    const isDirectory = kind === 'directory';
    const made: UdfEntry = {
      name,
      kind,
      sizeBytes: isDirectory ? 0 : entry.sizeBytes,
      modified: entry.modified,
      extents: extentsOf(data),
      storage: hasHoles(data) ? 'sparse' : 'plain',
      mode: entry.mode,
      linkTarget: kind === 'symlink' ? targetOf(data) : null,
      isDeleted: (characteristics & deletedBit) !== 0,
      forks:
        streams === noStreams
          ? []
          : Array.from(streams, ([stream, fork]) => ({
              name: stream,
              sizeBytes: fork.sizeBytes,
              extents: extentsOf(fork),
            })),
      facts: factsOf(characteristics, isDirectory ? 1 : entry.links),
      [itemOf]: { directory: isDirectory ? offsetBytes : null, data, streams },
    };
    return made;
  }

  const rootPlaced = findRoot();
  if (!rootPlaced)
    opening.add('The root directory cannot be read: the files of the volume cannot be listed.');
  const root = rootEntry();
  const places = directoryPlaces(rootPlaced?.offsetBytes ?? -1);

  /** Of several file sets the newest counts; on media written once they stand one behind the other (ECMA-167 4/8.3.1). */
  function findRoot(): Placed | null {
    let newest: Placed | null = null;
    let { address } = structure.fileSet;
    for (let sets = 0; sets < mostFileSets; sets++) {
      const block = readBlock(address);
      if (!block || block.bytes.length < 480 || tagOf(block.bytes) !== tag.fileSet) break;
      const placed = readEntry(longAllocation(block.bytes, 400));
      if (placed?.entry.fileType === fileType.directory) newest = placed;
      const next = longAllocation(block.bytes, 448);
      if (next.lengthBytes > 0) address = next.address;
      else if ((sets + 1) * blockBytes < structure.fileSet.lengthBytes)
        address = { ...address, block: address.block + 1 };
      else break;
    }
    return newest;
  }

  function rootEntry(): Entry {
    const made = rootPlaced ? entryOf('', 0, rootPlaced, opening) : plainEntry('', 'directory');
    return { ...made, facts: { ...made.facts, revision: structure.revision } };
  }

  function list(directory: Entry): DirectoryListing {
    const item = (directory as UdfEntry)[itemOf];
    const warnings = listingWarnings();
    const place = item?.directory ?? null;
    if (!item || place === null) return { entries: [], warnings: [] };
    const entries: Entry[] = [];
    for (const { name, characteristics, icb } of identifiersOf(item.data, warnings)) {
      if (characteristics & parentBit) continue;
      const placed = readEntry(icb);
      const isDeleted = (characteristics & deletedBit) !== 0;
      if (!placed) {
        if (!isDeleted) warnings.add(`What "${name}" stands for cannot be read; it is left out.`);
        continue;
      }
      const isDirectory = placed.entry.fileType === fileType.directory;
      if (isDirectory && !places.claim(placed.offsetBytes, place, name)) {
        if (!isDeleted)
          warnings.add(`The directory "${name}" stands in another place too; it is shown there only.`);
        continue;
      }
      entries.push(entryOf(name, characteristics, placed, warnings));
    }
    return { entries, warnings: warnings.all() };
  }

  return {
    type: 'UDF',
    label: structure.label,
    root,
    warnings: opening.all(),
    list,
    read(entry, offsetBytes, into, fork) {
      const item = (entry as UdfEntry)[itemOf];
      const bytes = fork === undefined ? item?.data : item?.streams.get(fork);
      return readFork(reader, bytes ?? emptyFork, offsetBytes, into);
    },
  };
}
