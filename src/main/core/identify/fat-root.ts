/** The volume entry of a FAT root directory. */
import { u8, u16le } from '../byte-fields.ts';
import { dosLabel } from '../volume-label.ts';

const entryBytes = 32;
const volumeAttribute = 0x08;
const longNameAttributes = 0x0f;
const deleted = 0xe5;

export interface Directory {
  readonly bytes: Uint8Array;
  readonly offsetBytes: number;
}

export interface VolumeEntry {
  readonly label: string;
  readonly offsetBytes: number;
  /** The name and the attributes as they stand there. */
  readonly bytes: Uint8Array;
}

/** The label entry in the pieces of a root directory, or null. */
export function volumeEntry(pieces: Iterable<Directory>): VolumeEntry | null {
  for (const { bytes, offsetBytes } of pieces) {
    for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
      const entry = bytes.subarray(at, at + entryBytes);
      if (u8(entry, 0) === 0) return null;
      const label = labelIn(entry);
      if (label !== '') return { label, offsetBytes: offsetBytes + at, bytes: entry.subarray(0, 12) };
    }
  }
  return null;
}

function labelIn(entry: Uint8Array): string {
  const attributes = u8(entry, 11);
  const isLabel =
    u8(entry, 0) !== deleted &&
    (attributes & longNameAttributes) !== longNameAttributes &&
    (attributes & volumeAttribute) !== 0 &&
    // With a first cluster it is a damaged file, not a label (FAT specification 6.1).
    u16le(entry, 26) === 0;
  return isLabel ? dosLabel(entry.subarray(0, 11)) : '';
}

/** Whether a directory begins as one does: unused, deleted, or a name and attributes that can be. */
export function beginsLikeRoot(directory: Uint8Array): boolean {
  if (directory.length < entryBytes) return false;
  const first = u8(directory, 0);
  if (first === 0 || first === deleted) return true;
  const isName = directory.subarray(0, 11).every((byte) => byte >= 0x20 && byte !== 0x7f && byte !== 0xff);
  return isName && u8(directory, 11) < 0x40;
}
