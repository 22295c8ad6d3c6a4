/** From a path to the sectors of the image that lies there, in the form its format keeps them: what is checked, converted, written back. */
import { statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import { sidecarSuffix } from '../../shared/model/sidecar.ts';
import { type BlockImage, sourceOfBytes } from '../core/image/block-image.ts';
import type { ByteSource } from '../core/image/byte-source.ts';
import type { DiscImage } from '../core/image/disc-image.ts';
import { refuseForeignFormat } from '../core/image/foreign-format.ts';
import { probeIso } from '../core/image/iso/probe-iso.ts';
import { blockContainerOf, openBlockContainer } from '../core/image/open-block-container.ts';
import { type DiscImageFormat, discImageFormat, openDiscImage } from '../core/image/open-disc-image.ts';
import { chdKind, extractChd, isChd } from './exports/chd.ts';
import { openImz } from './exports/read-imz.ts';
import { openByteFile, siblingFiles } from './files/byte-file.ts';
import { exists, readSidecar, sidecarOfStore } from './files/dump-names.ts';
import { storeImagePath } from './files/dump-store.ts';
import { imageOfMap, isMapPath } from './image-of-map.ts';
import { nodeInflate } from './node-inflate.ts';

interface Opened {
  readonly path: string;
  /** Every file that was read for it, the one at `path` first. */
  readonly files: readonly string[];
  close(): void;
}

export interface DiscSectors extends Opened {
  readonly kind: 'disc';
  readonly format: DiscImageFormat | 'chd';
  readonly image: DiscImage;
  /** Where the file is the user data and nothing else (an ISO of 2048-byte sectors), the file: the quick way to it. */
  readonly cooked: ByteSource | null;
}

export interface BlockSectors extends Opened {
  readonly kind: 'block';
  readonly image: BlockImage;
}

export type ImageSectors = DiscSectors | BlockSectors;

const blockSectorBytes = 512;
const cookedBytes = 2048;
/** Larger sectors are told by nothing in the file but its size (PC-98, X68000). */
const sectorBytesOfSize: ReadonlyMap<number, number> = new Map([[1_261_568, 1024]]);

/** Sectors and nothing else. */
function plainImage(source: ByteSource, format: string): BlockImage {
  const sectorSize = sectorBytesOfSize.get(source.sizeBytes) ?? blockSectorBytes;
  const rest = source.sizeBytes % sectorSize;
  return {
    format,
    sectorSize,
    geometry: null,
    flaws: [],
    comment: '',
    warnings: rest === 0 ? [] : [`The image ends in ${rest} bytes that make no whole sector.`],
    sizeBytes: source.sizeBytes,
    read: (offsetBytes, into) => source.read(offsetBytes, into),
  };
}

/** The file of a dump that stands for it: the sheet, where there is one. */
export function imageOfSidecar(path: string): string {
  const { files } = readSidecar(path);
  const present = (['sheet', 'image', 'track'] as const)
    .flatMap((role) => files.filter((file) => file.role === role))
    .map((file) => join(dirname(path), file.path))
    .find(exists);
  if (present) return present;
  throw new SpindleError('not-found', `None of the image files ${path} speaks of lies beside it.`, { path });
}

/**
 * A sidecar or a rescue map stands for the image it tells of, and so does a store whose sectors became that image; anything
 * else stands for itself.
 */
export function imageNamedBy(path: string): string {
  const beside = sidecarOfStore(path);
  if (beside !== null && !exists(storeImagePath(path))) return imageOfSidecar(beside);
  if (path.endsWith(sidecarSuffix)) return imageOfSidecar(path);
  return isMapPath(path) ? imageOfMap(path) : path;
}

async function zipSectors(path: string): Promise<BlockSectors> {
  const { bytes } = await openImz(path);
  return {
    kind: 'block',
    path,
    files: [path],
    image: plainImage(sourceOfBytes(bytes), 'IMZ'),
    close: () => {},
  };
}

/** A CHD is unpacked beside where results go, and gone when it is closed. */
async function chdSectors(path: string, scratch: string): Promise<ImageSectors> {
  const kind = await chdKind(path);
  const unpacked = await extractChd(path, kind, scratch);
  try {
    const inner = await openSectors(unpacked.path, { scratch });
    const close = () => {
      inner.close();
      unpacked.remove();
    };
    return inner.kind === 'disc'
      ? { ...inner, format: 'chd', path, files: [path], close }
      : { ...inner, path, files: [path], close };
  } catch (error) {
    unpacked.remove();
    throw error;
  }
}

function fileSectors(path: string): ImageSectors {
  const file = openByteFile(path);
  const siblings = siblingFiles(dirname(path));
  const close = () => {
    siblings.close();
    file.close();
  };
  try {
    if (file.sizeBytes === 0)
      throw new SpindleError('bad-image', `${path} is empty: there is not one sector in it.`, { path });
    const name = basename(path);
    const container = blockContainerOf(name, file);
    const format = container === null ? discImageFormat(name, file) : null;
    if (format !== null) {
      const image = openDiscImage(name, file, siblings.find);
      const isCooked = format === 'iso' && (probeIso(file)?.strideBytes ?? cookedBytes) === cookedBytes;
      const cooked = isCooked ? file : null;
      return { kind: 'disc', format, path, files: [path, ...siblings.paths], image, cooked, close };
    }
    if (container === null) refuseForeignFormat(name, file);
    const image = openBlockContainer(name, file, nodeInflate) ?? plainImage(file, 'raw');
    return { kind: 'block', path, files: [path], image, close };
  } catch (error) {
    close();
    throw error;
  }
}

export interface OpenSectorsOptions {
  /** Where a packed image that needs a file may be unpacked; what is put there is removed on closing. */
  readonly scratch: string;
}

/**
 * Opens an image file, a sheet, or the image of a sidecar or of a rescue map.
 * @throws SpindleError not-found, permission-denied, not-a-source, bad-image, bad-sidecar, unsupported
 */
export async function openSectors(argument: string, { scratch }: OpenSectorsOptions): Promise<ImageSectors> {
  const given = resolve(argument);
  const path = imageNamedBy(given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new SpindleError('not-found', `${path} is not there.`, { path });
  if (!stat.isFile())
    throw new SpindleError(
      'not-a-source',
      `${path} is no image file. Image the medium first (spindle image), then use its image.`,
      { path },
    );
  if (['.imz', '.zip'].includes(extname(path).toLowerCase())) return zipSectors(path);
  return isChd(path) ? chdSectors(path, scratch) : fileSectors(path);
}
