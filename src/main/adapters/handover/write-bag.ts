/**
 * Writes a BagIt 1.0 bag (RFC 8493): each byte is read once, and its digests are those of what was written. Everything is
 * built and synced in `NAME.part/bag`; the bag appears under its name whole, or not at all.
 */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { bytesWords } from '../../../shared/words.ts';
import { payloadFolder } from '../../core/handover/bagit/bag-path.ts';
import { declarationName, declarationText } from '../../core/handover/bagit/declaration.ts';
import { manifestLine } from '../../core/handover/bagit/manifest.ts';
import { oxumLabel, oxumText } from '../../core/handover/bagit/payload-oxum.ts';
import { type TagLine, tagLinesText } from '../../core/handover/bagit/tag-lines.ts';
import { partSuffix, syncDirectory } from '../files/durable.ts';
import { lockExclusive } from '../files/lock.ts';
import { systemName } from '../posix-faults.ts';
import { DigestLane, worthwhileBytes } from './digest-lane.ts';
import { digests } from './digests.ts';
import { pump } from './pump.ts';

export interface PayloadFile {
  /** In the bag, below `data/`. */
  readonly path: string;
  /** Where it is copied from. */
  readonly source: string;
  /** What it must still be; null where nothing says. */
  readonly expected: { readonly sizeBytes: number; readonly sha256: string } | null;
  readonly sizeBytes: number;
}

export interface TagFile {
  readonly path: string;
  /** Whole, or made while it is written. */
  readonly text: string | (() => Promise<Iterable<string>>);
}

export interface BagPlan {
  readonly payload: readonly PayloadFile[];
  /** Written as they are, beside the payload. */
  readonly tagFiles: readonly TagFile[];
  /** For `bag-info.txt`; what the payload is in numbers is added. */
  readonly info: readonly TagLine[];
}

export interface WrittenBag {
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

export interface CopyProgress {
  readonly path: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** RFC 8493, 2.4: tools must know both, and SHA-512 is the one to use. */
const algorithms = ['sha512', 'sha256'] as const;
/** Says whose the folder is, so that what a killed run left is cleared away and nothing else. */
const markerName = 'spindle-bagging';

interface Line {
  readonly path: string;
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * @param target folder of the bag, which must not exist
 * @throws SpindleError output-exists, output-full, output-unwritable, not-found or conflict when a file is not what its
 * sidecar says; nothing of the bag is left then
 */
export async function writeBag(
  target: string,
  plan: BagPlan,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<WrittenBag> {
  const totalBytes = plan.payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const part = await claimPart(target, totalBytes);
  const writer = bagWriter(join(part, 'bag'));
  try {
    let doneBytes = 0;
    const lines: Line[] = [];
    for (const file of plan.payload) {
      lines.push(
        await writer.copy(file, (bytes) => {
          doneBytes += bytes;
          onProgress({ path: file.path, doneBytes, totalBytes });
        }),
      );
    }
    await writer.finish(plan, lines, doneBytes);
    renameSync(join(part, 'bag'), target);
    syncDirectory(dirname(target));
    return { path: target, files: lines.length, sizeBytes: doneBytes };
  } catch (error) {
    throw bagError(error, target);
  } finally {
    await writer.settle();
    rmSync(part, { recursive: true, force: true });
  }
}

/** Makes the folder the bag is built in. @returns its path */
async function claimPart(target: string, totalBytes: number): Promise<string> {
  const part = target + partSuffix;
  try {
    if (lstatSync(target, { throwIfNoEntry: false })) throw exists(target);
    mkdirSync(dirname(target), { recursive: true });
    const left = lstatSync(part, { throwIfNoEntry: false });
    // A run that was killed before it marked its folder left an empty one, in which there is nothing to lose.
    const isEmpty = left?.isDirectory() === true && readdirSync(part).length === 0;
    if (left && !isEmpty) {
      const isOurs = lstatSync(join(part, markerName), { throwIfNoEntry: false })?.isFile() ?? false;
      if (!left.isDirectory() || !isOurs) throw exists(part);
      if (!(await lockExclusive(join(part, markerName))))
        throw new SpindleError(
          'conflict',
          `Another run is writing ${target} just now. Nothing was changed.`,
          {
            path: target,
          },
        );
      // The mark goes last: killed in between, the rest is still known as ours.
      rmSync(join(part, 'bag'), { recursive: true, force: true });
      rmSync(part, { recursive: true, force: true });
    }
    refuseIfFull(target, totalBytes);
    if (!isEmpty) mkdirSync(part);
    // Only one can be the first to mark it, whoever made the folder.
    writeFileSync(
      join(part, markerName),
      'A bag is being made here; this folder may be removed when none is.\n',
      { flag: 'wx' },
    );
    await lockExclusive(join(part, markerName));
    return part;
  } catch (error) {
    throw bagError(error, target);
  }
}

function refuseIfFull(target: string, totalBytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(target));
  if (totalBytes <= bavail * bsize) return;
  throw new SpindleError(
    'output-unwritable',
    `${dirname(target)} has ${bytesWords(bavail * bsize)} free, and the bag needs ${bytesWords(totalBytes)}. Nothing was written; choose another place or free some space.`,
    { path: target, neededBytes: totalBytes, freeBytes: bavail * bsize },
  );
}

function bagWriter(root: string) {
  const folders = new Set<string>();
  let lane: DigestLane | null = null;
  /** One file is synced while the next one is copied. */
  let syncing: Promise<void> = Promise.resolve();

  function startedLane(): DigestLane {
    lane ??= new DigestLane();
    return lane;
  }

  function makeFolder(path: string): void {
    if (folders.has(path)) return;
    mkdirSync(path, { recursive: true });
    for (let folder = path; !folders.has(folder) && folder.startsWith(root); folder = dirname(folder))
      folders.add(folder);
  }

  async function create(path: string): Promise<FileHandle> {
    makeFolder(dirname(join(root, path)));
    return open(join(root, path), 'wx', 0o644);
  }

  /** Closes a file once it and the one before it are synced. Fails with the one before it: its own failure comes later. */
  async function release(file: FileHandle): Promise<void> {
    const former = syncing;
    syncing = former.then(() => file.datasync()).finally(() => file.close());
    syncing.catch(() => {});
    await former;
  }

  async function writeText(path: string, text: TagFile['text']): Promise<Line> {
    const all = digests(algorithms);
    const pieces = typeof text === 'string' ? [text] : await text();
    const file = await create(path);
    try {
      for (const piece of together(pieces)) {
        const bytes = Buffer.from(piece.toWellFormed(), 'utf8');
        all.update(bytes);
        await writePiece(file, bytes);
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    await release(file);
    return { path, digests: all.finish() };
  }

  async function writeManifests(prefix: string, lines: readonly Line[]): Promise<Line[]> {
    const sorted = lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const written: Line[] = [];
    for (const algorithm of algorithms) {
      const text = sorted.map((line) => manifestLine(line.digests.get(algorithm)!, line.path)).join('');
      written.push(await writeText(`${prefix}-${algorithm}.txt`, text));
    }
    return written;
  }

  async function copyInto(
    target: FileHandle,
    source: FileHandle,
    file: PayloadFile,
    onBytes: (bytes: number) => void,
  ): Promise<Line> {
    try {
      const beside = file.sizeBytes < worthwhileBytes ? null : startedLane();
      const here = digests(beside ? ['sha512'] : algorithms);
      const sizeBytes = await pump(source, async (piece) => {
        const others = [writePiece(target, piece), beside?.take(piece)];
        here.update(piece);
        await Promise.all(others);
        onBytes(piece.length);
      });
      const all = new Map(here.finish());
      if (beside) all.set('sha256', await beside.finish());
      const line = { path: file.path, digests: all };
      refuseIfChanged(file, sizeBytes, line.digests.get('sha256')!);
      const { atime, mtime } = await source.stat();
      await target.utimes(atime, mtime);
      await release(target);
      return line;
    } catch (error) {
      await target.close();
      throw (error as NodeJS.ErrnoException).syscall === 'read' ? unreadable(file, error) : error;
    }
  }

  return {
    async copy(file: PayloadFile, onBytes: (bytes: number) => void): Promise<Line> {
      const source = await openSource(file);
      try {
        return await copyInto(await create(file.path), source, file, onBytes);
      } finally {
        await source.close();
      }
    },

    /** Waits for what the system still does with files of the bag, whether or not it succeeds. */
    async settle(): Promise<void> {
      await syncing.catch(() => {});
      await lane?.stop();
    },

    async finish({ tagFiles, info }: BagPlan, payload: readonly Line[], sizeBytes: number): Promise<void> {
      makeFolder(join(root, payloadFolder.slice(0, -1)));
      const tags: Line[] = [];
      for (const { path, text } of tagFiles) tags.push(await writeText(path, text));
      const numbers = [
        { label: oxumLabel, value: oxumText({ sizeBytes, files: payload.length }) },
        { label: 'Bag-Size', value: bytesWords(sizeBytes).replace('\u202f', ' ') },
      ];
      tags.push(await writeText('bag-info.txt', tagLinesText([...info, ...numbers])));
      tags.push(...(await writeManifests('manifest', payload)));
      // Last: until it is there, nobody takes the folder for a bag.
      tags.push(await writeText(declarationName, declarationText));
      await writeManifests('tagmanifest', tags);
      await syncing;
      for (const folder of [...folders].sort().reverse()) syncDirectory(folder);
    },
  };
}

const togetherLength = 256 * 1024;

/** Small pieces as larger ones. */
function* together(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < togetherLength) continue;
    yield held;
    held = '';
  }
  yield held;
}

async function writePiece(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.length; ) done += (await file.write(piece, done)).bytesWritten;
}

async function openSource(file: PayloadFile): Promise<FileHandle> {
  try {
    return await open(file.source, 'r');
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable({ source }: PayloadFile, error: unknown): SpindleError {
  return new SpindleError(
    'not-found',
    `${source} cannot be read (${systemName(error)}), so no bag was made. Bring the storage it lies on back, then try again.`,
    { path: source, system: systemName(error) },
  );
}

function refuseIfChanged({ source, expected }: PayloadFile, sizeBytes: number, sha256: string): void {
  if (expected === null || (expected.sizeBytes === sizeBytes && expected.sha256 === sha256)) return;
  throw new SpindleError(
    'conflict',
    `${source} is no longer what its sidecar says, so no bag was made: a bag would vouch for what was changed. Verify the dump, and find its good copy.`,
    { path: source, expectedSha256: expected.sha256, foundSha256: sha256 },
  );
}

function exists(path: string): SpindleError {
  return new SpindleError(
    'output-exists',
    `${path} exists already and is left as it is. Choose another name for the bag.`,
    { path },
  );
}

function bagError(error: unknown, target: string): unknown {
  if (error instanceof SpindleError || typeof (error as NodeJS.ErrnoException).code !== 'string')
    return error;
  const system = systemName(error);
  const path = (error as NodeJS.ErrnoException).path ?? target;
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(system);
  return new SpindleError(
    'output-unwritable',
    isFull
      ? `The disk filled up while ${target} was made (${system}). Nothing of it was left there, and the dumps are as they were; free some space and try again.`
      : `${target} could not be made (${path}: ${system}). Nothing of it was left there, and the dumps are as they were.`,
    { path, system },
  );
}
