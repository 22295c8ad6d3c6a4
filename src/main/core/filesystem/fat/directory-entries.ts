/** The 32-byte entries of a FAT directory (FAT specification 6). */

import { u8, u16le, u32le } from '../../byte-fields.ts';
import type { CodePage } from '../../code-page.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import { usableName } from '../usable-name.ts';
import { longNameParts } from './long-name.ts';
import { nameProblem, shortName } from './short-name.ts';

export const entryBytes = 32;

export const attribute = {
  readOnly: 0x01,
  hidden: 0x02,
  system: 0x04,
  volumeLabel: 0x08,
  directory: 0x10,
  archive: 0x20,
} as const;
const longNameAttributes = 0x0f;
const deletedMark = 0xe5;

export interface FatEntry {
  readonly name: string;
  readonly shortName: string;
  readonly attributes: number;
  readonly firstCluster: number;
  readonly sizeBytes: number;
  /** Local time of nobody knows where, without offset. */
  readonly modified: string | null;
  readonly created: string | null;
  /** A day. */
  readonly accessed: string | null;
  readonly isDeleted: boolean;
  /** Where the entry stands on the medium: its identity. */
  readonly offsetBytes: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** @returns null for the zeros of a date never set, and for dates no calendar has */
export function dosDay(date: number): string | null {
  const day = date & 0x1f;
  const month = (date >> 5) & 0x0f;
  const year = 1980 + (date >> 9);
  const daysOfMonth = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return daysOfMonth === undefined || day < 1 || day > daysOfMonth
    ? null
    : `${year}-${two(month)}-${two(day)}`;
}

export function dosMoment(date: number, time: number, hundredths = 0): string | null {
  const day = dosDay(date);
  const [hour, minute] = [time >> 11, (time >> 5) & 0x3f];
  const second = (time & 0x1f) * 2 + Math.floor(hundredths / 100);
  if (day === null) return null;
  return hour > 23 || minute > 59 || second > 59 ? day : `${day}T${two(hour)}:${two(minute)}:${two(second)}`;
}

export interface DirectoryBytes {
  readonly bytes: Uint8Array;
  readonly offsetBytes: number;
}

function fatEntry(
  entry: Uint8Array,
  offsetBytes: number,
  names: { name: string; shortName: string; isDeleted: boolean },
  hasHighCluster: boolean,
): FatEntry {
  const attributes = u8(entry, 11);
  return {
    ...names,
    attributes,
    firstCluster: u16le(entry, 26) + (hasHighCluster ? u16le(entry, 20) * 0x1_0000 : 0),
    sizeBytes: u32le(entry, 28),
    modified: dosMoment(u16le(entry, 24), u16le(entry, 22)),
    created: dosMoment(u16le(entry, 16), u16le(entry, 14), u8(entry, 13)),
    accessed: dosDay(u16le(entry, 18)),
    offsetBytes,
  };
}

export interface ReadEntries {
  readonly entries: readonly FatEntry[];
  readonly label: FatEntry | null;
}

/**
 * @param pieces the directory in order; a piece that could not be read is left out and breaks long names only
 * @param hasHighCluster FAT32 keeps the upper half of cluster numbers where others keep rights
 */
export function readEntries(
  pieces: Iterable<DirectoryBytes>,
  page: CodePage,
  hasHighCluster: boolean,
  warnings: ListingWarnings,
): ReadEntries {
  const entries: FatEntry[] = [];
  let label: FatEntry | null = null;
  const parts = longNameParts();
  for (const { bytes, offsetBytes } of pieces) {
    for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
      const raw = bytes.subarray(at, at + entryBytes);
      const first = u8(raw, 0);
      if (first === 0) return { entries, label };
      const attributes = u8(raw, 11);
      const isDeleted = first === deletedMark;
      if ((attributes & longNameAttributes) === longNameAttributes) {
        parts.add(raw);
        continue;
      }
      const short = isDeleted ? `_${shortName(raw, page).slice(1)}` : shortName(raw, page);
      const names = { shortName: short, isDeleted };
      const place = offsetBytes + at;
      if (isDeleted) {
        const name = usableName(parts.takeDeleted(raw) ?? short);
        if ((attributes & attribute.volumeLabel) === 0)
          entries.push(fatEntry(raw, place, { ...names, name }, hasHighCluster));
        continue;
      }
      const long = parts.take(raw);
      const entry = fatEntry(raw, place, { ...names, name: usableName(long.name ?? short) }, hasHighCluster);
      if ((attributes & attribute.volumeLabel) !== 0) {
        label ??= entry;
        continue;
      }
      if (short === '.' || short === '..') continue;
      if (long.isOrphaned) warnings.add(`The long name of ${short} does not belong to it and was left out.`);
      const problem = nameProblem(raw);
      if (problem) warnings.add(`The name "${short}" ${problem}.`);
      if ((attributes & 0xc0) !== 0)
        warnings.add(`${entry.name} has attributes that do not exist: it may be no entry at all.`);
      entries.push(entry);
    }
  }
  return { entries, label };
}
