/**
 * Correcting a raw data sector by its own parity (ECMA-130, annex A). Each P word is RS(26,24), each Q word RS(45,43):
 * one unknown error a word, or two whose places are known. Words are worked in turns, P and Q, until the EDC agrees.
 * What does not end with a right EDC and right parity is given back as it came.
 */
import { verifyEcc, writeEcc } from './ecc.ts';
import { edcOf } from './edc.ts';
import { divide, exponential, fieldOrder, logarithm, multiply } from './galois.ts';
import {
  form1,
  headerAt,
  mode1,
  modeAt,
  pParityAt,
  qParityAt,
  secondSubmodeAt,
  sectorBytes,
  submodeAt,
  submodeForm2,
  syncBytesEnough,
  syncBytesRight,
  syncPattern,
} from './sector-layout.ts';

export interface Correction {
  /** `uncorrectable` leaves the sector untouched. */
  readonly outcome: 'intact' | 'corrected' | 'uncorrectable';
  readonly kind: 'mode1' | 'mode2-form1' | null;
  /** Offsets of the bytes that changed, ascending: the evidence. */
  readonly changedOffsets: readonly number[];
}

type Kind = 'mode1' | 'mode2-form1';

const uncorrectable: Correction = { outcome: 'uncorrectable', kind: null, changedOffsets: [] };

/** Offsets of the bytes of each word, first data byte first, its two parity bytes last. */
const pWords = Array.from({ length: 86 }, (_, word) =>
  Uint16Array.from({ length: 26 }, (_, row) => headerAt + word + 86 * row),
);
const qDataBytes = qParityAt - headerAt;
const qWords = Array.from({ length: 52 }, (_, word) =>
  Uint16Array.from({ length: 45 }, (_, step) =>
    step < 43
      ? headerAt + (((word >> 1) * 86 + (word & 1) + 88 * step) % qDataBytes)
      : qParityAt + word + 52 * (step - 43),
  ),
);
/** Turns of P and Q; what heals does so in a few, and the rest would go round in circles. */
const maxRounds = 12;

/** Where errors are taken to be when a word is worked. */
type Places = 'unknown' | 'given' | 'crossing';

interface Work {
  readonly sector: Uint8Array;
  readonly kind: Kind;
  /** 1 where a byte is taken for lost. */
  readonly erased: Uint8Array;
}

/**
 * Corrects 2352 bytes in place. The header of form 1 is outside its parity and stays as it is.
 * @param erasedOffsets bytes known to be wrong, as C2 flags them; a hint only, wrong ones do no harm
 */
export function correctSector(sector: Uint8Array, erasedOffsets: Iterable<number> = []): Correction {
  if (sector.length !== sectorBytes) throw new RangeError(`A sector of ${sector.length} bytes`);
  const kinds = likelyKinds(sector);
  const isSyncWhole = syncBytesRight(sector) === syncPattern.length;
  for (const kind of kinds) {
    if (isSyncWhole && isEdcRight(sector, kind) && isEccRight(sector, kind)) {
      return { outcome: 'intact', kind, changedOffsets: [] };
    }
  }
  const given = new Uint8Array(sectorBytes);
  let anyGiven = false;
  for (const offset of erasedOffsets) {
    if (!(offset >= 0 && offset < sectorBytes)) continue;
    given[offset] = 1;
    anyGiven = true;
  }
  const strategies: readonly Places[] = anyGiven ? ['given', 'unknown', 'crossing'] : ['unknown', 'crossing'];
  for (const kind of kinds) {
    for (const places of strategies) {
      const healed = heal(sector, kind, places, given);
      if (healed) return accept(sector, healed, kind);
    }
  }
  return uncorrectable;
}

/**
 * Mode 1 covers its sync and header, so a damaged mode byte can be it. Nothing covers those of form 1, whose check bytes
 * are all zero for zero data: only a sync and a mode byte 2 make a sector of it, or an empty buffer would pass.
 */
function likelyKinds(sector: Uint8Array): readonly Kind[] {
  const isForm2 = (sector[submodeAt]! & sector[secondSubmodeAt]! & submodeForm2) !== 0;
  const isMode2 = sector[modeAt] === 2 && syncBytesRight(sector) >= syncBytesEnough;
  return isMode2 && !isForm2 ? ['mode2-form1', 'mode1'] : ['mode1'];
}

function isEdcRight(sector: Uint8Array, kind: Kind): boolean {
  const from = kind === 'mode1' ? 0 : form1.subheaderAt;
  const at = kind === 'mode1' ? mode1.edcAt : form1.edcAt;
  const stored = sector[at]! | (sector[at + 1]! << 8) | (sector[at + 2]! << 16) | (sector[at + 3]! << 24);
  return edcOf(sector, from, at) === stored >>> 0;
}

/** PlayStation masters may end with a form 1 sector whose parity covers the header. */
function isEccRight(sector: Uint8Array, kind: Kind): boolean {
  return kind === 'mode1' ? verifyEcc(sector) : verifyEcc(sector, 'as-zero') || verifyEcc(sector, 'covered');
}

function accept(sector: Uint8Array, healed: Uint8Array, kind: Kind): Correction {
  const changedOffsets: number[] = [];
  for (let at = 0; at < sectorBytes; at++) if (sector[at] !== healed[at]) changedOffsets.push(at);
  sector.set(healed);
  return { outcome: 'corrected', kind, changedOffsets };
}

/** @returns a corrected copy whose EDC and parity are right, or null */
function heal(original: Uint8Array, kind: Kind, places: Places, given: Uint8Array): Uint8Array | null {
  const work: Work = { sector: original.slice(), kind, erased: new Uint8Array(sectorBytes) };
  const { sector, erased } = work;
  // Neither is covered by P and Q: the sync is what it must be, the header of form 1 counts as zero.
  sector.set(syncPattern);
  if (kind === 'mode2-form1') sector.fill(0, headerAt, form1.subheaderAt);
  if (places === 'given') erased.set(given);
  for (let round = 0; round < maxRounds; round++) {
    const words = round % 2 === 0 ? pWords : qWords;
    if (places === 'crossing') markWrongWords(work, round % 2 === 0 ? qWords : pWords);
    const changed = workWords(work, words);
    if (isEdcRight(sector, kind)) return finish(original, work);
    if (!changed && round > 0 && places !== 'crossing') break;
  }
  return null;
}

/** With data and EDC right, parity that still differs is itself what was damaged. */
function finish(original: Uint8Array, { sector, kind }: Work): Uint8Array | null {
  if (kind === 'mode2-form1') sector.set(original.subarray(headerAt, form1.subheaderAt), headerAt);
  if (isEccRight(sector, kind)) return sector;
  if (kind === 'mode1') sector.fill(0, mode1.zerosAt, pParityAt);
  writeEcc(sector, kind === 'mode1' ? 'covered' : 'as-zero');
  return isEdcRight(sector, kind) ? sector : null;
}

interface Syndromes {
  readonly sum: number;
  readonly weighted: number;
}

function syndromesOf(sector: Uint8Array, word: Uint16Array): Syndromes {
  let sum = 0;
  let weighted = 0;
  for (const offset of word) {
    const value = sector[offset]!;
    sum ^= value;
    weighted = (weighted << 1) ^ (weighted & 0x80 ? 0x11d : 0) ^ value;
  }
  return { sum, weighted };
}

/** Takes every byte of a wrong word for lost, so that the words across it know where to look. */
function markWrongWords({ sector, erased }: Work, words: readonly Uint16Array[]): void {
  erased.fill(0);
  for (const word of words) {
    const { sum, weighted } = syndromesOf(sector, word);
    if ((sum | weighted) === 0) continue;
    for (const offset of word) erased[offset] = 1;
  }
}

function workWords(work: Work, words: readonly Uint16Array[]): boolean {
  let changed = false;
  for (const word of words) if (workWord(work, word)) changed = true;
  return changed;
}

/** @returns whether bytes of this word were changed */
function workWord(work: Work, word: Uint16Array): boolean {
  const { sector, erased } = work;
  const { sum, weighted } = syndromesOf(sector, word);
  const lost: number[] = [];
  for (let at = 0; at < word.length && lost.length <= 2; at++) if (erased[word[at]!]) lost.push(at);
  if ((sum | weighted) === 0) {
    if (lost.length <= 2) for (const at of lost) erased[word[at]!] = 0;
    return false;
  }
  const powerOf = (at: number) => word.length - 1 - at;
  if (lost.length === 2) {
    const [first, second] = lost as [number, number];
    const a = exponential[powerOf(first)]!;
    const b = exponential[powerOf(second)]!;
    const firstValue = divide(weighted ^ multiply(b, sum), a ^ b);
    return repair(work, [
      [word[first]!, firstValue],
      [word[second]!, sum ^ firstValue],
    ]);
  }
  if (sum === 0 || weighted === 0 || lost.length > 2) return false;
  const power = (logarithm[weighted]! + fieldOrder - logarithm[sum]!) % fieldOrder;
  if (power >= word.length) return false;
  const place = word.length - 1 - power;
  // With one place known, an error found elsewhere means there are two.
  if (lost.length === 1 && lost[0] !== place) return false;
  return repair(work, [[word[place]!, sum]]);
}

/** The header of form 1 counts as zero: a word that would change it has been misread. */
function repair({ sector, kind, erased }: Work, changes: readonly (readonly [number, number])[]): boolean {
  if (kind === 'mode2-form1' && changes.some(([at, by]) => by !== 0 && at < form1.subheaderAt)) return false;
  for (const [at, by] of changes) {
    sector[at]! ^= by;
    erased[at] = 0;
  }
  return true;
}
