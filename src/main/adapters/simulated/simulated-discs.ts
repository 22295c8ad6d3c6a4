/** Which disc lies in a simulated drive: an image read where it is, the first one of a folder, or a built-in one. */
import { readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { ByteSource } from '../../core/image/byte-source.ts';
import type { DiscImage } from '../../core/image/disc-image.ts';
import { openDiscImage } from '../../core/image/open-disc-image.ts';
import { type PracticeDisc, practiceDiscs } from '../../core/optical/practice-discs.ts';
import { subchannelBytes } from '../../core/optical/subchannel.ts';
import type { MmcTransport } from '../../core/ports.ts';
import { openByteFile, siblingFiles } from '../files/byte-file.ts';
import { openError } from '../posix-faults.ts';
import { type Behaviour, parseBehaviour } from './behaviour.ts';
import { behaviourBeside, insertedIn } from './inserted.ts';
import { blockBytes, type DvdImage } from './optical/disc.ts';
import { openSimulatedOptical } from './optical/simulated-optical.ts';
import { practicePrefix, simulatedPrefix } from './simulated-address.ts';
import { statOf } from './simulated-media.ts';
import { simulatedPlace } from './simulated-place.ts';

export interface SimulatedDisc {
  readonly transport: MmcTransport;
  readonly title: string;
  readonly behaviour: Behaviour;
  readonly media: 'cd' | 'dvd';
  /** Up to the last lead-out. */
  readonly totalSectors: number;
  /** What is odd about the image. */
  readonly warnings: readonly string[];
}

export interface SimulatedDiscOptions {
  /** How often an LBA was tried in earlier runs: rules that count reads go on where they were. */
  readonly priorReads?: (lba: number) => number;
  /** Blocks for that long. */
  readonly wait?: (delayMs: number) => void;
}

/** In the order in which a folder is searched: a sheet tells more than the file it describes. */
const sheetEndings = ['.cue', '.ccd', '.toc'];
const isoEnding = '.iso';
/** An image that does not say what it is: beyond this, no CD holds it (the rig's limit). */
const mostCdSectors = 360_000;

/** Whether what lies in a simulated drive is a disc, which takes MMC commands; anything else is read as blocks. */
export function isDiscAddress(address: string): boolean {
  if (!address.startsWith(simulatedPrefix)) return false;
  try {
    const { path } = simulatedPlace(address);
    return practiceDiscOf(path) !== null || discPath(path) !== null;
  } catch (error) {
    if (error instanceof SpindleError) return false;
    throw error;
  }
}

/**
 * Opens the drive of `sim:DISC`, `sim:DISC?behaviour=FILE.json` or `sim:practice/ID`.
 * @throws SpindleError not-found, not-a-source, permission-denied, bad-image, unsupported, bad-behaviour
 */
export function openSimulatedDisc(address: string, options: SimulatedDiscOptions = {}): SimulatedDisc {
  const { path, behaviour } = simulatedPlace(address);
  const practice = practiceDiscOf(path);
  if (practice) return practiceDrive(address, practice, behaviour, options);
  const imagePath = discPath(path);
  if (imagePath !== null)
    return imageDrive(address, imagePath, behaviourBeside(imagePath, behaviour ?? {}), options);
  throw new SpindleError(
    'not-a-source',
    `${path} is no disc image for a simulated drive: name a cue sheet, a CloneCD or toc file, an ISO image, or their folder.`,
    { address, path },
  );
}

function practiceDiscOf(path: string): PracticeDisc | null {
  if (!path.startsWith(practicePrefix)) return null;
  const id = path.slice(practicePrefix.length);
  return practiceDiscs.find((disc) => disc.id === id) ?? null;
}

function practiceDrive(
  address: string,
  disc: PracticeDisc,
  behaviour: Behaviour | null,
  options: SimulatedDiscOptions,
): SimulatedDisc {
  const image = disc.build();
  const chosen = behaviour ?? parseBehaviour(disc.behaviour, `The practice disc ${disc.id}`);
  return {
    transport: openSimulatedOptical(image, chosen, { ...options, address }),
    title: disc.title,
    behaviour: chosen,
    media: 'cd',
    totalSectors: image.endLba,
    warnings: image.warnings,
  };
}

/** The image a path means; null when it is none of a disc. */
function discPath(path: string): string | null {
  const stat = statOf(path);
  if (stat.isFile()) return isDiscName(path) ? path : null;
  return stat.isDirectory() ? firstDiscIn(path) : null;
}

function endingOf(name: string): string {
  return extname(name).toLowerCase();
}

function isDiscName(name: string): boolean {
  return sheetEndings.includes(endingOf(name)) || endingOf(name) === isoEnding;
}

function firstDiscIn(directory: string): string | null {
  const inserted = insertedIn(directory);
  if (inserted !== null) return isDiscName(inserted) ? join(directory, inserted) : null;
  const names = namesIn(directory).toSorted();
  for (const ending of [...sheetEndings, isoEnding]) {
    const name = names.find((candidate) => endingOf(candidate) === ending);
    if (name !== undefined) return join(directory, name);
  }
  return null;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    throw openError(error, directory, 'Ask its owner for read permission.');
  }
}

function imageDrive(
  address: string,
  path: string,
  behaviour: Behaviour,
  options: SimulatedDiscOptions,
): SimulatedDisc {
  const file = openByteFile(path);
  const siblings = siblingFiles(dirname(path));
  const close = () => {
    siblings.close();
    file.close();
  };
  try {
    const isDvd = endingOf(path) === isoEnding && isDvdSized(file.sizeBytes, behaviour);
    const opened = isDvd ? null : openDiscImage(basename(path), file, siblings.find);
    const image = opened ? withSubchannel(opened, subchannelFile(behaviour, siblings.find)) : dvdOf(file);
    return {
      transport: openSimulatedOptical(image, behaviour, { ...options, address, close }),
      title: basename(path),
      behaviour,
      media: opened ? 'cd' : 'dvd',
      totalSectors: 'kind' in image ? image.totalSectors : image.endLba,
      warnings: opened?.warnings ?? [],
    };
  } catch (error) {
    close();
    throw error;
  }
}

function isDvdSized(sizeBytes: number, { media }: Behaviour): boolean {
  return media === undefined ? sizeBytes > mostCdSectors * blockBytes : media === 'dvd';
}

/** The last block may be cut short in the file; it ends in zeros. */
function dvdOf(source: ByteSource): DvdImage {
  return {
    kind: 'dvd',
    totalSectors: Math.ceil(source.sizeBytes / blockBytes),
    readBlock(lba, into) {
      const offsetBytes = lba * blockBytes;
      const present = Math.min(blockBytes, source.sizeBytes - offsetBytes);
      if (present < blockBytes) into.fill(0);
      source.read(offsetBytes, present < blockBytes ? into.subarray(0, present) : into);
    },
  };
}

/** @throws SpindleError bad-behaviour when the behaviour names a file that is not beside the image */
function subchannelFile({ sub }: Behaviour, find: (name: string) => ByteSource | null): ByteSource | null {
  if (sub === undefined) return null;
  const source = find(sub);
  if (source) return source;
  throw new SpindleError('bad-behaviour', `The behaviour's subchannel ${sub} is not beside the disc image.`, {
    key: 'sub',
    name: sub,
  });
}

/** 96 bytes a sector from LBA 0, P to W one after the other, instead of what the image has. */
function withSubchannel(image: DiscImage, source: ByteSource | null): DiscImage {
  if (!source) return image;
  return {
    ...image,
    readSubchannel(lba, into) {
      const offsetBytes = lba * subchannelBytes;
      if (offsetBytes < 0 || offsetBytes + subchannelBytes > source.sizeBytes) return false;
      source.read(offsetBytes, into);
      return true;
    },
  };
}
