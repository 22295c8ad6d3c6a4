/** Names of volumes in the character sets of their time. Padding and control characters are not part of a name. */
import { decodeCodePage } from './code-page.ts';

function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is removed
  return text.replace(/[\u0000-\u001f\u007f]/g, '').trim();
}

function upToNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

export function dosLabel(bytes: Uint8Array): string {
  return tidy(decodeCodePage(upToNul(bytes), 'cp437'));
}

export function latinLabel(bytes: Uint8Array): string {
  return tidy(new TextDecoder('latin1').decode(upToNul(bytes)));
}

export function utf8Label(bytes: Uint8Array): string {
  return tidy(new TextDecoder('utf-8').decode(upToNul(bytes)));
}

export function macRomanLabel(bytes: Uint8Array): string {
  return tidy(new TextDecoder('macintosh').decode(bytes));
}

/** UTF-16 of either order, up to the first NUL character. */
export function utf16Label(bytes: Uint8Array, order: 'le' | 'be'): string {
  const text = new TextDecoder(order === 'le' ? 'utf-16le' : 'utf-16be').decode(bytes);
  return tidy(text.split('\u0000')[0] ?? '');
}

/** Commodore and others pad with A0h; graphics characters of PETSCII have no name here and become `?`. */
export function petsciiLabel(bytes: Uint8Array): string {
  const shown = Array.from(bytes, (byte) => {
    if (byte === 0xa0) return ' ';
    const plain = byte >= 0xc1 && byte <= 0xda ? byte - 0x80 : byte;
    return plain >= 0x20 && plain < 0x60 ? String.fromCharCode(plain) : '?';
  });
  return tidy(shown.join(''));
}

/** OSTA compressed Unicode in a dstring field: last byte the length, first byte 8 or 16 (ECMA-167 1/7.2.12). */
export function udfLabel(field: Uint8Array): string {
  const length = Math.min(field.at(-1) ?? 0, field.length - 1);
  const text = field.subarray(1, length);
  if (length < 2) return '';
  return field[0] === 16 ? utf16Label(text, 'be') : latinLabel(text);
}
