/** Fields of command descriptor blocks and parameter lists: big-endian, and never silently cut to fit. */

/** Offset, width in bytes, value. */
export type CdbField = readonly [offsetBytes: number, widthBytes: 1 | 2 | 3 | 4, value: number];

/** @throws RangeError for a value its field cannot hold: a cut LBA would read somewhere else */
export function putField(bytes: Uint8Array, [offsetBytes, widthBytes, value]: CdbField): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * widthBytes))
    throw new RangeError(`${value} does not fit ${widthBytes} bytes at ${offsetBytes}`);
  for (let index = 0; index < widthBytes; index++)
    bytes[offsetBytes + index] = Math.floor(value / 2 ** (8 * (widthBytes - 1 - index))) & 0xff;
}

/** LBAs before 0 (first pregap, lead-in) go as two's complement (MMC, READ CD). */
export function lbaField(offsetBytes: number, lba: number): CdbField {
  if (lba < -0x8000_0000) throw new RangeError(`LBA ${lba}`);
  return [offsetBytes, 4, lba < 0 ? lba + 0x1_0000_0000 : lba];
}

export function cdbOf(lengthBytes: 6 | 10 | 12, opcode: number, fields: readonly CdbField[]): Uint8Array {
  const cdb = new Uint8Array(lengthBytes);
  cdb[0] = opcode;
  for (const field of fields) putField(cdb, field);
  return cdb;
}
