/** Numbers that look random and depend on nothing but their arguments: the same behaviour, the same faults. */

export const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit. */
export function mix(value: bigint): bigint {
  let x = u64(value + 0x9e3779b97f4a7c15n);
  x = u64((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = u64((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}
