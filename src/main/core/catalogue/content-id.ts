/** The first eight bytes of a SHA-256 as the signed 64-bit number rows of contents are known by. */
const signBit = 1n << 63n;
const wrap = 1n << 64n;

function signed(value: bigint): bigint {
  return value >= signBit ? value - wrap : value;
}

export function contentId(sha256Hex: string): bigint {
  return signed(BigInt(`0x${sha256Hex.slice(0, 16)}`));
}

/** Least and greatest number of hashes that begin with some digits, one at least: the first one decides the sign. */
export function contentIdRange(digits: string): readonly [least: bigint, greatest: bigint] {
  const head = digits.slice(0, 16);
  return [contentId(head.padEnd(16, '0')), contentId(head.padEnd(16, 'f'))];
}
