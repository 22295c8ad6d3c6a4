/** HFS Plus and HFSX, alone or in an HFS wrapper (Apple TN1150). */
import { hasBytes, u8, u16be, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, EntryKind, Filesystem } from '../filesystem.ts';
import { emptyFork, extentsOf, type Fork, type Fragment, readFork, readStructure } from '../fork.ts';
import { openBTree } from '../hfs/b-tree.ts';
import { shownName } from '../hfs/catalogue-names.ts';
import { fileFacts, finderInfoOf, flagNames } from '../hfs/finder-info.ts';
import { macintoshTime } from '../hfs/macintosh-time.ts';
import { resourceForkName } from '../hfs/open-hfs.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { kindOfMode, permissionsOfMode } from '../unix-mode.ts';
import { usableName } from '../usable-name.ts';
import { addHfsPlusExtents, firstExtents, forkBytes, readHfsPlusVolume } from './volume.ts';

const rootParent = 1;
const rootFolder = 2;
const extentsFile = 3;
const catalogueFile = 4;
const folderRecord = 1;
const fileRecord = 2;
const dataFork = 0;
const resourceFork = 0xff;
const folderRecordBytes = 88;
const fileRecordBytes = 248;
const catalogueKeys = { lengthBytes: 2, numberAt: 2 } as const;
const extentKeys = { lengthBytes: 2, numberAt: 4 } as const;

/** TN1150, Hard Links: the folder of the files that several names stand for; its name begins with four NULs. */
const fileLinksFolder = '\u0000\u0000\u0000\u0000HFS+ Private Data';
const folderLinksFolder = '.HFS+ Private Directory Data\r';
const ownerFlagCompressed = 0x20;
const longestTarget = 4096;

interface Item {
  readonly folder: number | null;
  readonly data: Fork;
  readonly resource: Fork;
}

interface Named {
  readonly name: string;
  readonly record: Uint8Array;
}

function nameOf(key: Uint8Array): string {
  if (key.length < 8) return '';
  const length = Math.min(u16be(key, 6), Math.floor((key.length - 8) / 2));
  return new TextDecoder('utf-16be').decode(key.subarray(8, 8 + length * 2));
}

function isFile(record: Uint8Array): boolean {
  return record.length >= fileRecordBytes && u16be(record, 0) === fileRecord;
}

function isFolder(record: Uint8Array): boolean {
  return record.length >= folderRecordBytes && u16be(record, 0) === folderRecord;
}

/** @returns null when there is no HFS Plus volume */
export function openHfsPlus(reader: SectorReader): Filesystem | null {
  const opening = listingWarnings();
  const found = readHfsPlusVolume(reader, opening);
  if (!found) return null;
  const volume = found;
  const places = directoryPlaces(rootFolder);
  const items = new WeakMap<Entry, Item>();
  let linked: ReadonlyMap<string, Uint8Array> | null = null;

  const overflow = openBTree(reader, firstExtents(volume, volume.header.subarray(192)).fork, extentKeys);
  const catalogueFork = forkOf(catalogueFile, dataFork, volume.header.subarray(272), opening);
  const catalogue = openBTree(reader, catalogueFork, catalogueKeys);
  if (!catalogue) opening.add('The catalogue of the volume cannot be read: its files cannot be listed.');

  function forkOf(file: number, kind: number, data: Uint8Array, warnings: ListingWarnings): Fork {
    const { fork, reachedBlock } = firstExtents(volume, data);
    if (reachedBlock * volume.blockBytes >= fork.sizeBytes || file === extentsFile) return fork;
    const fragments: Fragment[] = [...fork.fragments];
    const more = (overflow?.recordsOf(file, warnings.add) ?? [])
      .filter(({ key }) => key.length >= 12 && u8(key, 2) === kind)
      .sort((one, other) => u32be(one.key, 8) - u32be(other.key, 8));
    let reached = reachedBlock;
    for (const { key, data: extents } of more) {
      if (u32be(key, 8) !== reached) continue;
      reached = addHfsPlusExtents(volume, extents, reached, fork.sizeBytes, fragments);
    }
    return { sizeBytes: fork.sizeBytes, fragments };
  }

  function childrenOf(folder: number, warnings: ListingWarnings): readonly Named[] {
    return (catalogue?.recordsOf(folder, warnings.add) ?? [])
      .filter(({ data }) => data.length >= 2)
      .map(({ key, data }) => ({ name: nameOf(key), record: data }));
  }

  /** The records hard links stand for, by name: `iNode` and the number the link has where others have details. */
  function gatherLinked(warnings: ListingWarnings): ReadonlyMap<string, Uint8Array> {
    const folder = childrenOf(rootFolder, warnings).find(
      ({ name, record }) => name === fileLinksFolder && isFolder(record),
    );
    const inside = folder ? childrenOf(u32be(folder.record, 8), warnings) : [];
    return new Map(inside.flatMap(({ name, record }) => (isFile(record) ? [[name, record]] : [])));
  }

  function linkedFile(link: Uint8Array, warnings: ListingWarnings): Uint8Array | null {
    linked ??= gatherLinked(warnings);
    return linked.get(`iNode${u32be(link, 44)}`) ?? null;
  }

  function dates(record: Uint8Array): { modified: string | null; facts: Record<string, string> } {
    const created = macintoshTime(u32be(record, 12), 'utc');
    return { modified: macintoshTime(u32be(record, 16), 'utc'), facts: created ? { created } : {} };
  }

  /** A mode of 0 says that the file was never touched by a system with permissions. */
  function modeOf(record: Uint8Array): { kind: EntryKind | null; mode: number | null } {
    const mode = u16be(record, 42);
    return mode === 0
      ? { kind: null, mode: null }
      : { kind: kindOfMode(mode), mode: permissionsOfMode(mode) };
  }

  function folderEntry(name: string, number: number, record: Uint8Array | null): Entry {
    const { modified, facts } = record ? dates(record) : { modified: null, facts: {} };
    const finder = record ? flagNames(u16be(record, 56)) : '';
    const entry: Entry = {
      name,
      kind: 'directory',
      sizeBytes: 0,
      modified,
      extents: [],
      mode: record ? modeOf(record).mode : null,
      linkTarget: null,
      isDeleted: false,
      forks: [],
      facts: { ...facts, ...(finder ? { finder } : {}) },
    };
    items.set(entry, { folder: number, data: emptyFork, resource: emptyFork });
    return entry;
  }

  function symlinkTarget(data: Fork): string | null {
    const bytes = data.sizeBytes <= longestTarget ? readStructure(reader, data, 0, data.sizeBytes) : null;
    return bytes && new TextDecoder().decode(bytes);
  }

  function fileEntry(name: string, own: Uint8Array, warnings: ListingWarnings): Entry {
    const isFolderLink = hasBytes(own, 48, 'fdrpMACS');
    const isLink = hasBytes(own, 48, 'hlnkhfs+');
    const target = isLink ? linkedFile(own, warnings) : null;
    if (isLink && !target) warnings.add(`What the hard link "${name}" stands for cannot be found.`);
    const record = target ?? own;
    const number = u32be(record, 8);
    const data = forkOf(number, dataFork, record.subarray(88, 88 + forkBytes), warnings);
    const resource = forkOf(number, resourceFork, record.subarray(168, 168 + forkBytes), warnings);
    const { modified, facts } = dates(record);
    const { kind, mode } = modeOf(record);
    const isSymlink = kind === 'symlink';
    const linkTarget = isSymlink ? symlinkTarget(data) : null;
    if (isSymlink && linkTarget === null) warnings.add(`The target of the link "${name}" cannot be read.`);
    const isCompressed = (u8(record, 41) & ownerFlagCompressed) !== 0;
    if (isCompressed)
      warnings.add(
        `"${name}" is kept compressed by the Macintosh; its bytes are in an attribute or its resource fork.`,
      );
    const entry: Entry = {
      name,
      kind: isFolderLink ? 'other' : kind === null || kind === 'directory' ? 'file' : kind,
      sizeBytes: data.sizeBytes,
      modified,
      extents: extentsOf(data),
      mode,
      linkTarget,
      isDeleted: false,
      forks:
        resource.sizeBytes > 0
          ? [{ name: resourceForkName, sizeBytes: resource.sizeBytes, extents: extentsOf(resource) }]
          : [],
      finderInfo: finderInfoOf(record.subarray(48, 64), record.subarray(64, 80)),
      facts: {
        ...fileFacts(record.subarray(48, 58)),
        ...facts,
        ...(target ? { hardLink: `iNode${u32be(own, 44)}` } : {}),
        ...(isFolderLink ? { folderLink: `dir_${u32be(own, 44)}` } : {}),
        ...(isCompressed ? { compressed: 'yes' } : {}),
      },
    };
    items.set(entry, { folder: null, data, resource });
    return entry;
  }

  function list(directory: Entry): DirectoryListing {
    const folder = items.get(directory)?.folder ?? null;
    if (folder === null) return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const entries: Entry[] = [];
    for (const { name, record } of childrenOf(folder, warnings)) {
      const shown = usableName(shownName(name));
      // What hard links stand for is shown under the names of the links.
      if (folder === rootFolder && (name === fileLinksFolder || name === folderLinksFolder)) continue;
      if (isFolder(record)) {
        const number = u32be(record, 8);
        if (places.claim(number, folder, name)) entries.push(folderEntry(shown, number, record));
        else warnings.add(`The folder "${shown}" stands in another place too; it is shown there only.`);
      } else if (isFile(record)) entries.push(fileEntry(shown, record, warnings));
      else if (u16be(record, 0) === folderRecord || u16be(record, 0) === fileRecord)
        warnings.add(`The record of "${shown}" is cut short; it is left out.`);
    }
    return { entries, warnings: warnings.all() };
  }

  const rootName = childrenOf(rootParent, opening).find(({ record }) => isFolder(record));
  return {
    type: volume.isHfsx ? 'HFSX' : 'HFS Plus',
    label: rootName ? shownName(rootName.name) : '',
    root: folderEntry('', rootFolder, rootName?.record ?? null),
    warnings: opening.all(),
    list,
    read(entry, offsetBytes, into, fork) {
      const item = items.get(entry);
      const bytes = fork === undefined ? item?.data : fork === resourceForkName ? item?.resource : undefined;
      return readFork(reader, bytes ?? emptyFork, offsetBytes, into);
    },
  };
}
