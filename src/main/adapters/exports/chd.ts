/** CHD, by the program of its makers: chdman of MAME packs and unpacks it, where it is installed. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';

/** The first eight bytes of every version (chd.h, "MComprHD"). */
const magic = 'MComprHD';
const keptOutputCharacters = 4096;

export type ChdKind = 'cd' | 'dvd' | 'raw';

export function isChd(path: string): boolean {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(magic.length);
    return readSync(fd, head, 0, head.length, 0) === head.length && head.toString('latin1') === magic;
  } finally {
    closeSync(fd);
  }
}

/** Whether the program is there at all. */
export function hasChdman(): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn('chdman', [], { stdio: 'ignore' });
    child.on('error', () => done(false));
    child.on('close', () => done(true));
  });
}

/** What chdman calls the contents: its metadata tags CHTR, CHT2, CHCD and CHGD are of CDs, DVD of DVDs. */
export async function chdKind(path: string): Promise<ChdKind> {
  const told = await chdman(['info', '-i', path]);
  if (/Tag='(CHTR|CHT2|CHCD|CHGD|CHGT)'/.test(told)) return 'cd';
  return /Tag='DVD '/.test(told) ? 'dvd' : 'raw';
}

export interface Unpacked {
  /** The sheet of a disc, or the image. */
  readonly path: string;
  remove(): void;
}

/** Unpacks into a folder of its own in `scratch`. */
export async function extractChd(path: string, kind: ChdKind, scratch: string): Promise<Unpacked> {
  const folder = mkdtempSync(join(scratch, '.spindle-chd-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (kind === 'cd') {
      const sheet = join(folder, 'image.cue');
      await chdman(['extractcd', '-i', path, '-o', sheet, '-ob', join(folder, 'image.bin')]);
      return { path: sheet, remove };
    }
    const image = join(folder, kind === 'dvd' ? 'image.iso' : 'image.img');
    await chdman([kind === 'dvd' ? 'extractdvd' : 'extractraw', '-i', path, '-o', image]);
    return { path: image, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** @param sheet a cue sheet; one track's worth of MODE1/2048 is a disc for chdman too */
export async function createChd(sheet: string, output: string, signal?: AbortSignal): Promise<void> {
  await chdman(['createcd', '-i', sheet, '-o', output], signal);
}

/** chdman checks the sums of a CHD itself. @returns what it says against it, or null */
export async function verifyChd(path: string): Promise<string | null> {
  try {
    await chdman(['verify', '-i', path]);
    return null;
  } catch (error) {
    if (error instanceof SpindleError && error.code === 'bad-image') return error.message;
    throw error;
  }
}

/** @throws SpindleError unsupported without chdman, bad-image with what it says */
function chdman(args: readonly string[], signal?: AbortSignal): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn('chdman', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let said = '';
    const keep = (text: string) => {
      said = (said + text).slice(-keptOutputCharacters);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return fail(error);
      fail(
        new SpindleError(
          'unsupported',
          'CHD images are read and written through chdman, which is not installed. Install it (Debian: mame-tools) and try again.',
        ),
      );
    });
    child.on('close', (status) => {
      if (status === 0) return done(said);
      const last = said.split(/[\r\n]+/).filter((line) => line.trim() !== '');
      fail(
        new SpindleError(
          'bad-image',
          `chdman refused (${last.find((line) => /error|fail|invalid/i.test(line))?.trim() ?? `status ${status}`}). Nothing was written.`,
          { status: status ?? -1 },
        ),
      );
    });
  });
}
