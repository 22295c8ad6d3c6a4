/** What a command comes to inside the drive: bytes handed over, and a check condition or none. */
import type { SenseCode } from '../rules.ts';
import { putUint32 } from './wire-fields.ts';

export interface Check extends SenseCode {
  /** The LBA of the information field; null where the field is not valid. */
  readonly informationLba: number | null;
}

export interface Outcome {
  readonly lengthBytes: number;
  readonly check: Check | null;
}

export const done: Outcome = { lengthBytes: 0, check: null };

export function check(key: number, asc: number, ascq: number): Check {
  return { key, asc, ascq, informationLba: null };
}

export const noSense = check(0x0, 0x00, 0x00);
export const noDisc = check(0x2, 0x3a, 0x01);
export const trayOpen = check(0x2, 0x3a, 0x02);
export const discGone = check(0x2, 0x3a, 0x00);
export const becomingReady = check(0x2, 0x04, 0x01);
export const noReference = check(0x3, 0x02, 0x00);
export const unreadable = check(0x3, 0x11, 0x05);
export const unknownCommand = check(0x5, 0x20, 0x00);
export const outOfRange = check(0x5, 0x21, 0x00);
export const badField = check(0x5, 0x24, 0x00);
export const badParameter = check(0x5, 0x26, 0x00);
export const wrongMedium = check(0x5, 0x30, 0x02);
export const savingUnsupported = check(0x5, 0x39, 0x00);
export const removalPrevented = check(0x5, 0x53, 0x02);
export const wrongMode = check(0x5, 0x64, 0x00);
export const wasReset = check(0x6, 0x29, 0x02);

export function failed(reason: Check, lengthBytes = 0): Outcome {
  return { lengthBytes, check: reason };
}

export function failedAt(lba: number, { key, asc, ascq }: SenseCode, lengthBytes: number): Outcome {
  return { lengthBytes, check: { key, asc, ascq, informationLba: lba } };
}

/** As much of the answer as the CDB allows and the transfer has room for. */
export function answer(into: Uint8Array, bytes: Uint8Array, allocationBytes: number): Outcome {
  const lengthBytes = Math.min(bytes.length, allocationBytes, into.length);
  into.set(bytes.subarray(0, lengthBytes));
  return { lengthBytes, check: null };
}

export const senseBytes = 18;

/** Fixed format, current error (SPC-4 4.5.3). */
export function fixedSense({ key, asc, ascq, informationLba }: Check): Uint8Array {
  const sense = new Uint8Array(senseBytes);
  sense[0] = 0x70;
  sense[2] = key;
  sense[7] = senseBytes - 8;
  sense[12] = asc;
  sense[13] = ascq;
  // The information field is unsigned: an address in the first pregap cannot be told.
  if (informationLba !== null && informationLba >= 0) {
    sense[0] |= 0x80;
    putUint32(sense, 3, informationLba);
  }
  return sense;
}
