/** What the Finder keeps of a file: type, creator, flags (Inside Macintosh: Finder Interface, 7-47). */
import { u16be } from '../../byte-fields.ts';

const flagInvisible = 0x4000;
const flagAlias = 0x8000;
const flagLocked = 0x1000;

/** Four bytes of Mac Roman, which need not be printable. */
export function fourCharacters(bytes: Uint8Array): string {
  const text = new TextDecoder('macintosh').decode(bytes);
  return Array.from(text, (character) => (character < ' ' || character === '\u007f' ? '.' : character)).join(
    '',
  );
}

function isSet(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte !== 0);
}

/** @param info the first ten bytes of FInfo */
export function fileFacts(info: Uint8Array): Record<string, string> {
  const facts: Record<string, string> = {};
  if (isSet(info.subarray(0, 4))) facts.type = fourCharacters(info.subarray(0, 4));
  if (isSet(info.subarray(4, 8))) facts.creator = fourCharacters(info.subarray(4, 8));
  const flags = flagNames(u16be(info, 8));
  if (flags) facts.finder = flags;
  return facts;
}

/** The two halves behind each other, in memory of their own. */
export function finderInfoOf(own: Uint8Array, extended: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(own.length + extended.length);
  bytes.set(own, 0);
  bytes.set(extended, own.length);
  return bytes;
}

export function flagNames(flags: number): string {
  const names: readonly (readonly [number, string])[] = [
    [flagInvisible, 'invisible'],
    [flagAlias, 'alias'],
    [flagLocked, 'name locked'],
  ];
  return names.flatMap(([flag, name]) => (flags & flag ? [name] : [])).join(', ');
}
