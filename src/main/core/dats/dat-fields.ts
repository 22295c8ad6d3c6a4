/** Fields of a DAT as any of its dialects write them, checked before they are believed. */
import { SpindleError } from '../../../shared/errors.ts';
import type { DatHeader, DatRom, DatSource, RomStatus } from './dat.ts';

/** A field, or undefined where the file has none of that name. */
export type Field = (name: string) => string | undefined;

const maxTextLength = 4096;
const maxNameLength = 1024;
/** So that one set, however hostile, is read in little memory. */
export const maxRomsPerGame = 20_000;
const maxSizeBytes = Number.MAX_SAFE_INTEGER;

/** @param line counted from 1; null when it is the file as a whole */
export function badDat(what: string, line: number | null = null): SpindleError {
  const where = line === null ? '' : ` in line ${line}`;
  return new SpindleError(
    'bad-dat',
    `The DAT was not imported: ${what}${where}. Nothing was changed; get the file again from where it came from.`,
    line === null ? { what } : { what, line },
  );
}

/** @throws SpindleError bad-dat */
export function datText(text: string | undefined, line: number): string {
  if (text === undefined) return '';
  if (text.length <= maxTextLength) return text.trim().toWellFormed();
  throw badDat(`a name or text is ${text.length} characters long`, line);
}

/** @throws SpindleError bad-dat for a name, size or hash that cannot be one */
export function datRom(field: Field, line: number): DatRom {
  const name = datText(field('name'), line);
  if (name === '') throw badDat('a file has no name', line);
  if (name.length > maxNameLength) throw badDat(`a file name is ${name.length} characters long`, line);
  return {
    name,
    sizeBytes: size(field('size'), name, line),
    crc32: hash(field('crc') ?? field('crc32'), crc32Form, name, line),
    sha1: hash(field('sha1'), sha1Form, name, line),
    status: romStatus(field('status') ?? field('flags')),
  };
}

function size(text: string | undefined, name: string, line: number): number | null {
  const digits = text?.trim() ?? '';
  if (digits === '' || digits === '-') return null;
  const value = /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
  if (value <= maxSizeBytes) return value;
  throw badDat(`"${digits.slice(0, 40)}" is no size (of ${name})`, line);
}

const crc32Form = /^[0-9a-f]{8}$/;
const sha1Form = /^[0-9a-f]{40}$/;

/** Lists write hashes in both cases, and nothing or a dash where they have none. */
function hash(text: string | undefined, form: RegExp, name: string, line: number): string | null {
  const hex = text?.trim().toLowerCase() ?? '';
  if (hex === '' || hex === '-') return null;
  if (form.test(hex)) return hex;
  const what = form === sha1Form ? 'SHA-1' : 'CRC-32';
  throw badDat(`"${hex.slice(0, 48)}" is no ${what} (of ${name})`, line);
}

function romStatus(text: string | undefined): RomStatus {
  const status = text?.trim().toLowerCase();
  return status === 'baddump' || status === 'nodump' || status === 'verified' ? status : 'good';
}

/** @throws SpindleError bad-dat when nothing names the DAT: a later edition of it could not be known again */
export function datHeader(field: Field, line: number): DatHeader {
  const text = (name: string) => datText(field(name), line);
  const name = text('name') || text('description');
  if (name === '') throw badDat('its header has no name', line);
  const { version, date } = dated(text('version'), text('date'));
  return {
    source: datSource([text('homepage'), text('url'), text('author'), text('category'), text('email')]),
    name,
    description: text('description') || name,
    version,
    date,
    author: text('author'),
  };
}

/** No-Intro and TOSEC put the date into the version: `20240131-094756`, `2024-01-31`. */
function dated(version: string, date: string): { version: string; date: string } {
  if (date !== '') return { version, date };
  const found = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(version);
  return { version, date: found ? `${found[1]}-${found[2]}-${found[3]}` : '' };
}

/** The first that says it: authors of one list are often thanked in another. */
function datSource(told: readonly string[]): DatSource {
  for (const text of told) {
    const found = /\b(?:redump|tosec|no-intro)/i.exec(text);
    if (found) return found[0].toLowerCase() as DatSource;
  }
  return 'other';
}
