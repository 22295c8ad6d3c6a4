/** From a path to what is in the image that lies there: its sectors, its filesystems, and what is known to be lost. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { SpindleError } from '../../shared/errors.ts';
import { sidecarSuffix } from '../../shared/model/sidecar.ts';
import type { CodePage } from '../core/code-page.ts';
import { type ByteRanges, byteRanges } from '../core/filesystem/byte-ranges.ts';
import { discReader } from '../core/filesystem/disc-reader.ts';
import type { OpenOptions } from '../core/filesystem/filesystem.ts';
import {
  openFilesystems,
  type Place,
  type PlacedFilesystem,
  wholeMedium,
} from '../core/filesystem/open-filesystems.ts';
import { fill, memoryReader, type SectorReader } from '../core/identify/sector-reader.ts';
import type { ByteSource } from '../core/image/byte-source.ts';
import type { DiscImage } from '../core/image/disc-image.ts';
import { probeIso } from '../core/image/iso/probe-iso.ts';
import { discImageFormat, openDiscImage } from '../core/image/open-disc-image.ts';
import { parseStoreFile, storeDocumentSchema } from '../core/store/documents.ts';
import { openImz } from './exports/read-imz.ts';
import { openByteFile, siblingFiles } from './files/byte-file.ts';
import { exists, readSidecar } from './files/dump-names.ts';
import { readState, storeImagePath } from './files/dump-store.ts';
import { damageOfRuns, type KnownDamage, knownDamage } from './known-damage.ts';

export interface OpenedImage {
  readonly path: string;
  readonly kind: 'optical' | 'block';
  /** User data: of a disc 2048 bytes a sector, from LBA 0. */
  readonly reader: SectorReader;
  readonly filesystems: readonly PlacedFilesystem[];
  /** Of a CD whose image keeps its sound, to be read by `rawSectorAt`. */
  readonly audioTracks: readonly AudioTrack[];
  /** Stretches of the medium that were not read, or are in doubt. */
  readonly damage: ByteRanges;
  /** What says so: a sidecar, a map, a store; null when nothing does. */
  readonly damageFrom: string | null;
  readonly warnings: readonly string[];
  close(): void;
}

export interface AudioTrack {
  readonly number: number;
  readonly startLba: number;
  readonly endLba: number;
}

export interface OpenImageOptions {
  readonly codePage?: CodePage;
}

interface Contents {
  readonly kind: 'optical' | 'block';
  readonly reader: SectorReader;
  readonly places: readonly Place[];
  readonly audioTracks?: readonly AudioTrack[];
  /** Null: to be looked for beside the image. */
  readonly damage: KnownDamage | null;
  readonly warnings: readonly string[];
  close(): void;
}

const largestPackedBytes = 64 * 1024 * 1024;
const cookedSectorBytes = 2048;
const blockSectorBytes = 512;
const controlData = 4;

/** A disk that fails under the image is damage like any other. */
function isReadFailure(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EIO';
}

function sourceReader(source: ByteSource, sectorSize: number): SectorReader {
  const { sizeBytes } = source;
  function readInto(offsetBytes: number, into: Uint8Array): boolean {
    if (!Number.isSafeInteger(offsetBytes) || offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
      return false;
    try {
      source.read(offsetBytes, into);
      return true;
    } catch (error) {
      if (isReadFailure(error)) return false;
      throw error;
    }
  }
  return {
    sizeBytes,
    sectorSize,
    readInto,
    readAt(offsetBytes, lengthBytes) {
      // Before memory is taken for it: lengths come from the image.
      if (!(lengthBytes >= 0 && offsetBytes + lengthBytes <= sizeBytes)) return null;
      const bytes = new Uint8Array(lengthBytes);
      return readInto(offsetBytes, bytes) ? bytes : null;
    },
  };
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
            unread.touches(lba * cookedSectorBytes, cookedSectorBytes) ? null : rawSectorAt(lba),
        }
      : {}),
  };
}

/** Of several sessions the last one comes first: it has everything the others have. */
function placesOf({ tracks }: Pick<DiscImage, 'tracks'>): Place[] {
  return tracks
    .filter(
      ({ control, startLba, endLba }) => (control & controlData) !== 0 && startLba >= 0 && endLba > startLba,
    )
    .map(({ number, session, startLba, endLba }) => ({
      startBytes: startLba * cookedSectorBytes,
      sizeBytes: (endLba - startLba) * cookedSectorBytes,
      track: number,
      session,
    }))
    .sort((a, b) => b.session - a.session || a.startBytes - b.startBytes);
}

/** Before LBA 0 lies what no dump has. */
function audioTracksOf({ tracks }: Pick<DiscImage, 'tracks'>): AudioTrack[] {
  return tracks
    .filter(({ control }) => (control & controlData) === 0)
    .map(({ number, startLba, endLba }) => ({ number, startLba: Math.max(0, startLba), endLba }))
    .filter(({ startLba, endLba }) => endLba > startLba);
}

function discContents(path: string, source: ByteSource, closeSource: () => void): Contents {
  const siblings = siblingFiles(dirname(path));
  const close = () => {
    siblings.close();
    closeSource();
  };
  try {
    const image = openDiscImage(basename(path), source, siblings.find);
    return {
      kind: 'optical',
      reader: discReader(image),
      places: placesOf(image),
      audioTracks: audioTracksOf(image),
      damage: null,
      warnings: image.warnings,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function memoryContents(bytes: Uint8Array): Contents {
  const reader = memoryReader(bytes, blockSectorBytes);
  return {
    kind: 'block',
    reader,
    places: [wholeMedium(reader)],
    damage: null,
    warnings: [],
    close: () => {},
  };
}

function unzipped(path: string): Uint8Array {
  if (statSync(path).size > largestPackedBytes)
    throw new SpindleError(
      'unsupported',
      `${path} is too large for a packed floppy. Unpack it and open the image.`,
      {
        path,
      },
    );
  try {
    return gunzipSync(readFileSync(path), { maxOutputLength: largestPackedBytes });
  } catch (error) {
    throw new SpindleError(
      'bad-image',
      `${path} cannot be unpacked (${(error as Error).message}). Nothing of it was used.`,
      { path },
    );
  }
}

function fileContents(path: string): Contents {
  const file = openByteFile(path);
  try {
    if (file.sizeBytes === 0)
      throw new SpindleError('bad-image', `${path} is empty: there is not one sector in it.`, { path });
    const format = discImageFormat(basename(path), file);
    const isCooked =
      format === 'iso' && (probeIso(file)?.strideBytes ?? cookedSectorBytes) === cookedSectorBytes;
    if (format !== null && !isCooked) return discContents(path, file, () => file.close());
    const reader = sourceReader(file, isCooked ? cookedSectorBytes : blockSectorBytes);
    return {
      kind: isCooked ? 'optical' : 'block',
      reader,
      places: [wholeMedium(reader)],
      damage: null,
      warnings: [],
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The store of a dump that is not finished. Of what it read since its last checkpoint nothing is claimed. */
function storeContents(directory: string): Contents {
  const documentPath = join(directory, 'store.json');
  const { medium, disc } = parseStoreFile(
    storeDocumentSchema,
    documentPath,
    readFileSync(documentPath, 'utf8'),
  );
  const { states } = readState(directory);
  const file = openByteFile(storeImagePath(directory));
  if (!disc) {
    const reader = sourceReader(file, medium.sectorSize);
    return {
      kind: 'block',
      reader,
      places: [wholeMedium(reader)],
      damage: damageOfRuns(states, medium.sectorSize, directory),
      warnings: [],
      close: () => file.close(),
    };
  }
  const isCooked = medium.sectorSize === cookedSectorBytes;
  const reader = isCooked
    ? sourceReader(file, cookedSectorBytes)
    : discReader({
        endLba: medium.totalSectors,
        readSector(lba, into) {
          file.read(lba * medium.sectorSize, into);
          return 'stored';
        },
      });
  const tracks = disc.disc.tracks.map((track) => ({
    ...track,
    control: track.mode === 'AUDIO' ? 0 : controlData,
    pregapLba: track.startLba,
    endLba: track.startLba + track.lengthSectors,
  }));
  return {
    kind: 'optical',
    reader,
    places: placesOf({ tracks }),
    audioTracks: isCooked ? [] : audioTracksOf({ tracks }),
    damage: damageOfRuns(states, cookedSectorBytes, directory),
    warnings: [],
    close: () => file.close(),
  };
}

/** The file of a dump that is opened for it: the sheet, where there is one. */
function imageOfSidecar(path: string): string {
  const { files } = readSidecar(path);
  const chosen = ['sheet', 'image', 'track'].flatMap((role) => files.filter((file) => file.role === role));
  const present = chosen.find((file) => exists(join(dirname(path), file.path)));
  if (present) return join(dirname(path), present.path);
  throw new SpindleError('not-found', `None of the image files ${path} speaks of lies beside it.`, { path });
}

async function contentsOf(path: string): Promise<Contents> {
  switch (extname(path).toLowerCase()) {
    case '.imz':
    case '.zip':
      return memoryContents((await openImz(path)).bytes);
    case '.gz':
    case '.adz':
      return memoryContents(unzipped(path));
    default:
      return fileContents(path);
  }
}

/**
 * Opens an image, a sidecar or the store of a dump for reading its files.
 * @throws SpindleError not-found, permission-denied, not-a-source, bad-image, bad-sidecar, store-corrupt, unsupported
 */
export async function openImage(argument: string, options: OpenImageOptions = {}): Promise<OpenedImage> {
  const given = resolve(argument);
  const path = given.endsWith(sidecarSuffix) ? imageOfSidecar(given) : given;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new SpindleError('not-found', `${path} is not there.`, { path });
  const isStore = stat.isDirectory() && exists(join(path, 'store.json'));
  if (!isStore && !stat.isFile())
    throw new SpindleError(
      'not-a-source',
      `${path} is no image file. Image the medium first (spindle image), then open the image.`,
      { path },
    );
  const contents = isStore ? storeContents(path) : await contentsOf(path);
  try {
    return withFilesystems(path, contents, options);
  } catch (error) {
    contents.close();
    throw error;
  }
}

function withFilesystems(path: string, contents: Contents, options: OpenImageOptions): OpenedImage {
  const { sizeBytes, sectorSize } = contents.reader;
  const known = contents.damage ?? knownDamage(path, sectorSize, Math.ceil(sizeBytes / sectorSize));
  const reader = hiding(contents.reader, known.unread);
  const openOptions: OpenOptions = {
    inflate: (packed, largestBytes) => inflateSync(packed, { maxOutputLength: Math.max(1, largestBytes) }),
    ...(options.codePage ? { codePage: options.codePage } : {}),
  };
  return {
    path,
    kind: contents.kind,
    reader,
    filesystems: openFilesystems(reader, contents.places, openOptions),
    audioTracks: contents.audioTracks ?? [],
    damage: byteRanges([...known.unread.ranges, ...known.doubtful.ranges]),
    damageFrom: known.from,
    warnings: [...contents.warnings, ...known.warnings],
    close: contents.close,
  };
}
