/** C2 error pointers: one bit for each byte of the main channel, most significant bit first (MMC, READ CD). */
export const c2Bytes = 294;

/** True when no bit from `fromBit` on over `bits` is set. The common case, all zero, is decided by whole bytes. */
export function isC2Clean(pointers: Uint8Array, fromBit: number, bits: number): boolean {
  const endBit = fromBit + bits;
  const firstByte = fromBit >> 3;
  const lastByte = (endBit - 1) >> 3;
  for (let index = firstByte; index <= lastByte; index++) {
    const byte = pointers[index]!;
    if (byte === 0) continue;
    if (index > firstByte && index < lastByte) return false;
    for (let bit = 0; bit < 8; bit++) {
      const at = index * 8 + bit;
      if (at >= fromBit && at < endBit && byte & (0x80 >> bit)) return false;
    }
  }
  return true;
}

/** How many bits from `fromBit` on over `bits` are set. */
export function countFlagged(pointers: Uint8Array, fromBit: number, bits: number): number {
  const endBit = fromBit + bits;
  let flagged = 0;
  for (let bit = fromBit; bit < endBit; ) {
    if ((bit & 7) === 0 && bit + 8 <= endBit) {
      flagged += bitsIn[pointers[bit >> 3]!]!;
      bit += 8;
    } else if (isFlagged(pointers, bit++)) flagged++;
  }
  return flagged;
}

const bitsIn = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** What C2 said of a sector, as it is kept: nothing, or how many of its bytes were flagged and one more. */
export const c2NotKnown = 0;

export function c2MarkOf(flaggedBytes: number): number {
  return flaggedBytes + 1;
}

export function flaggedOf(mark: number): number | null {
  return mark === c2NotKnown ? null : mark - 1;
}

export function isFlagged(pointers: Uint8Array, bit: number): boolean {
  return (pointers[bit >> 3]! & (0x80 >> (bit & 7))) !== 0;
}
