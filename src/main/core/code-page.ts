/** The character sets of DOS names. Nothing on a disk says which one was meant. */

import { dosUpperHalves } from '../../shared/dos-characters.ts';

export type CodePage = 'cp437' | 'cp850' | 'shift_jis';

const shiftJis = new TextDecoder('shift_jis');

export function decodeCodePage(bytes: Uint8Array, page: CodePage): string {
  if (page === 'shift_jis') return shiftJis.decode(bytes);
  let text = '';
  for (const byte of bytes)
    text += byte < 0x80 ? String.fromCharCode(byte) : (dosUpperHalves[page][byte - 0x80] ?? '');
  return text;
}
