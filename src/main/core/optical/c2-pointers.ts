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

export function isFlagged(pointers: Uint8Array, bit: number): boolean {
  return (pointers[bit >> 3]! & (0x80 >> (bit & 7))) !== 0;
}
