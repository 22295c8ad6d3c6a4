/**
 * Files that belong together and appear together: each is written beside its place under a name of its own, and gets
 * its name once all are whole and on the disk. What exists is never replaced, and what is given up leaves nothing.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { OutputFile } from '../../../shared/model/output.ts';
import { candidateNames, exists } from '../files/dump-names.ts';
import {
  linkOrRename,
  outputError,
  partSuffix,
  syncDirectory,
  syncFile,
  writeAll,
} from '../files/durable.ts';
import { type HashedFile, hashFile } from '../files/hash-file.ts';
import { type PassingHashes, passingHashes } from '../files/hash-lanes.ts';

export interface OutputSet {
  readonly directory: string;
  readonly name: string;
  fileName(suffix: string): string;
  /** Where a published file stands. */
  pathOf(suffix: string): string;
  /** Where a file is to be made by another program; {@link add} takes it in. */
  partPath(suffix: string): string;
  /** Writes a file from front to back, hashed on the way. @throws what `signal` was aborted with; SpindleError output-* */
  write(
    role: OutputFile['role'],
    suffix: string,
    pieces: Iterable<Uint8Array>,
    hashes?: PassingHashes,
  ): Promise<OutputFile>;
  /** Hashes of about so many bytes, which {@link write} or the caller lets pass; they end with the set. */
  hashes(expectedBytes: number): PassingHashes;
  /** Takes in a part that is written, synced and hashed. */
  take(role: OutputFile['role'], suffix: string, made: HashedFile): OutputFile;
  /** Takes in a part that is written but not hashed. */
  add(role: OutputFile['role'], suffix: string): Promise<OutputFile>;
  /** A set in a folder of its own, for files only the making of these needs. It goes with {@link discard}. */
  scratch(): OutputSet;
  /** Gives all files their names, in the order they were written. @throws SpindleError output-exists; then none is there */
  publish(): void;
  /** Removes whatever is not published. */
  discard(): void;
}

export interface OutputSetOptions {
  readonly directory: string;
  /** The name that is wanted; a taken one becomes `name-2`. */
  readonly name: string;
  /** Endings that must be free, of every file that may be made. */
  readonly suffixes: readonly string[];
  /** Of these endings one must be free. */
  readonly anyOf?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
}

const breathEveryMs = 40;

function freeName({ directory, name, suffixes, anyOf = [] }: OutputSetOptions): string {
  for (const candidate of candidateNames(name)) {
    const isFree = (suffix: string) => !exists(join(directory, candidate + suffix));
    if (suffixes.every(isFree) && (anyOf.length === 0 || anyOf.some(isFree))) return candidate;
  }
  return name;
}

export function outputSet(options: OutputSetOptions): OutputSet {
  const { directory, signal, onBytes = () => {} } = options;
  const name = freeName(options);
  // A run that was killed may have left parts: they must not stand in the way of this one, nor be taken for its own.
  const mark = randomBytes(4).toString('hex');
  const written: string[] = [];
  const passing: PassingHashes[] = [];
  let inner: OutputSet | null = null;
  let published: string[] = [];
  const pathOf = (suffix: string) => join(directory, name + suffix);
  const partPath = (suffix: string) => `${pathOf(suffix)}.${mark}${partSuffix}`;

  const scratchPath = join(directory, `.${name}.${mark}${partSuffix}`);

  function open(suffix: string): number {
    try {
      return openSync(partPath(suffix), 'wx', 0o644);
    } catch (error) {
      throw outputError(error, directory);
    }
  }

  function take(role: OutputFile['role'], suffix: string, { sizeBytes, hashes }: HashedFile): OutputFile {
    if (!written.includes(suffix)) written.push(suffix);
    signal?.throwIfAborted();
    return { path: name + suffix, role, sizeBytes, ...hashes };
  }

  return {
    directory,
    name,
    fileName: (suffix) => name + suffix,
    pathOf,
    hashes(expectedBytes) {
      const made = passingHashes(expectedBytes);
      passing.push(made);
      return made;
    },
    partPath,
    async write(role, suffix, pieces, given) {
      const hashes = given ?? passingHashes(0);
      const fd = open(suffix);
      written.push(suffix);
      let breathMs = performance.now();
      try {
        for (const piece of pieces) {
          signal?.throwIfAborted();
          try {
            writeAll(fd, piece, null);
          } catch (error) {
            throw outputError(error, directory);
          }
          hashes.update(piece);
          onBytes(piece.length);
          if (performance.now() - breathMs < breathEveryMs) continue;
          await breathe();
          breathMs = performance.now();
        }
        signal?.throwIfAborted();
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
      return { path: name + suffix, role, sizeBytes: hashes.sizeBytes, ...hashes.digest() };
    },
    take,
    async add(role, suffix) {
      written.push(suffix);
      const made = await hashFile(partPath(suffix), onBytes);
      syncFile(partPath(suffix));
      return take(role, suffix, made);
    },
    scratch() {
      mkdirSync(scratchPath);
      inner = outputSet({
        directory: scratchPath,
        name,
        suffixes: [],
        ...(signal ? { signal } : {}),
        onBytes,
      });
      return inner;
    },
    publish() {
      try {
        for (const suffix of written) {
          linkOrRename(partPath(suffix), pathOf(suffix));
          published.push(suffix);
        }
      } catch (error) {
        for (const suffix of published) rmSync(pathOf(suffix), { force: true });
        published = [];
        throw outputError(error, directory);
      }
      syncDirectory(directory);
    },
    discard() {
      inner?.discard();
      for (const hashes of passing) hashes.stop();
      for (const suffix of written) rmSync(partPath(suffix), { force: true });
      rmSync(scratchPath, { recursive: true, force: true });
    },
  };
}
