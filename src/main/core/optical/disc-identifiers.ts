/** READ SUB-CHANNEL: MCN and ISRC as a drive found them, slow and often wrong (MMC-6, READ SUB-CHANNEL formats 02h, 03h). */
import { u8 } from '../byte-fields.ts';
import { asciiField } from './ascii-field.ts';

function identifier(answer: Uint8Array, format: number, length: number, pattern: RegExp): string | null {
  if (answer.length < 9 + length || u8(answer, 4) !== format || !(u8(answer, 8) & 0x80)) return null;
  const text = asciiField(answer, 9, 9 + length);
  return pattern.test(text) && !/^0+$/.test(text) ? text : null;
}

/** 13 digits. @returns null for none, for zeros, and for anything that is no MCN */
export function parseMediaCatalogueNumber(answer: Uint8Array): string | null {
  return identifier(answer, 0x02, 13, /^\d{13}$/);
}

/** Country, owner, year, serial (ISO 3901). @returns null for none, for zeros, and for anything that is no ISRC */
export function parseIsrc(answer: Uint8Array): string | null {
  return identifier(answer, 0x03, 12, /^[A-Z0-9]{5}\d{7}$/);
}
