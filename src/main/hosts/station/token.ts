/** The key to one run of the station: whoever has it may do what the person at the screen may. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { SpindleError } from '../../../shared/errors.ts';

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The token travels in the fragment, which a browser neither sends nor logs. */
export function stationUrl(port: number, token: string): string {
  return `http://127.0.0.1:${port}/#token=${token}`;
}

/**
 * Leaves the address for scripts of the same user, in a file nobody else can read, not even while it is written.
 * @throws SpindleError output-unwritable
 */
export function writeTokenFile(path: string, url: string): void {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const fd = openSync(part, 'wx', 0o600);
    try {
      writeSync(fd, `${url}\n`);
    } finally {
      closeSync(fd);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new SpindleError(
      'output-unwritable',
      `The address of the station could not be written to ${path}. Choose a folder you may write to.`,
      { path, system: String((error as NodeJS.ErrnoException).code) },
    );
  }
}

/** Removes the file again, unless another station has left its own address there since. */
export function removeTokenFile(path: string, url: string): void {
  try {
    if (readFileSync(path, 'utf8') === `${url}\n`) rmSync(path, { force: true });
  } catch (error) {
    // A file somebody removed before us is as gone as it should be.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
