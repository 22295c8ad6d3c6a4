/** FAT12, FAT16 and FAT32 as DOS, Windows, Atari, MSX and the X68000 wrote them, whole or damaged. */
import type { SectorReader } from '../../identify/sector-reader.ts';
import { directoryPlaces } from '../directory-places.ts';
import type { DirectoryListing, Entry, Extent, Filesystem, OpenOptions } from '../filesystem.ts';
import { type ListingWarnings, listingWarnings } from '../listing-warnings.ts';
import { readExtents } from '../read-extents.ts';
import { type Chain, clusterClaims, consecutiveClusters, followChain } from './cluster-chain.ts';
import { clusterLinks } from './cluster-links.ts';
import {
  attribute,
  type DirectoryBytes,
  entryBytes,
  type FatEntry,
  readEntries,
} from './directory-entries.ts';
import { type FatVolume, fatVolume } from './fat-volume.ts';

/** FAT specification 6.3 allows a directory 2 MiB; a longer one is a chain that went astray. */
const mostDirectoryBytes = 65536 * entryBytes;
/** The identity of the root directory, where no entry stands. */
const rootPlace = 1;

function cut(extents: readonly Extent[], sizeBytes: number): Extent[] {
  const kept: Extent[] = [];
  let left = sizeBytes;
  for (const { offsetBytes, lengthBytes } of extents) {
    if (left <= 0) break;
    kept.push({ offsetBytes, lengthBytes: Math.min(lengthBytes, left) });
    left -= lengthBytes;
  }
  return kept;
}

const attributeNames = [
  [attribute.readOnly, 'read-only'],
  [attribute.hidden, 'hidden'],
  [attribute.system, 'system'],
  [attribute.archive, 'archive'],
] as const;

function factsOf(entry: FatEntry): Record<string, string> {
  const attributes = attributeNames.filter(([bit]) => (entry.attributes & bit) !== 0).map(([, name]) => name);
  return {
    ...(attributes.length > 0 ? { attributes: attributes.join(', ') } : {}),
    ...(entry.shortName === entry.name ? {} : { shortName: entry.shortName }),
    ...(entry.created === null ? {} : { created: entry.created }),
    ...(entry.accessed === null ? {} : { accessed: entry.accessed }),
  };
}

function directory(name: string, extents: readonly Extent[]): Entry {
  return {
    name,
    kind: 'directory',
    sizeBytes: 0,
    modified: null,
    extents,
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: {},
  };
}

/** A directory sector by sector: one bad sector must not hide the names in the others. */
function* piecesOf(
  reader: SectorReader,
  extents: readonly Extent[],
  warnings: ListingWarnings,
): Generator<DirectoryBytes> {
  for (const extent of extents) {
    const whole = reader.readAt(extent.offsetBytes, extent.lengthBytes);
    if (whole) {
      yield { bytes: whole, offsetBytes: extent.offsetBytes };
      continue;
    }
    for (let done = 0; done < extent.lengthBytes; done += reader.sectorSize) {
      const offsetBytes = extent.offsetBytes + done;
      const bytes = reader.readAt(offsetBytes, Math.min(reader.sectorSize, extent.lengthBytes - done));
      if (bytes) yield { bytes, offsetBytes };
      else warnings.add('A part of the directory cannot be read: names may be missing.');
    }
  }
}

/** The first bytes of a FAT repeat the media descriptor, all other bits set (FAT specification 4.2). */
function headProblem(
  { entryBits, mediaId }: FatVolume,
  heads: readonly [number, number] | null,
): string | null {
  if (heads === null) return null;
  const top = entryBits === 32 ? 0x0fff_ffff : 2 ** entryBits - 1;
  return heads[0] === top - 0xff + mediaId
    ? null
    : `The FAT begins with ${heads[0].toString(16)}h, which is not the media descriptor ${mediaId.toString(16)}h of the boot sector.`;
}

/** @returns null when there is no FAT volume */
export function openFat(reader: SectorReader, options: OpenOptions = {}): Filesystem | null {
  const found = fatVolume(reader);
  return found && filesystemOf(reader, found, options);
}

function filesystemOf(reader: SectorReader, volume: FatVolume, options: OpenOptions): Filesystem {
  const page = options.codePage ?? (volume.type.includes('Human68k') ? 'shift_jis' : 'cp437');
  const volumeWarnings = listingWarnings();
  for (const warning of volume.warnings) volumeWarnings.add(warning);
  const links = clusterLinks(reader, volume, volumeWarnings);
  const claims = clusterClaims(volume);
  const places = directoryPlaces(rootPlace);
  const placeOf = new WeakMap<Entry, number>();

  const problem = headProblem(volume, links.heads());
  if (problem) volumeWarnings.add(problem);
  if (volume.label !== '' && volume.bootLabel !== '' && volume.label !== volume.bootLabel)
    volumeWarnings.add(
      `The root directory names the volume "${volume.label}", the boot sector "${volume.bootLabel}".`,
    );

  function chainOf(first: number, mostBytes: number, owner: number, who: string, warnings: ListingWarnings) {
    const shared: number[] = [];
    const most = Math.max(1, Math.ceil(mostBytes / volume.clusterBytes));
    const chain = followChain(volume, links, first, most, (cluster) => {
      if (claims && !claims.claim(cluster, owner)) shared.push(cluster);
    });
    if (chain.problem) warnings.add(`${who}: its chain of clusters ${chain.problem}.`);
    if (shared.length > 0)
      warnings.add(
        `${who} shares ${shared.length} clusters with another file, from cluster ${shared[0]} on.`,
      );
    return chain;
  }

  function rootExtents(): readonly Extent[] {
    if (volume.rootOffsetBytes !== null)
      return [{ offsetBytes: volume.rootOffsetBytes, lengthBytes: volume.rootEntries * entryBytes }];
    return chainOf(volume.rootCluster, mostDirectoryBytes, rootPlace, 'The root directory', volumeWarnings)
      .extents;
  }

  function fileChain(entry: FatEntry, warnings: ListingWarnings): Chain {
    const wanted = Math.ceil(entry.sizeBytes / volume.clusterBytes);
    if (entry.isDeleted) return consecutiveClusters(volume, links, entry.firstCluster, wanted);
    const chain = chainOf(
      entry.firstCluster,
      Math.max(entry.sizeBytes, volume.clusterBytes),
      entry.offsetBytes,
      entry.name,
      warnings,
    );
    if (chain.problem === null && chain.clusters < wanted)
      warnings.add(
        `${entry.name} has ${entry.sizeBytes} bytes, but clusters for ${chain.clusters * volume.clusterBytes} only: its end is lost.`,
      );
    if (chain.problem === null && chain.clusters > wanted)
      warnings.add(`${entry.name} has more clusters than its ${entry.sizeBytes} bytes need.`);
    return chain;
  }

  function entryOf(entry: FatEntry, parent: number, warnings: ListingWarnings): Entry {
    const shared = {
      name: entry.name,
      modified: entry.modified,
      mode: null,
      linkTarget: null,
      isDeleted: entry.isDeleted,
      forks: [],
    };
    if ((entry.attributes & attribute.directory) === 0) {
      const chain = fileChain(entry, warnings);
      return {
        ...shared,
        kind: 'file',
        sizeBytes: entry.sizeBytes,
        extents: cut(chain.extents, entry.sizeBytes),
        facts: {
          ...factsOf(entry),
          ...(entry.isDeleted
            ? { deleted: `its place ${chain.problem ?? 'is free; it is taken to lie in one piece'}` }
            : {}),
        },
      };
    }
    const chain = entry.isDeleted
      ? { extents: [] }
      : chainOf(entry.firstCluster, mostDirectoryBytes, entry.offsetBytes, entry.name, warnings);
    const made: Entry = {
      ...shared,
      kind: 'directory',
      sizeBytes: 0,
      extents: chain.extents,
      facts: factsOf(entry),
    };
    const isOwn = places.claim(entry.firstCluster, parent, `${entry.offsetBytes}`);
    if (!entry.isDeleted && !isOwn)
      warnings.add(`The directory ${entry.name} stands elsewhere already and is shown there only.`);
    if (!entry.isDeleted && isOwn) placeOf.set(made, entry.firstCluster);
    return made;
  }

  function list(of: Entry): DirectoryListing {
    const place = of === root ? rootPlace : placeOf.get(of);
    if (place === undefined) return { entries: [], warnings: [] };
    const warnings = listingWarnings();
    const pieces = piecesOf(reader, of.extents, warnings);
    const { entries } = readEntries(pieces, page, volume.entryBits === 32, warnings);
    return {
      entries: entries.map((entry) => entryOf(entry, place, warnings)),
      warnings: warnings.all(),
    };
  }

  function lostClusters(): number {
    let lost = 0;
    for (let cluster = 2; claims && cluster < volume.clusterCount + 2; cluster++) {
      const { kind } = links.linkOf(cluster);
      if ((kind === 'next' || kind === 'end') && !claims.isClaimed(cluster)) lost++;
    }
    return lost;
  }

  const root = directory('', rootExtents());
  return {
    type: volume.type,
    label: volume.label,
    root,
    get warnings() {
      return volumeWarnings.all();
    },
    list,
    read: (entry, offsetBytes, into) =>
      readExtents(
        reader,
        entry.extents,
        offsetBytes,
        into.subarray(0, Math.max(0, entry.sizeBytes - offsetBytes)),
      ),
    conclude() {
      const lost = lostClusters();
      return lost === 0
        ? []
        : [`${lost} clusters (${lost * volume.clusterBytes} bytes) are in use, but belong to no file.`];
    },
  };
}
