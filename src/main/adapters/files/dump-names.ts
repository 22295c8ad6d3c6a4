/** The files one dump may have beside each other, and how a name is found that harms nothing that exists. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import {
  type Sidecar,
  sidecarSchema,
  sidecarSuffix,
  sidecarVersion,
  storeSuffix,
} from '../../../shared/model/sidecar.ts';
import { isStore } from './store-document.ts';

export const mapSuffix = '.map';
export const logSuffix = '.log';

const ownSuffixes = [storeSuffix, sidecarSuffix, '.img', '.ima', '.imz', mapSuffix, logSuffix];

export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

export function storePath(directory: string, name: string): string {
  return join(directory, name + storeSuffix);
}

export function sidecarPath(directory: string, name: string): string {
  return join(directory, name + sidecarSuffix);
}

/** The sidecar beside the store of a dump that was finished, if only with errors; null where there is none. */
export function sidecarOfStore(path: string): string | null {
  const sidecar = sidecarPath(dirname(path), basename(path, storeSuffix));
  return isStore(path) && exists(sidecar) ? sidecar : null;
}

/** `name`, `name-2`, `name-3` ... */
export function* candidateNames(name: string): Generator<string> {
  yield name;
  for (let number = 2; ; number++) yield `${name}-${number}`;
}

export function isNameFree(directory: string, name: string): boolean {
  return ownSuffixes.every((suffix) => !exists(join(directory, name + suffix)));
}

const maxSidecarBytes = 256 * 1024 * 1024;

/** @throws SpindleError bad-sidecar with the place of what is wrong */
export function readSidecar(path: string): Sidecar {
  let value: unknown;
  try {
    if (statSync(path).size > maxSidecarBytes) throw new Error('it is larger than any sidecar');
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'it is damaged or cut short' : (error as Error).message;
    throw badSidecar(path, what);
  }
  const stranger = strangerProblem(value);
  if (stranger) throw badSidecar(path, stranger);
  const parsed = sidecarSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw badSidecar(path, `${issue.path.join('.') || 'document'}: ${issue.message}`);
  }
  if (parsed.data.name + sidecarSuffix !== basename(path)) {
    throw badSidecar(path, `it belongs to a dump named ${parsed.data.name}`);
  }
  return parsed.data;
}

/** What speaks against reading on at all: another program's file, or a later version of ours. */
function strangerProblem(value: unknown): string | null {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'spindle-sidecar') return 'another program wrote it';
  if (typeof version !== 'number' || version <= sidecarVersion) return null;
  return `it was written by a newer Spindle (sidecar version ${version}, known here up to ${sidecarVersion}); it is good, use that Spindle for it`;
}

function badSidecar(path: string, what: string): SpindleError {
  return new SpindleError('bad-sidecar', `${path} is not a sidecar that can be used: ${what}.`, {
    path,
    what,
  });
}
