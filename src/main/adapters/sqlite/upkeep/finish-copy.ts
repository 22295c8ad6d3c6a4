import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from '../../files/durable.ts';
import { type Connection, createConnection } from '../database.ts';
import { unmarkCopy } from './use-mark.ts';

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
