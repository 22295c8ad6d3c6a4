/** A document that appears whole under its name, or not at all; one that exists is left as it is. */
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { linkOrRename, outputError, partSuffix, syncDirectory, writeAll } from '../files/durable.ts';

/** Small pieces are joined before they are written. */
const bufferedCharacters = 256 * 1024;

/** @throws SpindleError output-exists, output-full, output-unwritable */
export async function writeDocument(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const target = resolve(path);
  const part = target + partSuffix;
  let isOurs = false;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const fd = openSync(part, 'wx', 0o644);
    isOurs = true;
    try {
      let waiting = '';
      for await (const piece of pieces) {
        waiting += piece;
        if (waiting.length < bufferedCharacters) continue;
        writeAll(fd, Buffer.from(waiting, 'utf8'), null);
        waiting = '';
      }
      writeAll(fd, Buffer.from(waiting, 'utf8'), null);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    linkOrRename(part, target);
    syncDirectory(dirname(target));
  } catch (error) {
    if (isOurs) rmSync(part, { force: true });
    else if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new SpindleError(
        'output-exists',
        `${part} is left from a run that was stopped. Nothing was written; remove it if no other run writes ${target} now.`,
        { path: part },
      );
    throw documentError(error, target);
  }
}

function documentError(error: unknown, target: string): unknown {
  if (error instanceof SpindleError && error.code === 'output-exists')
    return new SpindleError(
      'output-exists',
      `${target} exists already and is left as it is. Choose another name.`,
      { path: target },
    );
  return outputError(error, target);
}
