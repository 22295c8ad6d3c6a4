/**
 * The scrambler of data sectors (ECMA-130, annex B): bytes 12 to 2351 XOR a 15-bit register, x^15 + x + 1, that starts
 * at 1. Doing it twice undoes it.
 */
import { headerAddressWord, headerAt, modeAt, sectorBytes, syncPattern } from './sector-layout.ts';

export const scrambleTable: Uint8Array = makeTable();

function makeTable(): Uint8Array {
  const made = new Uint8Array(sectorBytes - headerAt);
  let register = 1;
  for (let at = 0; at < made.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      made[at]! |= (register & 1) << bit;
      register = (register >>> 1) | (((register ^ (register >>> 1)) & 1) << 14);
    }
  }
  return made;
}

/** Scrambles or descrambles the sector at an offset, in place. */
export function scramble(bytes: Uint8Array, offsetBytes = 0): void {
  if (offsetBytes < 0 || offsetBytes + sectorBytes > bytes.length) {
    throw new RangeError(`No whole sector at ${offsetBytes} of ${bytes.length} bytes`);
  }
  const from = offsetBytes + headerAt;
  for (let at = 0; at < scrambleTable.length; at++) bytes[from + at]! ^= scrambleTable[at]!;
}

/** Why a sector was descrambled; `refused`: it does not look like data, and is as it was. */
export type DescrambleOutcome = 'address' | 'sync-and-mode' | 'empty-mode-0' | 'refused';

/**
 * Descrambles a sector read as audio where that makes sense of it: its header then names the expected LBA; or its sync
 * is whole and its mode 1 or 2, or 0 with nothing behind it. Otherwise every byte is left as it was.
 */
export function descrambleData(
  bytes: Uint8Array,
  offsetBytes: number,
  expectedLba: number,
): DescrambleOutcome {
  const expectedAddress = headerAddressWord(expectedLba);
  scramble(bytes, offsetBytes);
  const outcome = judge(bytes, offsetBytes, expectedAddress);
  if (outcome === 'refused') scramble(bytes, offsetBytes);
  return outcome;
}

function judge(bytes: Uint8Array, offsetBytes: number, expectedAddress: number): DescrambleOutcome {
  const header = offsetBytes + headerAt;
  const address = bytes[header]! | (bytes[header + 1]! << 8) | (bytes[header + 2]! << 16);
  if (address === expectedAddress) return 'address';
  if (!syncPattern.every((byte, at) => bytes[offsetBytes + at] === byte)) return 'refused';
  const mode = bytes[offsetBytes + modeAt];
  if (mode === 1 || mode === 2) return 'sync-and-mode';
  if (mode !== 0) return 'refused';
  for (let at = offsetBytes + modeAt + 1; at < offsetBytes + sectorBytes; at++) {
    if (bytes[at] !== 0) return 'refused';
  }
  return 'empty-mode-0';
}
