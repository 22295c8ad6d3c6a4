/** Text fields of SCSI answers: ASCII padded with blanks by the book, with anything by some drives (SPC-4, 4.3.1). */

/** Without padding; what is not printable stands as a blank. Empty for a field that did not come. */
export function asciiField(bytes: Uint8Array, start: number, end: number): string {
  const characters = Array.from(bytes.subarray(start, end), (byte) =>
    byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' ',
  );
  return characters.join('').trim();
}
