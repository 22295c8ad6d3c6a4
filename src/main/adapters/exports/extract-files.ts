/**
 * Entries of an image as files of a folder. Whatever their names and links say, nothing is written outside of it, no
 * link of the image is followed, and nothing that exists is replaced.
 */
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { appleDoubleHead } from '../../core/filesystem/apple-double.ts';
import { byteRanges } from '../../core/filesystem/byte-ranges.ts';
import type { Damage } from '../../core/filesystem/damage.ts';
import type { Entry, Extent, Filesystem } from '../../core/filesystem/filesystem.ts';
import { resourceForkName } from '../../core/filesystem/hfs/open-hfs.ts';
import {
  foldedName,
  isSafeLinkTarget,
  nameCandidates,
  safeFileName,
} from '../../core/filesystem/safe-name.ts';
import type { WalkedEntry } from '../../core/filesystem/walk.ts';
import { linkOrRename, outputError, partSuffix, writeAll } from '../files/durable.ts';

export interface ExtractedFile {
  /** Absolute. */
  readonly path: string;
  /** What was known before, and what turned out on reading. */
  readonly damage: Damage;
}

export interface ExtractorOptions {
  readonly imagePath: string;
  /** Told of entries that were left out, with the reason. */
  readonly onProblem: (path: string, what: string) => void;
  /** Told of entries whose name no file here can have, or another one has already. */
  readonly onRename: (path: string, name: string) => void;
}

export interface Extractor {
  /** Entries in the order of a walk: a directory before what is in it. @returns null for what is no file */
  add(walked: WalkedEntry, damage: Damage): ExtractedFile | null;
  /** Makes the links, which wait to the end so that nothing is written through them, and sets times of folders. */
  finish(): void;
}

const noteSuffix = '.damaged-ranges.json';
/** Stays in the processor's cache between reading and writing. */
const chunkBytes = 256 * 1024;
/** A folder its owner cannot write to could not be filled, nor be thrown away again. */
const ownerRights = 0o700;
const rightsMask = 0o777;

interface OutputFolder {
  readonly path: string;
  readonly depth: number;
  /** Names given in it, folded: `README` and `readme` must not become one file elsewhere. */
  readonly taken: Set<string>;
}

interface LostFork {
  readonly name: string;
  readonly ranges: readonly Extent[];
}

function asPairs(ranges: readonly Extent[]): (readonly [offsetBytes: number, lengthBytes: number])[] {
  return ranges.map(({ offsetBytes, lengthBytes }) => [offsetBytes, lengthBytes]);
}

function isExisting(error: unknown): boolean {
  return (
    (error as NodeJS.ErrnoException).code === 'EEXIST' ||
    (error instanceof SpindleError && error.code === 'output-exists')
  );
}

function setTime(path: string, modified: string | null): void {
  const time = modified === null ? Number.NaN : Date.parse(modified);
  if (Number.isNaN(time)) return;
  try {
    utimesSync(path, new Date(time), new Date(time));
  } catch {
    // Some file systems know no times before 1980 or after 2038; the content is what counts.
  }
}

function setRights(path: string, mode: number | null, always = 0): void {
  if (mode === null || process.platform === 'win32') return;
  try {
    chmodSync(path, (mode & rightsMask) | always);
  } catch {
    // Nor do all of them know rights.
  }
}

/** @throws SpindleError output-full, output-unwritable, output-failed */
export function extractor(directory: string, filesystem: Filesystem, options: ExtractorOptions): Extractor {
  const buffer = new Uint8Array(chunkBytes);
  const top: OutputFolder = { path: directory, depth: 0, taken: new Set() };
  /** By the path in the image. */
  const folders = new Map<string, OutputFolder>([['', top]]);
  const made: { readonly path: string; readonly entry: Entry }[] = [];
  const links: { readonly folder: OutputFolder; readonly walked: WalkedEntry }[] = [];
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw outputError(error, directory);
  }

  /** Tries the names of an entry in turn until one is free, here and on the disk. */
  function withFreeName(
    folder: OutputFolder,
    walked: string,
    name: string,
    make: (path: string) => boolean,
  ): string {
    const safe = safeFileName(name);
    for (const candidate of nameCandidates(safe)) {
      const folded = foldedName(candidate);
      if (folder.taken.has(folded)) continue;
      const path = join(folder.path, candidate);
      try {
        if (!make(path)) continue;
      } catch (error) {
        if (isExisting(error)) continue;
        throw outputError(error, path);
      }
      folder.taken.add(folded);
      if (candidate !== name) options.onRename(walked, candidate);
      return path;
    }
    throw new SpindleError('internal', 'Names ran out.', { path: folder.path });
  }

  /** A folder that is there already is used, unless it is a link: that could lead anywhere. */
  function makeFolder(path: string): boolean {
    try {
      mkdirSync(path);
      return true;
    } catch (error) {
      if (!isExisting(error)) throw error;
      return lstatSync(path).isDirectory();
    }
  }

  function folderOf(names: readonly string[], entry: Entry | null): OutputFolder {
    const key = names.join('/');
    const known = folders.get(key);
    if (known) return known;
    const parent = folderOf(names.slice(0, -1), null);
    const path = withFreeName(parent, key, names.at(-1)!, makeFolder);
    const folder = { path, depth: parent.depth + 1, taken: new Set<string>() };
    folders.set(key, folder);
    if (entry) made.push({ path, entry });
    return folder;
  }

  /** Writes to a `.part` file, which takes its name when it is whole. @returns what could not be read */
  function writeContent(
    path: string,
    sizeBytes: number,
    read: (at: number, into: Uint8Array) => readonly Extent[],
  ) {
    const part = path + partSuffix;
    if (lstatSync(path, { throwIfNoEntry: false })) return null;
    const fd = openSync(part, 'wx', 0o666);
    const lost: Extent[] = [];
    try {
      try {
        for (let at = 0; at < sizeBytes; at += chunkBytes) {
          const piece = buffer.subarray(0, Math.min(chunkBytes, sizeBytes - at));
          lost.push(...read(at, piece));
          writeAll(fd, piece, at);
        }
      } finally {
        closeSync(fd);
      }
      linkOrRename(part, path);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
    return lost;
  }

  function writeFile(
    folder: OutputFolder,
    shownPath: string,
    name: string,
    sizeBytes: number,
    read: (at: number, into: Uint8Array) => readonly Extent[],
  ) {
    let lost: readonly Extent[] = [];
    const path = withFreeName(folder, shownPath, name, (candidate) => {
      const unread = writeContent(candidate, sizeBytes, read);
      lost = unread ?? [];
      return unread !== null;
    });
    return { path, lost };
  }

  /** Beside the file, under its name and theirs. @returns those of which something is lost */
  function writeForks(folder: OutputFolder, { path, entry }: WalkedEntry): LostFork[] {
    return entry.forks
      .filter(({ sizeBytes }) => sizeBytes > 0)
      .map((fork) => {
        const { lost } = writeFile(folder, path, `${entry.name}.${fork.name}`, fork.sizeBytes, (at, into) =>
          filesystem.read(entry, at, into, fork.name),
        );
        return { name: fork.name, ranges: lost };
      })
      .filter(({ ranges }) => ranges.length > 0);
  }

  /** Type, creator, dates and resource fork as one file Macintoshes understand. */
  function writeAppleDouble(folder: OutputFolder, { path, entry }: WalkedEntry): void {
    const { finderInfo, modified, facts } = entry;
    const fork = entry.forks.find(({ name }) => name === resourceForkName);
    if (!finderInfo || (!fork && finderInfo.every((byte) => byte === 0))) return;
    const resourceBytes = fork?.sizeBytes ?? 0;
    const head = appleDoubleHead({ finderInfo, created: facts.created ?? null, modified, resourceBytes });
    writeFile(folder, path, `._${entry.name}`, head.length + resourceBytes, (at, into) => {
      const own = head.subarray(at, at + into.length);
      into.set(own);
      const rest = into.subarray(own.length);
      if (rest.length > 0) filesystem.read(entry, at + own.length - head.length, rest, resourceForkName);
      // What is lost of the fork is told of the fork itself.
      return [];
    });
  }

  function writeNote(
    path: string,
    walked: WalkedEntry,
    ranges: readonly Extent[],
    lostForks: readonly LostFork[],
  ): void {
    const note = {
      format: 'spindle-damaged-ranges',
      version: 1,
      image: options.imagePath,
      path: walked.path,
      sizeBytes: walked.entry.sizeBytes,
      meaning: 'These bytes of the file could not be read, or are in doubt; unread ones are zeros.',
      damagedRanges: asPairs(ranges),
      ...(lostForks.length === 0
        ? {}
        : { forks: lostForks.map((fork) => ({ name: fork.name, damagedRanges: asPairs(fork.ranges) })) }),
    };
    writeFileSync(path + noteSuffix, `${JSON.stringify(note, null, 2)}\n`, { flag: 'wx' });
  }

  function addFile(walked: WalkedEntry, known: Damage): ExtractedFile {
    const { entry, names } = walked;
    const folder = folderOf(names.slice(0, -1), null);
    const { path, lost } = writeFile(folder, walked.path, entry.name, entry.sizeBytes, (at, into) =>
      filesystem.read(entry, at, into),
    );
    const lostForks = writeForks(folder, walked);
    writeAppleDouble(folder, walked);
    const { ranges } = byteRanges([...known.ranges, ...lost]);
    const lostBytes = ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
    const isUnread = known.state === 'unread' || (ranges.length > 0 && lostBytes >= entry.sizeBytes);
    const isHurt = ranges.length > 0 || lostForks.length > 0;
    if (isHurt) {
      folder.taken.add(foldedName(`${path.slice(folder.path.length + 1)}${noteSuffix}`));
      writeNote(path, walked, ranges, lostForks);
    }
    setRights(path, entry.mode);
    setTime(path, entry.modified);
    return {
      path,
      damage: { state: isUnread ? 'unread' : isHurt ? 'damaged' : 'intact', ranges },
    };
  }

  function makeLink(folder: OutputFolder, { path, entry }: WalkedEntry): void {
    const target = entry.linkTarget ?? '';
    if (process.platform === 'win32' || !isSafeLinkTarget(target, folder.depth)) {
      options.onProblem(path, `is a link to "${target}", which was not made`);
      return;
    }
    withFreeName(folder, path, entry.name, (candidate) => {
      symlinkSync(target, candidate);
      return true;
    });
  }

  return {
    add(walked, damage) {
      const { entry, names } = walked;
      switch (entry.kind) {
        case 'directory':
          folderOf(names, entry);
          return null;
        case 'symlink':
          links.push({ folder: folderOf(names.slice(0, -1), null), walked });
          return null;
        case 'other':
          options.onProblem(walked.path, 'is a device or pipe, which was not made');
          return null;
        case 'file':
          return addFile(walked, damage);
      }
    },
    finish() {
      for (const { folder, walked } of links) makeLink(folder, walked);
      for (const { path, entry } of made.toReversed()) {
        setRights(path, entry.mode, ownerRights);
        setTime(path, entry.modified);
      }
    },
  };
}
