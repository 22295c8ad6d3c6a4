/** The first look at an image file: what its format says of tracks or geometry, and what is recognised in its sectors. */
import { createHash } from 'node:crypto';
import type { Disc } from '../../shared/model/disc.ts';
import type { Filesystem, Inspection, Warning } from '../../shared/model/drive.ts';
import type { Platform } from '../../shared/model/platform.ts';
import { inspectImage } from '../core/block/inspect.ts';
import type { Place } from '../core/filesystem/open-filesystems.ts';
import { identify } from '../core/identify/identify.ts';
import { platformsOfDisc, platformsOfDisk } from '../core/identify/platforms/find-platforms.ts';
import { windowReader } from '../core/identify/sector-reader.ts';
import type { BlockGeometry } from '../core/image/block-image.ts';
import type { DiscImage } from '../core/image/disc-image.ts';
import { discOfImage } from '../core/image/disc-of-image.ts';
import { sectorBytes, userDataBytes } from '../core/optical/sector-layout.ts';
import { readStoreDocument } from './files/store-document.ts';
import { type OpenedImage, openImage } from './open-image.ts';

export interface PlacedFinding extends Filesystem {
  /** Of a disc, the data track it was found in. */
  readonly track?: number;
}

export interface ImageInspection extends Omit<Inspection, 'filesystems'> {
  /** What the file is: `cue`, `iso`, `IMD`, `raw` ... */
  readonly format: string;
  readonly filesystems: readonly PlacedFinding[];
  /** As the container says; the hypotheses say what the sectors speak for. */
  readonly geometry: BlockGeometry | null;
  /** What the medium was made for. */
  readonly platforms: readonly Platform[];
}

/** No CD holds more: 99 minutes 59 seconds 74 frames. */
const mostCdSectors = 450_000;
/** Two layers of a DVD-9, the largest of one side. */
const mostDvdSectors = 4_173_824;

/** A disc without raw sectors may be of any family; how much is on it tells. */
function profileOf(sectors: number): string {
  if (sectors <= mostCdSectors) return 'CD-ROM';
  return sectors <= mostDvdSectors ? 'DVD-ROM' : 'BD-ROM';
}

function discOf(image: DiscImage): { readonly disc: Disc; readonly warnings: readonly string[] } {
  const { disc, warnings } = discOfImage(image, (bytes) => createHash('sha1').update(bytes).digest());
  const profile = profileOf(image.endLba);
  return { disc: profile === 'CD-ROM' ? disc : { ...disc, profile, ids: null }, warnings };
}

/** In the order of the disc, which is not that of what is shown first. */
function inOrder({ places }: OpenedImage): Place[] {
  return [...places].sort((a, b) => a.startBytes - b.startBytes);
}

function foundOnDisc(image: OpenedImage): PlacedFinding[] {
  return inOrder(image).flatMap(({ startBytes, sizeBytes, track }) => {
    const startLba = startBytes / userDataBytes;
    return identify(windowReader(image.reader, startBytes, sizeBytes)).map((found) => ({
      ...found,
      startLba: startLba + found.startLba,
      ...(track === null ? {} : { track }),
    }));
  });
}

function asWarnings(texts: readonly string[]): Warning[] {
  return [...new Set(texts)].map((message) => ({ code: 'image', message }));
}

const nobody = { vendor: '', product: '', revision: '', serial: '', bus: '' } as const;

export function inspectOpened(image: OpenedImage): ImageInspection {
  const { kind, path, format, reader, disc: discImage, geometry, warnings } = image;
  if (kind === 'block') {
    // A packed image is known by the ending it has without the packer's.
    const inspection = inspectImage(reader, path.replace(/\.gz$/i, ''));
    return {
      ...inspection,
      format,
      geometry,
      platforms: platformsOfDisk(reader),
      warnings: [...inspection.warnings, ...asWarnings(warnings)],
    };
  }
  const told = discImage && discOf(discImage);
  const totalSectors = Math.floor(reader.sizeBytes / userDataBytes);
  const sectorSize = image.isCooked ? userDataBytes : sectorBytes;
  return {
    medium: {
      sizeBytes: totalSectors * sectorSize,
      sectorSize,
      totalSectors,
      writeProtected: null,
      removable: false,
      diskSequence: null,
    },
    identity: nobody,
    format,
    geometry: null,
    hypotheses: [],
    filesystems: foundOnDisc(image),
    platforms: platformsOfDisc(reader, inOrder(image), image.isCooked ? null : discImage),
    warnings: asWarnings([...warnings, ...(told?.warnings ?? [])]),
    disc: told?.disc ?? discOfStore(image),
  };
}

function discOfStore({ format, path }: OpenedImage): Disc | null {
  if (format !== 'store') return null;
  return readStoreDocument(path).disc?.disc ?? null;
}

/** @throws SpindleError as `openImage` does */
export async function inspectImageFile(path: string): Promise<ImageInspection> {
  const image = await openImage(path);
  try {
    return inspectOpened(image);
  } finally {
    image.close();
  }
}
