/** Text of old media: which encoding it seems to be in, said with the reason, and the text itself. */
import { dosUpperHalves } from '../../../shared/dos-characters.ts';

export const encodings = [
  'utf-8',
  'cp437',
  'windows-1252',
  'macintosh',
  'shift_jis',
  'utf-16le',
  'utf-16be',
] as const;
export type Encoding = (typeof encodings)[number];

export const encodingWords: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  cp437: 'DOS (CP437)',
  'windows-1252': 'Latin-1 (Windows-1252)',
  macintosh: 'Mac OS Roman',
  shift_jis: 'Shift-JIS',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
};

export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Why, for people. */
  /** A message of the room `files`. */
  readonly why:
    | 'whyMark'
    | 'whyAscii'
    | 'whyValid'
    | 'whyKana'
    | 'whyMac'
    | 'whyAmiga'
    | 'whyDos'
    | 'whyWindows';
}

export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'cp437') return new TextDecoder(encoding).decode(bytes);
  let text = '';
  for (const byte of bytes)
    text += byte < 0x80 ? String.fromCharCode(byte) : dosUpperHalves.cp437[byte - 0x80];
  return text;
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // A character that is cut by the end of the piece is no fault of it.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

/** Where letters with accents stand: below A6h in CP437, from C0h on in Latin-1. Frames are of DOS alone. */
function looksLikeDos(bytes: Uint8Array): boolean {
  let dos = 0;
  let latin = 0;
  bytes.forEach((byte, at) => {
    if (byte < 0x80) return;
    const besideLetter = isLetter(bytes[at - 1]) || isLetter(bytes[at + 1]);
    const isFrame = byte >= 0xb0 && byte <= 0xdf && bytes[at - 1] === byte;
    if (isFrame || (besideLetter && byte <= 0xa5)) dos++;
    else if (besideLetter && byte >= 0xc0) latin++;
  });
  return dos > latin;
}

/** Kana are written between most kanji; bytes that only happen to be valid have hardly any. */
function looksJapanese(bytes: Uint8Array): boolean {
  if (!isValid(bytes, 'shift_jis')) return false;
  const wide = decodeText(bytes, 'shift_jis').match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? [];
  const kana = wide.filter((character) => character >= '\u3040' && character <= '\u30ff');
  return kana.length >= 2 && kana.length * 5 >= wide.length;
}

/** @param filesystem the type of the tree the file is in: it says which system wrote it */
export function guessEncoding(bytes: Uint8Array, filesystem: string): EncodingGuess {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8', why: 'whyMark' };
  if (startsWith(bytes, 0xff, 0xfe)) return { encoding: 'utf-16le', why: 'whyMark' };
  if (startsWith(bytes, 0xfe, 0xff)) return { encoding: 'utf-16be', why: 'whyMark' };
  if (bytes.every((byte) => byte < 0x80)) return { encoding: 'utf-8', why: 'whyAscii' };
  if (isValid(bytes, 'utf-8')) return { encoding: 'utf-8', why: 'whyValid' };
  if (looksJapanese(bytes)) return { encoding: 'shift_jis', why: 'whyKana' };
  if (filesystem.startsWith('HFS')) return { encoding: 'macintosh', why: 'whyMac' };
  if (filesystem.startsWith('Amiga')) return { encoding: 'windows-1252', why: 'whyAmiga' };
  if (looksLikeDos(bytes)) return { encoding: 'cp437', why: 'whyDos' };
  return { encoding: 'windows-1252', why: 'whyWindows' };
}

/** The most control characters a text has: some form feeds, escapes of printers, an end mark of CP/M. */
const mostControlShare = 0.02;

export function looksLikeText(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return true;
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  return controls <= bytes.length * mostControlShare;
}
