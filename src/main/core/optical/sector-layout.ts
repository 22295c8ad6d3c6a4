/**
 * Where things lie in the 2352 bytes of a CD sector (ECMA-130, clauses 14 to 16; XA: Yellow Book extension, "System
 * Description CD-ROM XA", II-4). Offsets in bytes. Words are 32 bits, least significant byte first, as on every
 * machine that runs this.
 */
import { fromBcd, isBcd, isMsf, lbaOfPositionMsf, msfOfLba, toBcd } from '../../../shared/msf.ts';

export const sectorBytes = 2352;
export const sectorWords = sectorBytes / 4;

export const headerAt = 12;
export const modeAt = 15;
export const userDataBytes = 2048;

export const mode1 = { userDataAt: 16, edcAt: 2064, zerosAt: 2068 } as const;
export const form1 = { subheaderAt: 16, userDataAt: 24, edcAt: 2072 } as const;
export const form2 = { subheaderAt: 16, userDataAt: 24, userDataBytes: 2324, edcAt: 2348 } as const;
/** The subheader stands twice: file, channel, submode, coding; the same again. */
export const submodeAt = 18;
export const secondSubmodeAt = 22;
export const submodeForm2 = 0x20;

export const pParityAt = 2076;
export const qParityAt = 2248;

export const syncPattern: readonly number[] = [
  0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0,
];

/** The three address bytes of a header as the low 24 bits of its word. */
export function headerAddressWord(lba: number): number {
  const { minute, second, frame } = msfOfLba(lba);
  return toBcd(minute) | (toBcd(second) << 8) | (toBcd(frame) << 16);
}

/** @returns null when the bytes are no address */
export function lbaOfHeaderWord(word: number): number | null {
  const [minute, second, frame] = [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff];
  if (!isBcd(minute) || !isBcd(second) || !isBcd(frame)) return null;
  const msf = { minute: fromBcd(minute), second: fromBcd(second), frame: fromBcd(frame) };
  return isMsf(msf) ? lbaOfPositionMsf(msf) : null;
}

/** So many of the twelve sync bytes are no accident, where the rest fits too. */
export const syncBytesEnough = 9;

export function syncBytesRight(bytes: Uint8Array): number {
  return syncPattern.reduce((right, byte, at) => right + (bytes[at] === byte ? 1 : 0), 0);
}
