/** Descriptor tags, timestamps, identifiers and names of ECMA-167 and OSTA UDF. */
import { hasBytes, u8, u16be, u16le, u32le } from '../../byte-fields.ts';

export const tag = {
  primaryVolume: 1,
  anchor: 2,
  volumeDescriptorPointer: 3,
  partition: 5,
  logicalVolume: 6,
  terminating: 8,
  fileSet: 256,
  fileIdentifier: 257,
  allocationExtent: 258,
  indirectEntry: 259,
  terminalEntry: 260,
  fileEntry: 261,
  extendedFileEntry: 266,
} as const;

export const tagBytes = 16;

/** ECMA-167 3/7.2: the sum of the tag's other fifteen bytes stands in the fifth. */
export function tagOf(descriptor: Uint8Array): number | null {
  if (descriptor.length < tagBytes) return null;
  let sum = 0;
  for (let at = 0; at < tagBytes; at++) if (at !== 4) sum += u8(descriptor, at);
  return (sum & 0xff) === u8(descriptor, 4) ? u16le(descriptor, 0) : null;
}

/** ECMA-167 1/7.3; years before 1 and after 9999 are none. */
export function udfTime(bytes: Uint8Array, at: number): string | null {
  const typeAndZone = u16le(bytes, at);
  const year = u16le(bytes, at + 2);
  const [month, day, hour, minute, second] = [4, 5, 6, 7, 8].map((field) => u8(bytes, at + field)) as [
    ...[number, number, number, number, number],
  ];
  const isTime =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isTime) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  const offset = ((typeAndZone & 0xfff) ^ 0x800) - 0x800;
  if (typeAndZone >> 12 !== 1 || offset < -1440 || offset > 1440) return text;
  return offset === 0
    ? `${text}Z`
    : `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** OSTA UDF 2.1.5.2: the identifier behind the flags of an EntityID, padded with zeros. */
export function isEntity(bytes: Uint8Array, at: number, identifier: string): boolean {
  return hasBytes(bytes, at + 1, identifier);
}

/** OSTA CS0 (UDF 2.1.1): 8 and 16 bits a character; 254 and 255 mark names of erased files. */
export function compressedUnicode(bytes: Uint8Array): string {
  const compression = bytes[0];
  if (compression === 8 || compression === 254)
    return Reflect.apply(String.fromCharCode, null, bytes.subarray(1));
  if (compression !== 16 && compression !== 255) return '';
  let text = '';
  for (let at = 1; at + 1 < bytes.length; at += 2) text += String.fromCharCode(u16be(bytes, at));
  return text;
}

/** ECMA-167 1/7.2.12: the last byte of the field is the length of what is used of it. */
export function dstring(field: Uint8Array): string {
  return compressedUnicode(field.subarray(0, Math.min(field.at(-1) ?? 0, field.length - 1)));
}

/** UDF 4.2.2.1: no separator and no NUL may reach a name. */
export function shownName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is replaced
  return name.replace(/[/\u0000]/g, '_');
}

/** A block by its partition reference and its number there (ECMA-167 4/7.1). */
export interface LogicalAddress {
  readonly partition: number;
  readonly block: number;
}

export interface LongAllocation {
  /** The upper two bits of the length (ECMA-167 4/14.14.1.1). */
  readonly kind: number;
  readonly lengthBytes: number;
  readonly address: LogicalAddress;
}

export function longAllocation(bytes: Uint8Array, at: number): LongAllocation {
  const length = u32le(bytes, at);
  return {
    kind: length >>> 30,
    lengthBytes: length % 0x4000_0000,
    address: { block: u32le(bytes, at + 4), partition: u16le(bytes, at + 8) },
  };
}
