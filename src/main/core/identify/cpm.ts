/** CP/M has no signature: a directory that can hardly be anything else is a hint, and is called no more than that. */
import { u8 } from '../byte-fields.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

const entryBytes = 32;
const directoryBytes = 1024;
/** Directories follow zero to a few system tracks; blocks are whole KiB. */
const lookedBytes = 32 * 1024;
const largestDisk = 2 * 1024 * 1024;
const unused = 0xe5;

function isEntry(directory: Uint8Array, at: number): boolean {
  const isName = directory
    .subarray(at + 1, at + 12)
    .every((byte) => (byte & 0x7f) >= 0x20 && (byte & 0x7f) < 0x7f && !isLower(byte & 0x7f));
  return (
    u8(directory, at) <= 15 &&
    isName &&
    u8(directory, at + 1) !== 0x20 &&
    u8(directory, at + 12) <= 31 &&
    u8(directory, at + 14) <= 63 &&
    u8(directory, at + 15) <= 0x80
  );
}

function isLower(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function entriesIn(directory: Uint8Array): number {
  let entries = 0;
  for (let at = 0; at < directory.length; at += entryBytes) {
    if (u8(directory, at) === unused) continue;
    if (!isEntry(directory, at)) return 0;
    entries++;
  }
  return entries;
}

export function findCpmHint(reader: SectorReader): Finding | null {
  if (reader.sizeBytes > largestDisk) return null;
  for (let at = 0; at + directoryBytes <= Math.min(lookedBytes, reader.sizeBytes); at += 512) {
    const directory = reader.readAt(at, directoryBytes);
    if (!directory || entriesIn(directory) < 3) continue;
    return {
      type: 'CP/M (likely)',
      label: '',
      evidence: [proof('what looks like a CP/M directory', at, directory.subarray(0, entryBytes))],
    };
  }
  return null;
}
