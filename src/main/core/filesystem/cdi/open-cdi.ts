/**
 * The file structure of CD-i discs (Green Book III): laid out as ISO 9660, but with numbers in one byte order, no record
 * of the root directory, and attributes of CD-RTOS behind each name. Real-time files are given as the raw sectors they are.
 */
import { hasBytes, u8, u16be, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { sectorBytes as rawBytes, submodeAt, submodeForm2 } from '../../optical/sector-layout.ts';
import { latinLabel } from '../../volume-label.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, Extent, Filesystem, OpenFilesystem } from '../filesystem.ts';
import { shortTime } from '../iso9660/recording-time.ts';
import { rawSizeOf, readRawSectors } from '../iso9660/xa-form.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { readExtents } from '../read-extents.ts';
import { usableName } from '../usable-name.ts';

const sectorBytes = 2048;
const labelSector = 16;
const fixedBytes = 33;
const systemAreaBytes = 10;
const largestDirectoryBytes = 16 * 1024 * 1024;
const attribute = { directory: 0x8000, audio: 0x4000 } as const;
const hiddenFlag = 0x01;
const submodeRealTime = 0x40;
const mode2 = 2;

interface CdiRecord {
  readonly block: number;
  readonly sizeBytes: number;
  readonly recorded: string | null;
  readonly flags: number;
  readonly isInterleaved: boolean;
  readonly attributes: number;
  readonly name: Uint8Array;
}

/** @returns what is wrong with it, in words, where it is no record */
function parseCdiRecord(sector: Uint8Array, at: number): CdiRecord | string {
  const length = u8(sector, at);
  if (length < fixedBytes + 1 || at + length > sector.length) return `a record of ${length} bytes`;
  const nameLength = u8(sector, at + 32);
  const systemAt = fixedBytes + nameLength + ((fixedBytes + nameLength) % 2);
  if (nameLength === 0 || systemAt + systemAreaBytes > length)
    return `a name of ${nameLength} bytes in a record of ${length}`;
  return {
    block: u32be(sector, at + 6) + u8(sector, at + 1),
    sizeBytes: u32be(sector, at + 14),
    recorded: shortTime(sector, at + 18, false),
    flags: u8(sector, at + 25),
    isInterleaved: u8(sector, at + 26) !== 0 || u8(sector, at + 27) !== 0,
    attributes: u16be(sector, at + systemAt + 4),
    name: sector.subarray(at + fixedBytes, at + fixedBytes + nameLength),
  };
}

function isSelfOrParent({ name }: CdiRecord): boolean {
  return name.length === 1 && name[0]! <= 1;
}

function directoryEntry(name: string, extent: Extent, recorded: string | null): Entry {
  return {
    name,
    kind: 'directory',
    sizeBytes: 0,
    modified: recorded,
    extents: [extent],
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: {},
  };
}

/** What a file is when not plain data, in words: as its record says, or as its first sector does. */
function formOf(reader: SectorReader, record: CdiRecord, lba: number): string | null {
  if ((record.attributes & attribute.audio) !== 0) return 'audio';
  if (record.isInterleaved) return 'interleaved';
  const sector = reader.rawSectorAt?.(lba);
  if (!sector || sector.length < rawBytes || sector[15] !== mode2) return null;
  const submode = sector[submodeAt]!;
  if ((submode & submodeForm2) !== 0) return 'Form 2';
  return (submode & submodeRealTime) !== 0 ? 'real-time' : null;
}

/** @returns null when there is no disc label of CD-i */
export const openCdi: OpenFilesystem = (reader, { sessionStartBytes = 0 } = {}) => {
  const label = reader.readAt(sessionStartBytes + labelSector * sectorBytes, 512);
  if (label?.[0] !== 1 || !hasBytes(label, 1, 'CD-I ')) return null;
  const announced = u16be(label, 130);
  const blockBytes = [512, 1024, 2048].includes(announced) ? announced : sectorBytes;
  const opening = listingWarnings();
  const offsetOf = (block: number) => block * blockBytes;
  const tableBlock = u32be(label, 148);
  const root = rootOfTable(reader, offsetOf(tableBlock), offsetOf, opening);
  const places = directoryPlaces(root?.block ?? -1);
  const blockOf = new WeakMap<Entry, number>();
  const raw = new WeakSet<Entry>();
  const rootEntry = directoryEntry('', root?.extent ?? { offsetBytes: 0, lengthBytes: 0 }, null);
  if (root) blockOf.set(rootEntry, root.block);

  function fileEntry(name: string, record: CdiRecord, extent: Extent): Entry {
    const form = formOf(reader, record, Math.floor(extent.offsetBytes / sectorBytes));
    const isRaw = form !== null && reader.rawSectorAt !== undefined;
    const entry: Entry = {
      ...directoryEntry(name, extent, record.recorded),
      kind: 'file',
      sizeBytes: isRaw ? rawSizeOf([extent]) : record.sizeBytes,
      extents: record.sizeBytes > 0 ? [extent] : [],
      ...(isRaw ? { storage: 'packed' as const } : {}),
      facts: {
        ...(form ? { sectors: isRaw ? `${form}, shown raw` : form } : {}),
        ...((record.flags & hiddenFlag) !== 0 ? { attributes: 'hidden' } : {}),
      },
    };
    if (isRaw) raw.add(entry);
    return entry;
  }

  function list(directory: Entry): DirectoryListing {
    const block = blockOf.get(directory);
    const [extent] = directory.extents;
    if (block === undefined || !extent) return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const entries: Entry[] = [];
    for (const record of recordsOf(reader, extent, warnings)) {
      if (isSelfOrParent(record)) continue;
      const name = usableName(new TextDecoder('latin1').decode(record.name));
      const place = { offsetBytes: offsetOf(record.block), lengthBytes: record.sizeBytes };
      if ((record.attributes & attribute.directory) === 0) {
        entries.push(fileEntry(name, record, place));
        continue;
      }
      const child = directoryEntry(name, place, record.recorded);
      if (places.claim(record.block, block, name)) blockOf.set(child, record.block);
      else warnings.add(`The directory ${name} stands elsewhere already and is shown there only.`);
      entries.push(child);
    }
    return { entries, warnings: warnings.all() };
  }

  return {
    type: 'CD-i',
    label: latinLabel(label.subarray(40, 72)),
    root: rootEntry,
    get warnings() {
      return opening.all();
    },
    list,
    read: (entry, offsetBytes, into) =>
      raw.has(entry) && reader.rawSectorAt
        ? readRawSectors(reader.rawSectorAt, entry.extents, offsetBytes, into)
        : readExtents(reader, entry.extents, offsetBytes, into),
  } satisfies Filesystem;
};

/** The first record of the path table is the root directory; how long that is its own first record says. */
function rootOfTable(
  reader: SectorReader,
  tableAtBytes: number,
  offsetOf: (block: number) => number,
  warnings: ListingWarnings,
): { readonly block: number; readonly extent: Extent } | null {
  const record = reader.readAt(tableAtBytes, 8);
  const block = record && u32be(record, 2) + u8(record, 1);
  const first = block === null ? null : reader.readAt(offsetOf(block), sectorBytes);
  const self = first && parseCdiRecord(first, 0);
  if (block === null || !self || typeof self === 'string' || !isSelfOrParent(self)) {
    warnings.add('The path table does not lead to a root directory: no files can be listed.');
    return null;
  }
  return { block, extent: { offsetBytes: offsetOf(block), lengthBytes: self.sizeBytes } };
}

/** No record crosses the end of a sector, so a bad one hides no more than the rest of its sector. */
function* recordsOf(reader: SectorReader, extent: Extent, warnings: ListingWarnings): Generator<CdiRecord> {
  const lengthBytes = Math.min(
    extent.lengthBytes,
    largestDirectoryBytes,
    reader.sizeBytes - extent.offsetBytes,
  );
  if (lengthBytes < extent.lengthBytes)
    warnings.add('The directory goes on behind the end of the image: names are missing.');
  for (let done = 0; done < lengthBytes; done += sectorBytes) {
    const sector = reader.readAt(extent.offsetBytes + done, Math.min(sectorBytes, lengthBytes - done));
    if (!sector) {
      warnings.add('A sector of the directory cannot be read: names are missing.');
      continue;
    }
    for (let at = 0; at < sector.length && sector[at] !== 0; at += u8(sector, at)) {
      const record = parseCdiRecord(sector, at);
      if (typeof record === 'string') {
        warnings.add(`The directory holds ${record}: the names behind it in this sector are missing.`);
        break;
      }
      yield record;
    }
  }
}
