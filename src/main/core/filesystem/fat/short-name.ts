/** The 8.3 name of a directory entry (FAT specification 6.1). */
import { u8 } from '../../byte-fields.ts';
import { type CodePage, decodeCodePage } from '../../code-page.ts';

const caseAt = 12;
const lowerCaseStem = 0x08;
const lowerCaseExtension = 0x10;
/** E5h stands for "deleted", so names that begin with it (a kanji) are stored with 05h. */
const deletedMark = 0xe5;
const escapedMark = 0x05;

function part(bytes: Uint8Array, page: CodePage, isLower: boolean): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  const text = decodeCodePage(bytes.subarray(0, end), page);
  return isLower ? text.toLowerCase() : text;
}

export function shortName(entry: Uint8Array, page: CodePage): string {
  const name = Uint8Array.from(entry.subarray(0, 11));
  if (name[0] === escapedMark) name[0] = deletedMark;
  // Windows NT keeps the case of names that need nothing else in two bits DOS never looked at.
  const flags = u8(entry, caseAt);
  const stem = part(name.subarray(0, 8), page, (flags & lowerCaseStem) !== 0);
  const extension = part(name.subarray(8), page, (flags & lowerCaseExtension) !== 0);
  return extension === '' ? stem : `${stem}.${extension}`;
}

/** Characters DOS has never allowed in a name. */
const forbidden = new Set([...'"*+,/:;<=>?[\\]|'].map((character) => character.charCodeAt(0)));

/** What is wrong with a stored name, or null. Lower case is wrong too, but Atari and old tools wrote it. */
export function nameProblem(entry: Uint8Array): string | null {
  const name = entry.subarray(0, 11);
  if (name.subarray(0, 8).every((byte) => byte === 0x20)) return 'is empty';
  if (name[0] === 0x20) return 'begins with a blank';
  const wrong = name.find(
    (byte, at) => (byte < 0x20 && !(at === 0 && byte === escapedMark)) || forbidden.has(byte),
  );
  if (wrong === undefined) return null;
  return wrong < 0x20
    ? `holds the control character ${wrong}`
    : `holds the character ${String.fromCharCode(wrong)}`;
}

/** The sum that ties long name entries to their short one (FAT specification 7.2). */
export function shortNameChecksum(name: Uint8Array): number {
  let sum = 0;
  for (const byte of name.subarray(0, 11)) sum = (((sum & 1) << 7) + (sum >> 1) + byte) & 0xff;
  return sum;
}
