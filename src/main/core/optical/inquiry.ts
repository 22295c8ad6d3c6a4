/** INQUIRY: who a drive says it is (SPC-4, 6.4). */
import { u8 } from '../byte-fields.ts';
import { asciiField } from './ascii-field.ts';
import { serialNumberPage } from './cdb/drive-commands.ts';

export interface Inquiry {
  /** 5 is a CD/DVD/BD drive. */
  readonly peripheralType: number;
  readonly isRemovable: boolean;
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  /** Bytes 36 to 55: dates of firmware, names of modified firmware. */
  readonly vendorSpecific: string;
  /** From byte 74: where some modified firmware names itself. */
  readonly tail: string;
}

export const opticalPeripheralType = 0x05;
/** Unknown or no device type. */
const noPeripheralType = 0x1f;

/** Fields that did not come are empty. */
export function parseInquiry(answer: Uint8Array): Inquiry {
  return {
    peripheralType: (answer[0] ?? noPeripheralType) & 0x1f,
    isRemovable: ((answer[1] ?? 0) & 0x80) !== 0,
    vendor: asciiField(answer, 8, 16),
    product: asciiField(answer, 16, 32),
    revision: asciiField(answer, 32, 36),
    vendorSpecific: asciiField(answer, 36, 56),
    tail: asciiField(answer, 74, answer.length),
  };
}

/**
 * Unit serial number page.
 * @returns null where there is none: some bridges answer with blanks, or with standard INQUIRY data, whose RMB bit
 * looks like the number of this page and whose flags are no text
 */
export function parseSerialPage(answer: Uint8Array): string | null {
  if (answer.length < 4 || u8(answer, 1) !== serialNumberPage) return null;
  const padded = Array.from(answer.subarray(4, 4 + u8(answer, 3)), (byte) => String.fromCharCode(byte)).join(
    '',
  );
  const serial = padded.replace(/^[\0 ]+|[\0 ]+$/g, '');
  return /^[ -~]+$/.test(serial) ? serial : null;
}
