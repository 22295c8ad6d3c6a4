import { sectorWords } from './sector-layout.ts';

/** The sector at any offset, as words in memory of our own: aligned, and free to be changed. */
export function loadSector(bytes: Uint8Array, offsetBytes: number, into: Int32Array): void {
  if (offsetBytes < 0 || offsetBytes + sectorWords * 4 > bytes.length) {
    throw new RangeError(`No whole sector at ${offsetBytes} of ${bytes.length} bytes`);
  }
  for (let word = 0, at = offsetBytes; word < sectorWords; word++, at += 4) {
    into[word] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }
}

/** The same from a view that is aligned already; `words` holds the whole sector. */
export function copySector(words: Int32Array, firstWord: number, into: Int32Array): void {
  for (let word = 0; word < sectorWords; word++) into[word] = words[firstWord + word]!;
}
