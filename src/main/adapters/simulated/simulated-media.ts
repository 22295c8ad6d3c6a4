/** What lies in a simulated drive: an image file read where it is, the first image of a folder, or a built-in medium. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { practiceMedia } from '../../core/block/practice-media.ts';
import { practiceDiscs } from '../../core/optical/practice-discs.ts';
import { openError, systemName } from '../posix-faults.ts';
import { type Behaviour, parseBehaviour } from './behaviour.ts';
import { behaviourBeside, insertedIn } from './inserted.ts';
import { practicePrefix, simulatedPrefix } from './simulated-address.ts';
import { simulatedPlace } from './simulated-place.ts';

export interface SimulatedMedium {
  readonly title: string;
  readonly sizeBytes: number;
  readonly behaviour: Behaviour;
  /** Fills `into` from an offset inside the medium. @throws system errors of the file underneath */
  readonly read: (offsetBytes: number, into: Uint8Array) => void;
  readonly close: () => void;
}

/**
 * Opens the medium of `sim:PATH`, `sim:PATH?behaviour=FILE.json`, `sim:practice/ID` or `sim:dump:PATH`. A folder called `practice` is
 * reached as `sim:./practice`.
 * @throws SpindleError not-found, not-a-source, permission-denied, bad-behaviour
 */
export function openSimulatedMedium(address: string): SimulatedMedium {
  const { path, behaviour } = simulatedPlace(address);
  if (path.startsWith(practicePrefix)) return builtMedium(path.slice(practicePrefix.length), behaviour);
  return imageMedium(path, behaviour ?? {});
}

/** @throws SpindleError not-found */
function practiceMedium(id: string) {
  return practiceMedia.find((candidate) => candidate.id === id) ?? unknownPractice(id);
}

function unknownPractice(id: string): never {
  const known = [...practiceMedia, ...practiceDiscs].map((candidate) => candidate.id);
  throw new SpindleError(
    'not-found',
    `There is no practice medium "${id}". There are: ${known.join(', ')}.`,
    { id, known },
  );
}

/** @throws SpindleError not-found */
export function practiceAddressOf(id: string): string {
  const isKnown = [...practiceMedia, ...practiceDiscs].some((candidate) => candidate.id === id);
  return isKnown ? simulatedPrefix + practicePrefix + id : unknownPractice(id);
}

const built = new Map<string, Uint8Array>();

function builtMedium(id: string, behaviour: Behaviour | null): SimulatedMedium {
  const medium = practiceMedium(id);
  const bytes = built.get(id) ?? medium.build();
  built.set(id, bytes);
  return {
    title: medium.title,
    sizeBytes: bytes.length,
    behaviour: behaviour ?? parseBehaviour(medium.behaviour, `The practice medium ${id}`),
    read: (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
    close: () => {},
  };
}

function imageMedium(path: string, behaviour: Behaviour): SimulatedMedium {
  const imagePath = imageAt(path);
  const fd = open(imagePath);
  return {
    title: basename(imagePath),
    sizeBytes: fstatSync(fd).size,
    behaviour: behaviourBeside(imagePath, behaviour),
    read: (offset, into) => readWhole(fd, offset, into),
    close: () => closeSync(fd),
  };
}

const imageEndings = new Set([
  ...['.img', '.ima', '.dsk', '.flp', '.vfd', '.raw', '.bin', '.dd', '.iso'],
  ...['.st', '.msa', '.adf', '.adl', '.ssd', '.dsd', '.do', '.po', '.d64', '.d81', '.hdm', '.xdf'],
]);

/** A simulated drive takes images, never devices: those have sources of their own, and a guard. */
function imageAt(path: string): string {
  const stat = statOf(path);
  if (stat.isFile()) return path;
  if (!stat.isDirectory()) {
    throw new SpindleError('not-a-source', `${path} is neither an image file nor a folder of images.`, {
      path,
    });
  }
  const inserted = insertedIn(path);
  if (inserted === '') {
    throw new SpindleError('no-medium', `There is no medium in the simulated drive ${path}.`, { path });
  }
  const first = inserted ?? imagesIn(path)[0];
  if (first) return join(path, first);
  throw new SpindleError('no-medium', `The folder ${path} has no image for the simulated drive.`, { path });
}

function imagesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() && imageEndings.has(extname(entry.name).toLowerCase()))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw openError(error, directory, 'Ask its owner for read permission.');
  }
}

export function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw openError(error, path, 'Ask its owner for read permission.');
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw openError(error, path, 'Ask its owner for read permission.');
  }
}

function readWhole(fd: number, offset: number, into: Uint8Array): void {
  for (let done = 0; done < into.length; ) {
    const bytes = readSync(fd, into, done, into.length - done, offset + done);
    if (bytes === 0) throw new Error(`the image ends at ${offset + done}`);
    done += bytes;
  }
}

/** For whoever shows a failed read of the image file itself. */
export function imageFault(error: unknown): string {
  return `image file: ${systemName(error)}`;
}
