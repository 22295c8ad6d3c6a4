/** From a path to what is in the image that lies there: its sectors, its filesystems, and what is known to be lost. */
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { SpindleError } from '../../shared/errors.ts';
import type { CodePage } from '../core/code-page.ts';
import { type ByteRanges, byteRanges } from '../core/filesystem/byte-ranges.ts';
import { discReader } from '../core/filesystem/disc-reader.ts';
import type { OpenOptions } from '../core/filesystem/filesystem.ts';
import { sessionPlaces } from '../core/filesystem/later-sessions.ts';
import {
  openFilesystems,
  type Place,
  type PlacedFilesystem,
  wholeMedium,
} from '../core/filesystem/open-filesystems.ts';
import { openStreams } from '../core/filesystem/video-cd/open-streams.ts';
import { fill, type SectorReader } from '../core/identify/sector-reader.ts';
import type { BlockGeometry, BlockImage, Flaw } from '../core/image/block-image.ts';
import type { ByteSource } from '../core/image/byte-source.ts';
import type { DiscImage } from '../core/image/disc-image.ts';
import { sectorBytes, userDataBytes } from '../core/optical/sector-layout.ts';
import { subchannelBytes } from '../core/optical/subchannel.ts';
import { byteReader } from './byte-reader.ts';
import { type ByteFile, openByteFile } from './files/byte-file.ts';
import { exists } from './files/dump-names.ts';
import { storeImagePath, storeSubchannelPath } from './files/dump-store.ts';
import { isStore, readStoreDocument } from './files/store-document.ts';
import { storeNow } from './files/store-now.ts';
import { damageOfRuns, type KnownDamage, knownDamage, noKnownDamage } from './known-damage.ts';
import { type BlockSectors, type DiscSectors, imageNamedBy, openSectors } from './open-sectors.ts';
import { contentsOfStore } from './store-contents.ts';
import { type AudioTrack, audioTracksOf, placesOf } from './track-places.ts';

export interface OpenedImage {
  readonly path: string;
  /** Every file that was read for it, the one at `path` first; none of a store. */
  readonly files: readonly string[];
  /** The container's own words: a name, a comment. */
  readonly comment: string;
  readonly kind: 'optical' | 'block';
  /** What the file is: `cue`, `iso`, `IMD`, `raw`, `store` ... */
  readonly format: string;
  /** Of a disc, whether the image holds its user data alone. */
  readonly isCooked: boolean;
  /** User data: of a disc 2048 bytes a sector, from LBA 0. What could not be read cannot be read here either. */
  readonly reader: SectorReader;
  /** The same with whatever fills the place of what could not be read: for who has looked at the states first. */
  readonly kept: SectorReader;
  readonly filesystems: readonly PlacedFilesystem[];
  /** Of a CD whose image keeps its sound, to be read by `rawSectorAt`. */
  readonly audioTracks: readonly AudioTrack[];
  /** The disc as the image has it; null for disks, and for stores. */
  readonly disc: DiscImage | null;
  /** Where filesystems were looked for: data tracks, the one shown first in front. */
  readonly places: readonly Place[];
  /** What a block container says of cylinders, heads and sectors; null where it says nothing. */
  readonly geometry: BlockGeometry | null;
  /** Stretches of the medium that were not read, or are in doubt. */
  readonly damage: ByteRanges;
  /** Those among them of which the image holds no data. */
  readonly unread: ByteRanges;
  /** Those that were tried and did not come, or are in doubt: `damage` less what nobody has tried yet. */
  readonly failed: ByteRanges;
  /** What says so: a sidecar, a map, a store; null when nothing does. */
  readonly damageFrom: string | null;
  readonly warnings: readonly string[];
  /** Where a sector lies in which file (a bare name); null where that is not as simple as an offset. */
  sectorPlace(lba: number): { readonly file: string; readonly offsetBytes: number } | null;
  /** Whether the bytes of a sector are made, because no file holds them. */
  isMade(lba: number): boolean;
  /** Fills 96 bytes, P to W one after the other; false where none were kept. */
  readSubchannel(lba: number, into: Uint8Array): boolean;
  close(): void;
}

export interface OpenImageOptions {
  readonly codePage?: CodePage;
}

interface Contents {
  readonly files?: readonly string[];
  readonly comment?: string;
  readonly kind: 'optical' | 'block';
  readonly format: string;
  readonly reader: SectorReader;
  readonly places: readonly Place[];
  readonly audioTracks?: readonly AudioTrack[];
  readonly disc?: DiscImage;
  readonly isCooked?: boolean;
  readonly geometry?: BlockGeometry | null;
  /** Absent: to be looked for beside the image. */
  readonly damage?: KnownDamage;
  /** What the format itself keeps against its sectors. */
  readonly flaws?: KnownDamage;
  readonly warnings: readonly string[];
  readonly sectorPlace?: OpenedImage['sectorPlace'];
  readonly readSubchannel?: OpenedImage['readSubchannel'];
  close(): void;
}

/** Never shows the filling of a sector nobody could read as if it were its content. */
function hiding(reader: SectorReader, unread: ByteRanges): SectorReader {
  if (unread.ranges.length === 0) return reader;
  const { rawSectorAt } = reader;
  return {
    ...reader,
    readAt: (offsetBytes, lengthBytes) =>
      unread.touches(offsetBytes, lengthBytes) ? null : reader.readAt(offsetBytes, lengthBytes),
    readInto: (offsetBytes, into) =>
      !unread.touches(offsetBytes, into.length) && fill(reader, offsetBytes, into),
    ...(rawSectorAt
      ? {
          rawSectorAt: (lba) =>
            unread.touches(lba * userDataBytes, userDataBytes) ? null : rawSectorAt(lba),
        }
      : {}),
  };
}

function discContents({ image, cooked, format, files, close }: DiscSectors): Contents {
  const reader = cooked ? byteReader(cooked, userDataBytes) : discReader(image);
  return {
    kind: 'optical',
    format,
    files,
    reader,
    places: cooked ? sessionPlaces(reader) : placesOf(image),
    audioTracks: cooked ? [] : audioTracksOf(image),
    disc: image,
    isCooked: cooked !== null,
    // What openIso says of sizes, damage says of each file.
    warnings: cooked ? [] : image.warnings,
    sectorPlace: (lba) => fileAt(image.placeOf?.(lba) ?? null),
    readSubchannel: (lba, into) => image.readSubchannel(lba, into),
    close,
  };
}

/** Of a source that is a file as it lies, and not a part of one or something unpacked. */
function fileAt(
  place: { readonly source: ByteSource; readonly offsetBytes: number } | null,
): { file: string; offsetBytes: number } | null {
  const path = place && (place.source as Partial<ByteFile>).path;
  return place && path !== undefined && path !== null
    ? { file: basename(path), offsetBytes: place.offsetBytes }
    : null;
}

/** What the container kept no data for is unread; what it kept with an error is shown, and told as doubtful. */
function flawsOf({ format, flaws }: BlockImage): KnownDamage {
  const inState = (wanted: Flaw['state']) => byteRanges(flaws.filter(({ state }) => state === wanted));
  const from = flaws.length > 0 ? format : null;
  const [unread, doubtful] = [inState('missing'), inState('bad')];
  const failed = byteRanges([...unread.ranges, ...doubtful.ranges]);
  return { from, unread, doubtful, failed, warnings: [] };
}

function blockContents({ image, files, close }: BlockSectors): Contents {
  const reader = byteReader(image, image.sectorSize);
  return {
    kind: 'block',
    format: image.format,
    files,
    comment: image.comment,
    reader,
    places: [wholeMedium(reader)],
    geometry: image.geometry,
    flaws: flawsOf(image),
    warnings: image.warnings,
    ...(image.format === 'raw' && { sectorPlace: flatPlaces(files[0]!, image.sectorSize) }),
    close,
  };
}

/** Sectors one after the other and nothing else. */
function flatPlaces(path: string, sectorSize: number): OpenedImage['sectorPlace'] {
  return (lba) => ({ file: basename(path), offsetBytes: lba * sectorSize });
}

/** Unpacked where temporary files go: a listing has no folder of results. */
async function fileContents(path: string): Promise<Contents> {
  const sectors = await openSectors(path, { scratch: tmpdir() });
  return sectors.kind === 'disc' ? discContents(sectors) : blockContents(sectors);
}

/** The store of a dump that is not finished; a job may be at work in it. */
function storeContents(directory: string): Contents {
  const { medium, disc } = readStoreDocument(directory);
  const states = storeNow(directory, medium.totalSectors).ledger.map.runs();
  const file = openByteFile(storeImagePath(directory), { isChanging: true });
  const contents = contentsOfStore({ medium, disc }, file);
  const subchannel = disc?.hasSubchannel ? openSubchannel(directory) : null;
  return {
    ...contents,
    places: contents.findPlaces(),
    damage: damageOfRuns(states, disc ? userDataBytes : medium.sectorSize, directory),
    format: 'store',
    warnings: [],
    sectorPlace: flatPlaces(storeImagePath(directory), medium.sectorSize),
    readSubchannel(lba, into) {
      const offset = lba * subchannelBytes;
      if (!subchannel || offset + into.length > subchannel.sizeBytes) return false;
      subchannel.read(offset, into);
      return true;
    },
    close() {
      subchannel?.close();
      file.close();
    },
  };
}

function openSubchannel(directory: string): ByteFile | null {
  const path = storeSubchannelPath(directory);
  return exists(path) ? openByteFile(path, { isChanging: true }) : null;
}

/**
 * Opens an image for reading its files, named by itself, its sidecar, its rescue map, or the store of a dump.
 * @throws SpindleError not-found, permission-denied, not-a-source, bad-image, bad-sidecar, store-corrupt, unsupported
 */
export async function openImage(argument: string, options: OpenImageOptions = {}): Promise<OpenedImage> {
  const given = resolve(argument);
  const path = imageNamedBy(given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new SpindleError('not-found', `${path} is not there.`, { path });
  const isDump = isStore(path);
  if (!isDump && !stat.isFile())
    throw new SpindleError(
      'not-a-source',
      `${path} is no image file. Image the medium first (spindle image), then open the image.`,
      { path },
    );
  const contents = isDump ? storeContents(path) : await fileContents(path);
  try {
    return withFilesystems(path, contents, options);
  } catch (error) {
    contents.close();
    throw error;
  }
}

function both(own: KnownDamage, beside: KnownDamage): KnownDamage {
  return {
    from: beside.from ?? own.from,
    unread: byteRanges([...own.unread.ranges, ...beside.unread.ranges]),
    doubtful: byteRanges([...own.doubtful.ranges, ...beside.doubtful.ranges]),
    failed: byteRanges([...own.failed.ranges, ...beside.failed.ranges]),
    warnings: [...own.warnings, ...beside.warnings],
  };
}

function isMadeSector(disc: DiscImage | undefined, lba: number): boolean {
  return disc?.readSector(lba, new Uint8Array(sectorBytes)) === 'generated';
}

/** Beside the files of a Video CD, which name the streams by sectors only. */
function streamsOf(reader: SectorReader, disc: DiscImage | undefined): PlacedFilesystem[] {
  const filesystem = disc ? openStreams(reader, disc.tracks) : null;
  return filesystem ? [{ filesystem, startBytes: 0, track: null, session: null }] : [];
}

function withFilesystems(path: string, contents: Contents, options: OpenImageOptions): OpenedImage {
  const { sizeBytes, sectorSize } = contents.reader;
  const beside = contents.damage ?? knownDamage(path, sectorSize, Math.ceil(sizeBytes / sectorSize));
  const known = both(contents.flaws ?? noKnownDamage, beside);
  const reader = hiding(contents.reader, known.unread);
  const openOptions: OpenOptions = {
    inflate: (packed, largestBytes) => inflateSync(packed, { maxOutputLength: Math.max(1, largestBytes) }),
    ...(options.codePage ? { codePage: options.codePage } : {}),
  };
  return {
    path,
    files: contents.files ?? [],
    comment: contents.comment ?? '',
    kind: contents.kind,
    format: contents.format,
    reader,
    kept: contents.reader,
    isCooked: contents.isCooked ?? false,
    disc: contents.disc ?? null,
    places: contents.places,
    geometry: contents.geometry ?? null,
    filesystems: [
      ...openFilesystems(reader, contents.places, openOptions),
      ...streamsOf(reader, contents.disc),
    ],
    audioTracks: contents.audioTracks ?? [],
    damage: byteRanges([...known.unread.ranges, ...known.doubtful.ranges]),
    unread: known.unread,
    failed: known.failed,
    damageFrom: known.from,
    warnings: [...contents.warnings, ...known.warnings],
    sectorPlace: contents.sectorPlace ?? (() => null),
    isMade: (lba) => isMadeSector(contents.disc, lba),
    readSubchannel: contents.readSubchannel ?? (() => false),
    close: contents.close,
  };
}
