/** Data sectors made from their user data: sync, header, EDC and parity are filled in place. */
import { writeEcc } from './ecc.ts';
import { edcOf } from './edc.ts';
import {
  form1,
  form2,
  headerAddressWord,
  headerAt,
  mode1,
  modeAt,
  pParityAt,
  sectorBytes,
  submodeAt,
  submodeForm2,
  syncPattern,
} from './sector-layout.ts';

/** @throws RangeError unless `sector` is 2352 bytes and the LBA has an address */
export function writeSyncAndHeader(sector: Uint8Array, lba: number, mode: number): void {
  if (sector.length !== sectorBytes) throw new RangeError(`A sector of ${sector.length} bytes`);
  const address = headerAddressWord(lba);
  sector.set(syncPattern);
  for (let byte = 0; byte < 3; byte++) sector[headerAt + byte] = address >>> (8 * byte);
  sector[modeAt] = mode;
}

function writeEdc(sector: Uint8Array, from: number, at: number): void {
  const edc = edcOf(sector, from, at);
  for (let byte = 0; byte < 4; byte++) sector[at + byte] = edc >>> (8 * byte);
}

/** User data stand at 16 to 2063. */
export function generateMode1(sector: Uint8Array, lba: number): void {
  writeSyncAndHeader(sector, lba, 1);
  writeEdc(sector, 0, mode1.edcAt);
  sector.fill(0, mode1.zerosAt, pParityAt);
  writeEcc(sector);
}

/** The subheader stands at 16 to 19 and is repeated here, the form bit of its submode cleared; user data at 24 to 2071. */
export function generateMode2Form1(sector: Uint8Array, lba: number): void {
  writeSyncAndHeader(sector, lba, 2);
  sector[submodeAt]! &= ~submodeForm2;
  sector.copyWithin(form1.subheaderAt + 4, form1.subheaderAt, form1.subheaderAt + 4);
  writeEdc(sector, form1.subheaderAt, form1.edcAt);
  writeEcc(sector, 'as-zero');
}

/** The subheader stands at 16 to 19 and is repeated here, the form bit of its submode set; user data at 24 to 2347. */
export function generateMode2Form2(sector: Uint8Array, lba: number, edc: 'edc' | 'zero' = 'edc'): void {
  writeSyncAndHeader(sector, lba, 2);
  sector[submodeAt]! |= submodeForm2;
  sector.copyWithin(form2.subheaderAt + 4, form2.subheaderAt, form2.subheaderAt + 4);
  if (edc === 'edc') writeEdc(sector, form2.subheaderAt, form2.edcAt);
  else sector.fill(0, form2.edcAt);
}
