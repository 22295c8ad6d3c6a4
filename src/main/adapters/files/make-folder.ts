import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { outputError } from './durable.ts';

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends where a file system says of a new
 * folder in one that is there that there is no such place, as /proc does.
 *
 * @param path absolute
 * @throws what the file system says
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    const above = dirname(path);
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(above);
    if (!isMissing || above === path) throw error;
    makeFolder(above);
    makeFolder(path);
  }
}

/** @throws SpindleError as `outputError` words it */
export function makeOutputFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    throw outputError(error, path);
  }
}
