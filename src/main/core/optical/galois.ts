/** GF(2^8) over x^8+x^4+x^3+x^2+1 (ECMA-130, annex A), alpha = 2. */

export const fieldOrder = 255;
/** alpha to the power of 0 to 509: a sum of two logarithms needs no modulo. */
export const exponential = new Uint8Array(2 * fieldOrder);
/** Logarithm of 1 to 255; 0 has none. */
export const logarithm = new Uint8Array(256);

for (let power = 0, value = 1; power < fieldOrder; power++) {
  exponential[power] = value;
  exponential[power + fieldOrder] = value;
  logarithm[value] = power;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

export function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : exponential[logarithm[a]! + logarithm[b]!]!;
}

/** @param b not 0 */
export function divide(a: number, b: number): number {
  return a === 0 ? 0 : exponential[logarithm[a]! + fieldOrder - logarithm[b]!]!;
}
