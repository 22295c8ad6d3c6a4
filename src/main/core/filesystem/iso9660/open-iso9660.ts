/** The trees of an ISO 9660 disc: Rock Ridge, Joliet, the plain one, and High Sierra. Each can be opened alone. */
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type {
  DirectoryListing,
  Entry,
  Extent,
  Filesystem,
  OpenFilesystem,
  OpenOptions,
} from '../filesystem.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { readExtents } from '../read-extents.ts';
import { kindOfMode, permissionsOfMode } from '../unix-mode.ts';
import { usableName } from '../usable-name.ts';
import { type DirectoryRecord, flag, readRecords } from './directory-record.ts';
import { readBootImages } from './el-torito.ts';
import { type IsoVolumes, isoVolumes, rootRecordOf, selfRecord } from './iso-volume.ts';
import { decodeJolietName, decodeName, withoutVersion } from './names.ts';
import { readPathTable } from './path-table.ts';
import { type RockRidge, readRockRidge } from './rock-ridge.ts';
import { type SystemUsePlace, skippedBytes } from './system-use.ts';
import type { Volume } from './volume-descriptors.ts';
import { rawSizeOf, readRawSectors, xaForm } from './xa-form.ts';
import { readZisofs } from './zisofs.ts';

type Tree = 'Rock Ridge' | 'Joliet' | 'ISO 9660' | 'High Sierra';

/** Where boot images are shown; the brackets keep it apart from names of the disc. */
const bootFolder = '[BOOT]';
/** What mkisofs and xorriso call the directory for directories that were too deep. */
const movedNames = ['rr_moved', '.rr_moved'];
const noForks: Entry['forks'] = [];
const noFacts: Entry['facts'] = {};
const noExtents: readonly Extent[] = [];

interface Opening {
  readonly reader: SectorReader;
  readonly volumes: IsoVolumes;
  readonly volume: Volume;
  readonly tree: Tree;
  /** Null unless the tree is Rock Ridge. */
  readonly systemUse: SystemUsePlace | null;
  readonly options: OpenOptions;
}

function virtual(
  name: string,
  kind: 'file' | 'directory',
  extents: readonly Extent[],
  facts: Entry['facts'],
): Entry {
  return {
    name,
    kind,
    sizeBytes: extents.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0),
    modified: null,
    extents,
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: noForks,
    facts,
  };
}

function bootEntries({ reader, volumes }: Opening): readonly Entry[] {
  const { bootCatalogueBlock } = volumes.set;
  if (bootCatalogueBlock === null) return [];
  return readBootImages(reader, volumes.baseBytes, bootCatalogueBlock).map(
    ({ name, extent, platform, emulation, isBootable }) =>
      virtual(name, 'file', extent.lengthBytes > 0 ? [extent] : noExtents, {
        bootImage: `${platform}, ${emulation}${isBootable ? '' : ', not bootable'}`,
      }),
  );
}

/** What is needed to unpack a file, kept beside its entry. */
interface Packed {
  readonly blockBytes: number;
  readonly packedBytes: number;
}

function filesystemOf(opening: Opening): Filesystem | null {
  const { reader, volumes, volume, tree, systemUse, options } = opening;
  const { baseBytes } = volumes;
  const { blockBytes } = volume;
  const isHighSierra = tree === 'High Sierra';
  const rootRecord = rootRecordOf(volume);
  if (!rootRecord) return null;
  const places = directoryPlaces(rootRecord.locationBlock);
  const blockOf = new WeakMap<Entry, number>();
  const packed = new WeakMap<Entry, Packed>();
  const raw = new WeakSet<Entry>();
  const listed = new Set<number>([rootRecord.locationBlock]);
  const volumeWarnings = listingWarnings();
  for (const warning of volumes.warnings) volumeWarnings.add(warning);

  const offsetOf = (block: number) => baseBytes + block * blockBytes;

  function extentOf(record: DirectoryRecord): Extent {
    return {
      offsetBytes: offsetOf(record.locationBlock + record.attributeBlocks),
      lengthBytes: record.sizeBytes,
    };
  }

  function plainName({ name }: DirectoryRecord): string {
    return withoutVersion(tree === 'Joliet' ? decodeJolietName(name) : decodeName(name));
  }

  function directoryOf(name: string, record: DirectoryRecord, ridge: RockRidge | null): Entry {
    const entry: Entry = {
      name,
      kind: 'directory',
      sizeBytes: 0,
      modified: ridge?.modified ?? record.recorded,
      extents: [extentOf(record)],
      mode: ridge?.mode == null ? null : permissionsOfMode(ridge.mode),
      linkTarget: null,
      isDeleted: false,
      forks: noForks,
      facts: noFacts,
    };
    return entry;
  }

  function claimDirectory(entry: Entry, block: number, parent: number, warnings: ListingWarnings): void {
    if (!places.claim(block, parent, entry.name)) {
      warnings.add(`The directory ${entry.name} stands elsewhere already and is shown there only.`);
      return;
    }
    listed.add(block);
    blockOf.set(entry, block);
  }

  /** A directory too deep for ISO 9660 stands elsewhere, a file of no bytes in its place (P1282 4.1.5.1). */
  function relocated(name: string, block: number, ridge: RockRidge, warnings: ListingWarnings): Entry | null {
    const self = selfRecord(reader, offsetOf(block), false);
    if (self) return directoryOf(name, { ...self, locationBlock: block, attributeBlocks: 0 }, ridge);
    warnings.add(`The directory ${name} stands in block ${block}, which holds none or cannot be read.`);
    return null;
  }

  // Nearly all files of a disc have one owner.
  let lastOwner = { userId: -1, groupId: -1, facts: noFacts };
  function ownerFacts(ridge: RockRidge | null): Entry['facts'] {
    const { userId = null, groupId = 0 } = ridge ?? {};
    if (userId === null || groupId === null) return noFacts;
    if (userId !== lastOwner.userId || groupId !== lastOwner.groupId)
      lastOwner = { userId, groupId, facts: { owner: `${userId}:${groupId}` } };
    return lastOwner.facts;
  }

  function factsOf(record: DirectoryRecord, ridge: RockRidge | null): Entry['facts'] {
    if ((record.flags & flag.hidden) === 0 && !ridge?.zisofs) return ownerFacts(ridge);
    return {
      ...((record.flags & flag.hidden) === 0 ? {} : { attributes: 'hidden' }),
      ...ownerFacts(ridge),
      ...(ridge?.zisofs ? { packed: options.inflate ? 'zisofs, unpacked on reading' : 'zisofs' } : {}),
    };
  }

  function fileOf(
    name: string,
    record: DirectoryRecord,
    ridge: RockRidge | null,
    extents: readonly Extent[],
    forks: Entry['forks'],
  ): Entry {
    const storedBytes = extents.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
    const isUnpacked = ridge?.zisofs != null && options.inflate !== undefined;
    const kind = ridge?.mode == null ? 'file' : (kindOfMode(ridge.mode) ?? 'file');
    const isLink = ridge?.linkTarget != null;
    const form = reader.rawSectorAt && extents.length > 0 ? xaForm(record.systemUse) : null;
    if (form) {
      const entry: Entry = {
        ...virtual(name, 'file', extents, {
          sectors: `${form}, shown raw`,
          recordedSizeBytes: `${storedBytes}`,
        }),
        sizeBytes: rawSizeOf(extents),
        modified: record.recorded,
        storage: 'packed',
      };
      raw.add(entry);
      return entry;
    }
    const entry: Entry = {
      name,
      kind: isLink ? 'symlink' : kind === 'directory' ? 'file' : kind,
      sizeBytes: isLink ? 0 : isUnpacked ? ridge.zisofs!.sizeBytes : storedBytes,
      modified: ridge?.modified ?? record.recorded,
      extents: isLink ? noExtents : extents,
      ...(isUnpacked ? { storage: 'packed' as const } : {}),
      mode: ridge?.mode == null ? null : permissionsOfMode(ridge.mode),
      linkTarget: ridge?.linkTarget ?? null,
      isDeleted: false,
      forks,
      facts: factsOf(record, ridge),
    };
    if (isUnpacked) packed.set(entry, { blockBytes: ridge.zisofs!.blockBytes, packedBytes: storedBytes });
    return entry;
  }

  /** The place deep directories were moved to is no directory anybody made. */
  function holdsOnlyMoved(record: DirectoryRecord): boolean {
    if (!systemUse) return false;
    for (const each of readRecords(reader, extentOf(record), isHighSierra, listingWarnings()))
      if (!readRockRidge(systemUse, each.systemUse, () => {}).isRelocated) return false;
    return true;
  }

  function entriesOf(directory: Entry, block: number, warnings: ListingWarnings): Entry[] {
    const entries: Entry[] = [];
    const [extent] = directory.extents;
    if (!extent) return entries;
    let sections: Extent[] = [];
    let forks: Entry['forks'] = noForks;
    for (const record of readRecords(reader, extent, isHighSierra, warnings)) {
      const plain = plainName(record);
      const ridge = systemUse
        ? readRockRidge(systemUse, record.systemUse, (what) => warnings.add(`${plain} ${what}.`))
        : null;
      if (ridge?.isRelocated) continue;
      const name = usableName(ridge?.name ?? plain);
      if (ridge?.childBlock != null) {
        const child = relocated(name, ridge.childBlock, ridge, warnings);
        if (child) claimDirectory(child, ridge.childBlock, block, warnings);
        if (child) entries.push(child);
        continue;
      }
      if ((record.flags & flag.directory) !== 0) {
        if (directory === root && movedNames.includes(name) && holdsOnlyMoved(record)) {
          listed.add(record.locationBlock);
          continue;
        }
        const child = directoryOf(name, record, ridge);
        claimDirectory(child, record.locationBlock, block, warnings);
        entries.push(child);
        continue;
      }
      if (record.isInterleaved)
        warnings.add(
          `${name} is interleaved with other files, which cannot be read here; it is shown without content.`,
        );
      if (record.sequenceNumber !== volume.sequenceNumber && record.sequenceNumber > 1)
        warnings.add(`${name} stands on volume ${record.sequenceNumber} of the set, not on this one.`);
      if (record.sizeBytes > 0 && !record.isInterleaved) sections.push(extentOf(record));
      if ((record.flags & flag.multiExtent) !== 0) continue;
      if ((record.flags & flag.associated) !== 0) {
        // ECMA-119 9.1.6: an associated file comes before the file it belongs to, under the same name.
        forks = [{ name: 'associated', sizeBytes: record.sizeBytes, extents: sections }];
        sections = [];
        continue;
      }
      if (record.isInterleaved)
        entries.push({ ...fileOf(name, record, ridge, noExtents, forks), sizeBytes: record.sizeBytes });
      else entries.push(fileOf(name, record, ridge, sections, forks));
      sections = [];
      forks = noForks;
    }
    if (sections.length > 0)
      warnings.add('The last part of a file in several parts is missing: it is not shown.');
    return entries;
  }

  function list(directory: Entry): DirectoryListing {
    if (directory === boot) return { entries: bootImages, warnings: [] };
    const block = directory === root ? rootRecord!.locationBlock : blockOf.get(directory);
    if (block === undefined) return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const entries = entriesOf(directory, block, warnings);
    return { entries: directory === root && boot ? [...entries, boot] : entries, warnings: warnings.all() };
  }

  function read(entry: Entry, offsetBytes: number, into: Uint8Array, fork?: string): readonly Extent[] {
    const { inflate } = options;
    const form = packed.get(entry);
    if (fork !== undefined) {
      const extents = entry.forks.find(({ name }) => name === fork)?.extents ?? noExtents;
      return readExtents(reader, extents, offsetBytes, into);
    }
    if (raw.has(entry) && reader.rawSectorAt)
      return readRawSectors(reader.rawSectorAt, entry.extents, offsetBytes, into);
    if (!form || !inflate) return readExtents(reader, entry.extents, offsetBytes, into);
    const readPacked = (at: number, lengthBytes: number) => {
      const bytes = new Uint8Array(lengthBytes);
      return readExtents(reader, entry.extents, at, bytes).length === 0 ? bytes : null;
    };
    return readZisofs({ sizeBytes: entry.sizeBytes, ...form }, readPacked, inflate, offsetBytes, into);
  }

  function conclude(): string[] {
    const table = readPathTable(reader, baseBytes, volume);
    if (!table) return ['The path table cannot be read; the directories alone were followed.'];
    const absent = table.filter(({ locationBlock }) => !listed.has(locationBlock));
    const inTable = new Set(table.map(({ locationBlock }) => locationBlock));
    const extra = [...listed].filter((block) => !inTable.has(block)).length;
    const warnings: string[] = [];
    if (absent.length > 0)
      warnings.push(
        `The path table has ${absent.length} directories the tree does not have, "${absent[0]!.name}" in block ${absent[0]!.locationBlock} first.`,
      );
    if (extra > 0) warnings.push(`The tree has ${extra} directories the path table does not have.`);
    return warnings;
  }

  const rootRidge =
    systemUse &&
    readRockRidge(
      systemUse,
      selfRecord(reader, offsetOf(rootRecord.locationBlock), false)?.systemUse ?? new Uint8Array(),
      (what) => volumeWarnings.add(`The root directory ${what}.`),
    );
  const root = directoryOf('', rootRecord, rootRidge);
  const bootImages = bootEntries(opening);
  const boot = bootImages.length > 0 ? virtual(bootFolder, 'directory', noExtents, noFacts) : null;
  return {
    type: tree,
    label: volume.label,
    root,
    get warnings() {
      return volumeWarnings.all();
    },
    list,
    read,
    conclude,
  };
}

export const openRockRidge: OpenFilesystem = (reader, options = {}) => {
  const volumes = isoVolumes(reader, options);
  const volume = volumes?.set.primary;
  const rootRecord = volume && rootRecordOf(volume);
  if (!volumes || !volume || !rootRecord) return null;
  const { baseBytes } = volumes;
  const { blockBytes } = volume;
  const self = selfRecord(reader, baseBytes + rootRecord.locationBlock * blockBytes, false);
  if (!self) return null;
  const skipBytes = skippedBytes(self.systemUse);
  const systemUse: SystemUsePlace = { reader, baseBytes, blockBytes, skipBytes: skipBytes ?? 0 };
  // The root's own record has its SP field in front of which nothing is skipped.
  if (skipBytes === null && readRockRidge(systemUse, self.systemUse, () => {}).isEmpty) return null;
  return filesystemOf({ reader, volumes, volume, tree: 'Rock Ridge', systemUse, options });
};

function openPlain(tree: Tree, choose: (volumes: IsoVolumes) => Volume | null): OpenFilesystem {
  return (reader, options = {}) => {
    const volumes = isoVolumes(reader, options);
    const volume = volumes && choose(volumes);
    return volumes && volume
      ? filesystemOf({ reader, volumes, volume, tree, systemUse: null, options })
      : null;
  };
}

export const openJoliet = openPlain('Joliet', ({ set }) => set.joliet);
export const openIso9660 = openPlain('ISO 9660', ({ set }) => set.primary);
export const openHighSierra = openPlain('High Sierra', ({ set }) => set.highSierra);
