/** The volume entry of a FAT root directory. */
import { u8, u16le } from '../byte-fields.ts';
import { dosLabel } from '../volume-label.ts';

const entryBytes = 32;
const volumeAttribute = 0x08;
const longNameAttributes = 0x0f;
const deleted = 0xe5;

/** The label entry among these bytes of a root directory, or null. */
export function volumeEntry(directory: Uint8Array): { label: string; offsetBytes: number } | null {
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const first = u8(directory, at);
    const attributes = u8(directory, at + 11);
    if (first === 0) return null;
    if (first === deleted || (attributes & longNameAttributes) === longNameAttributes) continue;
    // An entry with a first cluster is a damaged file, not a label (FAT specification 6.1).
    if ((attributes & volumeAttribute) === 0 || u16le(directory, at + 26) !== 0) continue;
    const label = dosLabel(directory.subarray(at, at + 11));
    if (label !== '') return { label, offsetBytes: at };
  }
  return null;
}

/** Whether a directory begins as one does: unused, deleted, or a name and attributes that can be. */
export function beginsLikeRoot(directory: Uint8Array): boolean {
  if (directory.length < entryBytes) return false;
  const first = u8(directory, 0);
  if (first === 0 || first === deleted) return true;
  const isName = directory.subarray(0, 11).every((byte) => byte >= 0x20 && byte !== 0x7f && byte !== 0xff);
  return isName && u8(directory, 11) < 0x40;
}
