/**
 * P and Q parity of data sectors (ECMA-130, annex A): writing and proving it. Form 1 of mode 2 leaves the header out,
 * as if its four bytes were zero, so that a sector can be moved without new parity.
 */
import { pSyndromes, pSyndromeWords, qSyndromeByte, qSyndromes, qSyndromeWords } from './ecc-syndromes.ts';
import { divide } from './galois.ts';
import { headerAt, pParityAt, qParityAt, sectorBytes, sectorWords } from './sector-layout.ts';
import { loadSector } from './sector-words.ts';

export type HeaderInEcc = 'covered' | 'as-zero';

const pSums = new Int32Array(pSyndromeWords);
const pWeighted = new Int32Array(pSyndromeWords);
const qSums = new Int32Array(qSyndromeWords);
const qWeighted = new Int32Array(qSyndromeWords);
const words = new Int32Array(sectorWords);
const headerWord = headerAt / 4;

function load(sector: Uint8Array, header: HeaderInEcc): void {
  loadSector(sector, 0, words);
  if (header === 'as-zero') words[headerWord] = 0;
}

/** Both parities over words already loaded; the hot path of checking. */
export function areParitiesRight(sector: Int32Array): boolean {
  return pSyndromes(sector, pSums, pWeighted) === 0 && qSyndromes(sector, qSums, qWeighted) === 0;
}

export function verifyEcc(sector: Uint8Array, header: HeaderInEcc = 'covered'): boolean {
  load(sector, header);
  return areParitiesRight(words);
}

function byteOf(lanes: Int32Array, at: number): number {
  return (lanes[at >> 2]! >>> ((at & 3) * 8)) & 0xff;
}

/**
 * The two parity bytes that make both syndromes zero, given the syndromes without them: with a + b = s0 and
 * alpha a + b = s1 the first is (s0 + s1) / (alpha + 1).
 */
function putParity(
  sector: Uint8Array,
  at: number,
  count: number,
  word: number,
  s0: number,
  s1: number,
): void {
  const first = divide(s0 ^ s1, 3);
  sector[at + word] = first;
  sector[at + count + word] = first ^ s0;
}

const pCount = 86;
const qCount = 52;

/** Fills the 276 parity bytes of a sector whose other bytes are final. */
export function writeEcc(sector: Uint8Array, header: HeaderInEcc = 'covered'): void {
  sector.fill(0, pParityAt, sectorBytes);
  load(sector, header);
  pSyndromes(words, pSums, pWeighted);
  for (let word = 0; word < pCount; word++) {
    putParity(sector, pParityAt, pCount, word, byteOf(pSums, word), byteOf(pWeighted, word));
  }
  load(sector, header);
  qSyndromes(words, qSums, qWeighted);
  for (let word = 0; word < qCount; word++) {
    const lane = qSyndromeByte(word);
    putParity(sector, qParityAt, qCount, word, byteOf(qSums, lane), byteOf(qWeighted, lane));
  }
}
