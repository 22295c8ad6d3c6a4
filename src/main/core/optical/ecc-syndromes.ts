/**
 * Syndromes of the product code of data sectors (ECMA-130, annex A), four bytes at a time. The 2236 bytes from the
 * header to the P parity are 26 rows of 86; two rows make 43 words, so thirteen such double rows are whole words.
 *
 * P words run down a column: lane for lane, Horner's rule over the double rows with alpha squared sums even and odd
 * rows by themselves, and one more step joins them. Q words run down a diagonal of byte pairs: a word holds pairs of
 * two neighbouring columns, which belong to diagonals m and m-1. Taken from even rows the lower pair has an even
 * column, from odd rows an odd one, so two sums of 22 words, one step apart, complete both diagonals.
 */
import { headerAt, qParityAt } from './sector-layout.ts';

const headerWord = headerAt / 4;
const doubleRowWords = 43;
const doubleRows = 13;
const q0Word = qParityAt / 4;
const q1Word = q0Word + doubleRows;
/** 86 bytes: the last word is half empty. */
export const pSyndromeWords = 22;
export const qSyndromeWords = doubleRows;

/** Each byte times alpha. */
function timesAlpha(lanes: number): number {
  return ((lanes & 0x7f7f7f7f) << 1) ^ Math.imul((lanes >>> 7) & 0x01010101, 0x1d);
}

/** Each byte times alpha squared: the two bits that fall out come back as 0x1D times themselves. */
function timesAlpha2(lanes: number): number {
  const out = (lanes >>> 6) & 0x03030303;
  return ((lanes & 0x3f3f3f3f) << 2) ^ out ^ (out << 2) ^ (out << 3) ^ (out << 4);
}

/** One word more than there is: the join of the last column reads it. */
const sums = new Int32Array(doubleRowWords + 1);
const weightedSums = new Int32Array(doubleRowWords + 1);

/**
 * The syndromes of the 86 P words: `s0` the sums, `s1` the sums weighted by falling powers of alpha, {@link pSyndromeWords}
 * words each, byte m for P word m.
 * @returns 0 when all are zero
 */
export function pSyndromes(sector: Int32Array, s0: Int32Array, s1: Int32Array): number {
  for (let word = 0; word < doubleRowWords; word++) {
    let sum = sector[headerWord + word]!;
    let weighted = sum;
    for (let at = headerWord + doubleRowWords + word; at < q0Word; at += doubleRowWords) {
      const value = sector[at]!;
      sum ^= value;
      weighted = timesAlpha2(weighted) ^ value;
    }
    sums[word] = sum;
    weightedSums[word] = weighted;
  }
  let any = 0;
  for (let word = 0; word < pSyndromeWords; word++) {
    const mask = word < pSyndromeWords - 1 ? -1 : 0xffff;
    const oddSum = (sums[word + 21]! >>> 16) | (sums[word + 22]! << 16);
    const oddWeighted = (weightedSums[word + 21]! >>> 16) | (weightedSums[word + 22]! << 16);
    const first = (sums[word]! ^ oddSum) & mask;
    const second = (timesAlpha(weightedSums[word]!) ^ oddWeighted) & mask;
    s0[word] = first;
    s1[word] = second;
    any |= first | second;
  }
  return any;
}

/**
 * The syndromes of the 52 Q words, {@link qSyndromeWords} words each. Word u holds the byte pairs of diagonals 2u (low
 * half) and 2u-1 modulo 26 (high half).
 * @returns 0 when all are zero
 */
export function qSyndromes(sector: Int32Array, s0: Int32Array, s1: Int32Array): number {
  let any = 0;
  for (let diagonal = 0; diagonal < doubleRows; diagonal++) {
    const before = diagonal === 0 ? doubleRows - 1 : diagonal - 1;
    // Column 0 of diagonal 2u-1 stands in the word where an even row ends and an odd one begins.
    let odd = sector[headerWord + doubleRowWords * before + 21]! & ~0xffff;
    let sum = odd;
    let even = 0;
    let at = headerWord + doubleRowWords * diagonal;
    for (let column = 0; column < 21; column++) {
      const fromEven = sector[at]!;
      const fromOdd = sector[at + 22]!;
      sum ^= fromEven ^ fromOdd;
      even = timesAlpha2(even) ^ fromEven;
      odd = timesAlpha2(odd) ^ fromOdd;
      at += doubleRowWords + 1;
      if (at >= q0Word) at -= doubleRowWords * doubleRows;
    }
    const last = sector[at]! & 0xffff;
    sum ^= last;
    even = timesAlpha2(even) ^ last;
    const joined = timesAlpha(even ^ timesAlpha(odd));
    const q0 = (sector[q0Word + diagonal]! & 0xffff) | (sector[q0Word + before]! & ~0xffff);
    const q1 = (sector[q1Word + diagonal]! & 0xffff) | (sector[q1Word + before]! & ~0xffff);
    const first = sum ^ q0 ^ q1;
    const second = (timesAlpha(joined) & 0xffff) ^ (joined & ~0xffff) ^ timesAlpha(q0) ^ q1;
    s0[diagonal] = first;
    s1[diagonal] = second;
    any |= first | second;
  }
  return any;
}

/** Where in the Q syndromes the byte of Q word 0 to 51 stands. */
export function qSyndromeByte(qWord: number): number {
  const diagonal = qWord >> 1;
  const even = diagonal % 2 === 0;
  const word = even ? diagonal / 2 : ((diagonal + 1) / 2) % doubleRows;
  return word * 4 + (even ? 0 : 2) + (qWord & 1);
}
