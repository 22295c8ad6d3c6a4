/** Dates of ECMA-119: seven bytes in directory records (9.1.5), seventeen in descriptors and Rock Ridge (8.4.26.1). */
import { u8 } from '../../byte-fields.ts';

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** The offset from Greenwich in quarters of an hour; none where no place of the world has it. */
function zoneOf(byte: number): string {
  const quarters = byte > 127 ? byte - 256 : byte;
  if (quarters < -48 || quarters > 56) return '';
  if (quarters === 0) return 'Z';
  const minutes = Math.abs(quarters) * 15;
  return `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function moment(year: number, rest: readonly number[], zone: string): string | null {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest;
  const isTime = hour < 24 && minute < 60 && second < 60;
  if (month < 1 || month > 12 || day < 1 || day > 31 || !isTime) return null;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`;
}

/** @param hasZone false for High Sierra, which has six bytes and does not say where */
export function shortTime(bytes: Uint8Array, at: number, hasZone = true): string | null {
  const rest = [1, 2, 3, 4, 5].map((index) => u8(bytes, at + index));
  return moment(1900 + u8(bytes, at), rest, hasZone ? zoneOf(u8(bytes, at + 6)) : '');
}

/** Digits, all zeros for a time not specified. */
export function longTime(bytes: Uint8Array, at: number): string | null {
  let digits = '';
  for (let index = 0; index < 14; index++) digits += String.fromCharCode(u8(bytes, at + index));
  if (!/^\d{14}$/.test(digits)) return null;
  const rest = [4, 6, 8, 10, 12].map((index) => Number(digits.slice(index, index + 2)));
  return moment(Number(digits.slice(0, 4)), rest, zoneOf(u8(bytes, at + 16)));
}
