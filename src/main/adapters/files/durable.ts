/** Files that are either wholly there or not: `.part`, fsync, rename or link, fsync of the directory. */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';

export const partSuffix = '.part';

/** What a failed write to the output means to the person at the bench. */
export function outputError(error: unknown, path: string): SpindleError {
  if (error instanceof SpindleError) return error;
  if (!isSystemError(error)) {
    return new SpindleError(
      'internal',
      `Spindle itself failed (${error instanceof Error ? error.message : String(error)}). Everything read so far is kept in its store; please report this, then resume.`,
      { path },
    );
  }
  const system = error.code;
  const details = { path, system };
  switch (system) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new SpindleError(
        'output-full',
        `The output folder is full (${path}). Everything read so far is kept; free some space and resume.`,
        details,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SpindleError(
        'output-unwritable',
        `The output folder cannot be written to (${path}, ${system}). Nothing was changed; choose another folder or mend its permissions.`,
        details,
      );
    case 'EEXIST':
    case 'ENOTDIR':
      return new SpindleError('output-unwritable', `${path} is not a folder. Nothing was changed.`, details);
    case 'ENOENT':
      return new SpindleError('output-unwritable', `The output folder does not exist (${path}).`, details);
    default:
      return new SpindleError(
        'output-failed',
        `Writing to the output failed (${path}, ${system}). Everything read so far is kept; mend the disk or folder and resume.`,
        details,
      );
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}

/** Makes names in a directory survive a power failure. Systems that cannot sync a directory say so by EISDIR/EPERM. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function writeAll(fd: number, bytes: Uint8Array, position: number | null): void {
  let done = 0;
  while (done < bytes.length) {
    done += writeSync(fd, bytes, done, bytes.length - done, position === null ? null : position + done);
  }
}

/** Replaces `path` by `text` so that a reader sees the old content or the new, never a mixture. */
export function replaceDurably(path: string, text: string): void {
  const part = path + partSuffix;
  const fd = openSync(part, 'w', 0o644);
  try {
    writeAll(fd, Buffer.from(text, 'utf8'), 0);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(part, path);
  syncDirectory(dirname(path));
}

/**
 * Gives a finished, synced file its final name. Without `replace`, a file of that name that exists is never touched.
 * @throws SpindleError output-exists
 */
export function publish(part: string, target: string, replace: boolean): void {
  if (replace) {
    renameSync(part, target);
  } else {
    linkOrRename(part, target);
  }
  syncDirectory(dirname(target));
}

/**
 * Publishes a file that must also stay where it is: a second name for the same bytes, or a copy where the file system
 * knows no second names.
 */
export function publishKeeping(working: string, target: string, replace: boolean): void {
  const part = `${working}.publish${partSuffix}`;
  rmSync(part, { force: true });
  try {
    linkSync(working, part);
  } catch (error) {
    if (!isLinkUnsupported(error)) throw error;
    copyFileSync(working, part);
    syncFile(part);
  }
  publish(part, target, replace);
}

export function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function isLinkUnsupported(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Gives a file its final name without syncing anything. link(2) refuses an existing name atomically; file systems
 * without links get a check and a rename.
 * @throws SpindleError output-exists
 */
export function linkOrRename(part: string, target: string): void {
  try {
    linkSync(part, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') {
      if (isSameFile(part, target)) {
        unlinkSync(part);
        return;
      }
      throw exists(target);
    }
    if (!isLinkUnsupported(error)) throw error;
    if (statSync(target, { throwIfNoEntry: false })) throw exists(target);
    renameSync(part, target);
    return;
  }
  unlinkSync(part);
}

function isSameFile(a: string, b: string): boolean {
  const one = statSync(a);
  const other = statSync(b);
  return one.dev === other.dev && one.ino === other.ino;
}

function exists(path: string): SpindleError {
  return new SpindleError(
    'output-exists',
    `${path} exists already and was not made by this dump: it is left as it is, and the dump is kept in its store.`,
    { path },
  );
}

/**
 * Takes a folder away that others may be waiting for: its name is gone at once, so nobody takes it for what it was, or
 * makes a file in it while it is being emptied.
 */
export function retireTree(path: string): void {
  const retired = `${path}.removing`;
  removeTree(retired);
  try {
    renameSync(path, retired);
  } catch (error) {
    // Windows does not rename a folder with open files in it.
    if (!['EPERM', 'EBUSY', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    removeTree(path);
    return;
  }
  removeTree(retired);
}

export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
