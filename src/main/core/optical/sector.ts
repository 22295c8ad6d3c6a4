/**
 * Judging 2352-byte sectors by what they carry: sync, header, EDC and ECC. No allocation per sector: the words of the
 * sector at hand stand in memory of this module, the verdict is one byte (see sector-verdict.ts).
 */
import { areParitiesRight } from './ecc.ts';
import { edcOfWords } from './edc.ts';
import {
  form1,
  form2,
  headerAddressWord,
  headerAt,
  lbaOfHeaderWord,
  mode1,
  sectorBytes,
  sectorWords,
  submodeForm2,
  syncBytesEnough,
  syncPattern,
} from './sector-layout.ts';
import { failureBits, isGood, kindBits } from './sector-verdict.ts';
import { copySector, loadSector } from './sector-words.ts';

const sector = new Int32Array(sectorWords);
const headerWord = headerAt / 4;
const subheaderWord = form1.subheaderAt / 4;
const mode1EdcWord = mode1.edcAt / 4;
const form1EdcWord = form1.edcAt / 4;
const form2EdcWord = form2.edcAt / 4;
const firstSyncWord = ~0xff;
const lastSyncWord = 0x00ff_ffff;
const addressMask = 0x00ff_ffff;
/** Scrambler bytes 01 80 00 60, which lie over the header. */
const scramblerOfHeader = 0x6000_8001;
/**
 * Bits 7 to 5 of the mode byte mark the blocks at the ends of a packet on recordables (MMC, "block indicator"). Form 1
 * and 2 have nothing that covers them, so they tell the kind, but count as a mode that is none.
 */
const modeMask = 0x1f;

/** A word no header address equals. */
const anyAddress = -1;

/**
 * @param expectedLba null: the address is not checked
 * @returns a verdict, see sector-verdict.ts
 */
export function checkSector(bytes: Uint8Array, offsetBytes: number, expectedLba: number | null): number {
  const address = expectedLba === null ? anyAddress : headerAddressWord(expectedLba);
  loadSector(bytes, offsetBytes, sector);
  return judge(address);
}

/**
 * Judges `count` sectors one after the other, the first with address `firstLba`.
 * @returns how many are not good
 */
export function checkSectors(
  bytes: Uint8Array,
  count: number,
  firstLba: number | null,
  outFlags: Uint8Array,
): number {
  if (count < 0 || count * sectorBytes > bytes.length || count > outFlags.length) {
    throw new RangeError(`${count} sectors in ${bytes.length} bytes, ${outFlags.length} verdicts`);
  }
  const aligned =
    bytes.byteOffset % 4 === 0 ? new Int32Array(bytes.buffer, bytes.byteOffset, count * sectorWords) : null;
  let notGood = 0;
  for (let index = 0; index < count; index++) {
    if (aligned) copySector(aligned, index * sectorWords, sector);
    else loadSector(bytes, index * sectorBytes, sector);
    const verdict = judge(firstLba === null ? anyAddress : headerAddressWord(firstLba + index));
    outFlags[index] = verdict;
    if (!isGood(verdict)) notGood++;
  }
  return notGood;
}

function judge(address: number): number {
  if (sector[0] !== firstSyncWord || sector[1] !== -1 || sector[2] !== lastSyncWord) {
    return isDataWithoutSync(address) ? judgeData() | failureBits.layout : kindBits.audioLike;
  }
  const header = sector[headerWord]!;
  if ((header & addressMask) === address) return judgeData();
  const descrambled = header ^ scramblerOfHeader;
  if (isHeader(descrambled) && !isHeader(header)) {
    return wrongAddress(descrambled, address) ? kindBits.scrambled | failureBits.address : kindBits.scrambled;
  }
  return wrongAddress(header, address) ? judgeData() | failureBits.address : judgeData();
}

function isHeader(header: number): boolean {
  return header >>> 24 <= 2 && lbaOfHeaderWord(header) !== null;
}

function wrongAddress(header: number, address: number): boolean {
  return address === anyAddress ? lbaOfHeaderWord(header) === null : (header & addressMask) !== address;
}

/** A header at its place with most of a sync before it is a data sector whose sync was hit. */
function isDataWithoutSync(address: number): boolean {
  const header = sector[headerWord]!;
  if ((header & addressMask) !== address || header >>> 24 > 2) return false;
  let right = 0;
  for (let at = 0; at < syncPattern.length; at++) {
    if (((sector[at >> 2]! >>> ((at & 3) * 8)) & 0xff) === syncPattern[at]) right++;
  }
  return right >= syncBytesEnough;
}

function judgeData(): number {
  const mode = sector[headerWord]! >>> 24;
  return (mode & ~modeMask) === 0 ? judgeByMode(mode) : judgeByMode(mode & modeMask) | failureBits.mode;
}

function judgeByMode(mode: number): number {
  switch (mode) {
    case 0:
      return judgeMode0();
    case 1:
      return judgeMode1();
    case 2:
      return judgeMode2();
    default:
      return judgeUnknownMode();
  }
}

function judgeMode0(): number {
  let any = 0;
  for (let word = headerWord + 1; word < sectorWords; word++) any |= sector[word]!;
  return any === 0 ? kindBits.mode0 : kindBits.mode0 | failureBits.layout;
}

function judgeMode1(): number {
  let verdict: number = kindBits.mode1;
  if (edcOfWords(sector, 0, mode1EdcWord) !== sector[mode1EdcWord]) verdict |= failureBits.edc;
  if ((sector[mode1EdcWord + 1]! | sector[mode1EdcWord + 2]!) !== 0) verdict |= failureBits.layout;
  if (!areParitiesRight(sector)) verdict |= failureBits.ecc;
  return verdict;
}

function judgeMode2(): number {
  const subheader = sector[subheaderWord]!;
  const again = sector[subheaderWord + 1]!;
  if (subheader === again) return isForm2(subheader) ? judgeForm2() : judgeForm1();
  const kind = kindByOneSubheader(subheader) ?? kindByOneSubheader(again);
  if (kind === null) return kindBits.formless;
  return (kind === kindBits.form1 ? judgeForm1() : kind | failureBits.edc) | failureBits.layout;
}

function isForm2(subheader: number): boolean {
  return ((subheader >>> 16) & submodeForm2) !== 0;
}

function isForm1EdcRight(): boolean {
  return edcOfWords(sector, subheaderWord, form1EdcWord) === sector[form1EdcWord];
}

function isForm2EdcRight(): boolean {
  return edcOfWords(sector, subheaderWord, form2EdcWord) === sector[form2EdcWord];
}

/** Of two different subheaders one may be right: then the EDC is, with that one in both places. */
function kindByOneSubheader(subheader: number): number | null {
  const first = sector[subheaderWord]!;
  const second = sector[subheaderWord + 1]!;
  sector[subheaderWord] = subheader;
  sector[subheaderWord + 1] = subheader;
  const right = isForm2(subheader) ? isForm2EdcRight() : isForm1EdcRight();
  sector[subheaderWord] = first;
  sector[subheaderWord + 1] = second;
  if (!right) return null;
  return isForm2(subheader) ? kindBits.form2 : kindBits.form1;
}

function judgeForm1(): number {
  const isEdcRight = isForm1EdcRight();
  const header = sector[headerWord]!;
  sector[headerWord] = 0;
  let isEccRight = areParitiesRight(sector);
  sector[headerWord] = header;
  // PlayStation masters whose form 2 has no EDC end their data track with a parity over the real header.
  if (!isEccRight && isEdcRight) isEccRight = areParitiesRight(sector);
  return kindBits.form1 | (isEdcRight ? 0 : failureBits.edc) | (isEccRight ? 0 : failureBits.ecc);
}

function judgeForm2(): number {
  if (isForm2EdcRight()) return kindBits.form2;
  return sector[form2EdcWord] === 0 ? kindBits.form2NoEdc : kindBits.form2 | failureBits.edc;
}

function judgeUnknownMode(): number {
  if (sector[subheaderWord] === sector[subheaderWord + 1]) {
    const form = judgeMode2();
    const edcWord = (form & 7) === kindBits.form1 ? form1EdcWord : form2EdcWord;
    if (isGood(form) && sector[edcWord] !== 0) return form | failureBits.mode;
  }
  const header = sector[headerWord]!;
  sector[headerWord] = (header & addressMask) | (1 << 24);
  const isMode1 = edcOfWords(sector, 0, mode1EdcWord) === sector[mode1EdcWord];
  sector[headerWord] = header;
  return (isMode1 ? judgeMode1() : kindBits.audioLike) | failureBits.mode;
}
