/** A lock that the kernel releases with its process, however that ends: flock(2) on a file kept open. */
import { closeSync, constants as files, fstatSync, openSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { SpindleError } from '../../../shared/errors.ts';
import { libc } from './libc.ts';

const lockExclusiveNow = 2 | 4; // LOCK_EX | LOCK_NB

/** False when the file was taken away, or replaced, before it was locked: then the lock guards nothing. */
function isStillAt(path: string, fd: number): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const held = fstatSync(fd);
  return there !== undefined && there.ino === held.ino && there.dev === held.dev;
}

/**
 * Takes the lock on `path`, creating the file if there is none. Never waits.
 * @returns what releases the lock, or null when another open file holds it
 * @throws SpindleError output-failed where the file system knows no locks
 */
export function lockExclusive(path: string): (() => void) | null {
  const fd = openSync(path, files.O_RDWR | files.O_CREAT, 0o644);
  const result = libc().flock(fd, lockExclusiveNow);
  if (result === 0 && isStillAt(path, fd)) return () => closeSync(fd);
  closeSync(fd);
  const { EAGAIN, EWOULDBLOCK } = constants.errno;
  if (result === 0 || -result === EAGAIN || -result === EWOULDBLOCK) return null;
  throw new SpindleError(
    'output-failed',
    `The file system of ${path} cannot lock files (errno ${-result}). Nothing was begun; choose a folder on another disk.`,
    { path, errno: -result },
  );
}
