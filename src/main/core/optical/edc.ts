/**
 * The error detection code of data sectors (ECMA-130, 14.3): CRC-32 of (x^16+x^15+x^2+1)(x^16+x^2+x+1), least
 * significant bit first, from zero, not inverted. Sixteen bytes a step ("slicing"): table n holds what a byte does to
 * the remainder n bytes later.
 */

/** 0x8001801B, bits reversed. */
const reflectedPolynomial = 0xd8018001;
const slices = 16;

const table = makeTable();

function makeTable(): Int32Array {
  const made = new Int32Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++)
      remainder = (remainder >>> 1) ^ (remainder & 1 ? reflectedPolynomial : 0);
    made[byte] = remainder;
  }
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256]!;
    made[at] = (before >>> 8) ^ made[before & 0xff]!;
  }
  return made;
}

/** Words `start` to `end`; the result is signed, as bit operations have it. */
export function edcOfWords(words: Int32Array, start: number, end: number): number {
  let edc = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const a = words[at]! ^ edc;
    const b = words[at + 1]!;
    const c = words[at + 2]!;
    const d = words[at + 3]!;
    edc =
      table[3840 + (a & 0xff)]! ^
      table[3584 + ((a >>> 8) & 0xff)]! ^
      table[3328 + ((a >>> 16) & 0xff)]! ^
      table[3072 + (a >>> 24)]! ^
      table[2816 + (b & 0xff)]! ^
      table[2560 + ((b >>> 8) & 0xff)]! ^
      table[2304 + ((b >>> 16) & 0xff)]! ^
      table[2048 + (b >>> 24)]! ^
      table[1792 + (c & 0xff)]! ^
      table[1536 + ((c >>> 8) & 0xff)]! ^
      table[1280 + ((c >>> 16) & 0xff)]! ^
      table[1024 + (c >>> 24)]! ^
      table[768 + (d & 0xff)]! ^
      table[512 + ((d >>> 8) & 0xff)]! ^
      table[256 + ((d >>> 16) & 0xff)]! ^
      table[d >>> 24]!;
  }
  for (; at < end; at++) {
    const word = words[at]! ^ edc;
    edc =
      table[768 + (word & 0xff)]! ^
      table[512 + ((word >>> 8) & 0xff)]! ^
      table[256 + ((word >>> 16) & 0xff)]! ^
      table[word >>> 24]!;
  }
  return edc;
}

/** Bytes `start` to `end`, going on from `seed` (0, or the EDC of what came before). Unsigned. */
export function edcOf(bytes: Uint8Array, start: number, end: number, seed = 0): number {
  if (start < 0 || end > bytes.length)
    throw new RangeError(`EDC of ${start} to ${end} of ${bytes.length} bytes`);
  let edc = seed;
  for (let at = start; at < end; at++) edc = (edc >>> 8) ^ table[(edc ^ bytes[at]!) & 0xff]!;
  return edc >>> 0;
}
