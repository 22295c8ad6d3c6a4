/** Records of carriers beside their images and photos: written so that each is whole, read as something a stranger may have made. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import {
  type CarrierFile,
  carrierFileSchema,
  carrierRecordSuffix,
} from '../../../shared/model/carrier-record.ts';
import { nameProblem, safeName } from '../../../shared/model/output.ts';
import { replaceDurably } from './durable.ts';

/** Far more than a person can write about one disc. */
const maxBytes = 64 * 1024 * 1024;

/** A code that is no file name gets one that differs from all others' by a hash of the code. */
export function carrierFileName(code: string): string {
  if (nameProblem(code) === null) return code + carrierRecordSuffix;
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 8);
  return `${safeName(code)}-${hash}${carrierRecordSuffix}`;
}

/**
 * A record that is newer, or of a carrier another catalogue made, is never replaced: it is taken back by an import first.
 *
 * Into a bag nothing is written: it would not be what its manifest says any more.
 *
 * @returns false where a record may not be replaced, and where the folder is not there (its storage may be away) or cannot be written to
 */
export function writeCarrierFile(
  directory: string,
  record: CarrierFile,
  retiredCodes: readonly string[],
): boolean {
  try {
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return false;
    if (isInBag(directory)) return true;
    const path = join(directory, carrierFileName(record.code));
    if (!mayReplace(path, record)) return false;
    replaceDurably(path, `${JSON.stringify(record, null, 1)}\n`);
    for (const code of retiredCodes) removeCarrierFile(directory, code);
    return true;
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === 'string') return false;
    throw error;
  }
}

/** RFC 8493, 2.1.1: the declaration stands at the top of every bag. */
function isInBag(directory: string): boolean {
  if (existsSync(join(directory, 'bagit.txt'))) return true;
  const above = dirname(directory);
  return above !== directory && isInBag(above);
}

function mayReplace(path: string, record: CarrierFile): boolean {
  if (!statSync(path, { throwIfNoEntry: false })) return true;
  try {
    const present = readCarrierFile(path);
    return present.uuid === record.uuid && present.rev <= record.rev;
  } catch (error) {
    if (error instanceof SpindleError) return false;
    throw error;
  }
}

/** Only a file that says it is the record of that carrier. */
export function removeCarrierFile(directory: string, code: string): void {
  const path = join(directory, carrierFileName(code));
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  try {
    if (readCarrierFile(path).code === code) rmSync(path);
  } catch (error) {
    // What is not ours, or cannot be read, is left as it is.
    if (!(error instanceof SpindleError)) throw error;
  }
}

/** @throws SpindleError bad-sidecar with what is wrong */
export function readCarrierFile(path: string): CarrierFile {
  let value: unknown;
  try {
    if (statSync(path).size > maxBytes) throw new Error('it is larger than any record of a carrier');
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw badRecord(
      path,
      error instanceof SyntaxError ? 'it is damaged or cut short' : (error as Error).message,
    );
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'spindle-carrier') throw badRecord(path, 'it is no record of a carrier');
  if (version !== 1) throw badRecord(path, `it is of version ${String(version)}, this program knows 1`);
  const parsed = carrierFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw badRecord(path, `${issue.path.join('.') || 'document'}: ${issue.message}`);
}

function badRecord(path: string, what: string): SpindleError {
  return new SpindleError('bad-sidecar', `The record ${path} was not used: ${what}. Nothing was changed.`, {
    path,
    what,
  });
}
