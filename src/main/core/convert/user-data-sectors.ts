/** From raw sectors to their 2048 bytes of user data, each held against its EDC on the way. */
import { SpindleError } from '../../../shared/errors.ts';
import { edcOfWords } from '../optical/edc.ts';
import { form1, mode1, sectorBytes, sectorWords, userDataBytes } from '../optical/sector-layout.ts';
import { isForm2 } from './plan-disc.ts';

export type UserDataFault = 'edc' | 'no-data';

const firstSyncWord = ~0xff;
const lastSyncWord = 0x00ff_ffff;
const modeMask = 0x1f;
const mode1EdcWord = mode1.edcAt / 4;
const subheaderWord = form1.subheaderAt / 4;
const form1EdcWord = form1.edcAt / 4;

/**
 * @param raw whole sectors, on a boundary of four bytes
 * @param into as many times 2048 bytes; zeros where a sector has no user data
 * @throws SpindleError unsupported at a Form 2 sector
 */
export function extractUserData(
  raw: Uint8Array,
  firstLba: number,
  into: Uint8Array,
  onFault: (lba: number, fault: UserDataFault) => void,
): void {
  const words = new Int32Array(raw.buffer, raw.byteOffset, raw.length >> 2);
  const count = raw.length / sectorBytes;
  for (let index = 0; index < count; index++) {
    const word = index * sectorWords;
    const at = index * sectorBytes;
    const to = index * userDataBytes;
    const isData =
      words[word] === firstSyncWord && words[word + 1] === -1 && words[word + 2] === lastSyncWord;
    const mode = isData ? raw[at + 15]! & modeMask : 0;
    if (mode === 1) {
      const edc = edcOfWords(words, word, word + mode1EdcWord);
      if (edc !== words[word + mode1EdcWord]) onFault(firstLba + index, 'edc');
      into.set(raw.subarray(at + mode1.userDataAt, at + mode1.userDataAt + userDataBytes), to);
    } else if (mode === 2) {
      if (isForm2(raw.subarray(at, at + sectorBytes))) throw form2Found(firstLba + index);
      const edc = edcOfWords(words, word + subheaderWord, word + form1EdcWord);
      if (edc !== words[word + form1EdcWord]) onFault(firstLba + index, 'edc');
      into.set(raw.subarray(at + form1.userDataAt, at + form1.userDataAt + userDataBytes), to);
    } else {
      into.fill(0, to, to + userDataBytes);
      onFault(firstLba + index, 'no-data');
    }
  }
}

function form2Found(lba: number): SpindleError {
  return new SpindleError(
    'unsupported',
    `The sector at LBA ${lba} is Form 2, which holds 2324 bytes and no ISO keeps. Nothing was written; choose bincue, which keeps everything.`,
    { lba },
  );
}
