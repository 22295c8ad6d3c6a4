import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from '../../files/durable.ts';
import { type Connection, createConnection } from '../database.ts';
import { unmarkCopy } from './use-mark.ts';

/** Takes away what a run that was killed left of a copy: a log of it must never be merged into the next one. */
export function clearPart(part: string): void {
  for (const ending of ['-wal', '-shm', '-journal', '']) rmSync(part + ending, { force: true });
}

/** Makes a copy one file that is whole by itself, on the disk, and only then gives it its name. */
export function finishCopy(part: string, target: string, check: (copy: Connection) => void = () => {}): void {
  const copy = createConnection(part);
  try {
    check(copy);
    unmarkCopy(copy);
  } finally {
    copy.close();
  }
  const fd = openSync(part, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(part, target);
  syncDirectory(dirname(target));
}
