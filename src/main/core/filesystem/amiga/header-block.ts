/** Header blocks of AmigaDOS: root, directories, files and links (Amiga ROM Kernel Reference Manual; The AmigaDOS Manual). */
import { u8, u32be } from '../../byte-fields.ts';
import { amigaTime } from './amiga-time.ts';

export const blockBytes = 512;
export const pointersPerBlock = 72;

const primaryHeader = 2;
const longNameBytes = 112;

const kinds = {
  1: 'root',
  2: 'directory',
  3: 'soft-link',
  4: 'directory-link',
  4294967293: 'file',
  4294967292: 'file-link',
} as const;

export interface HeaderBlock {
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly number: number;
  readonly name: string;
  readonly comment: string;
  /** Another block that holds the comment; 0 for none. */
  readonly commentBlock: number;
  readonly protection: number;
  readonly sizeBytes: number;
  readonly modified: string | null;
  /** What a hard link stands for. */
  readonly realEntry: number;
  readonly hashChain: number;
  readonly extension: number;
  readonly isChecksumRight: boolean;
  readonly bytes: Uint8Array;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** A length and as many characters, as far as there is room. */
export function countedText(block: Uint8Array, at: number, mostCharacters: number): string {
  const length = Math.min(u8(block, at), mostCharacters, block.length - at - 1);
  return latin1(block.subarray(at + 1, at + 1 + length));
}

export function isSumZero(block: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 4) sum = (sum + u32be(block, at)) >>> 0;
  return sum === 0;
}

/** Separators of other systems cannot be in a name that is to be written anywhere. */
function shownName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is in no name either
  return name.replace(/[/\u0000]/g, '_');
}

interface Naming {
  readonly name: string;
  readonly comment: string;
  readonly commentBlock: number;
  readonly modified: string | null;
}

/** DOS\6 and DOS\7: name and comment share one field, and the date has moved; a long comment has a block of its own. */
function longNaming(bytes: Uint8Array): Naming {
  const field = bytes.subarray(328, 328 + longNameBytes);
  const name = countedText(field, 0, 107);
  const commentBlock = u32be(bytes, 440);
  const commentAt = 1 + name.length;
  const hasComment = commentBlock === 0 && commentAt < field.length;
  return {
    name,
    comment: hasComment ? countedText(field, commentAt, 79) : '',
    commentBlock,
    modified: amigaTime(bytes, 452),
  };
}

function shortNaming(bytes: Uint8Array): Naming {
  return {
    name: countedText(bytes, 432, 30),
    comment: countedText(bytes, 328, 79),
    commentBlock: 0,
    modified: amigaTime(bytes, 420),
  };
}

/** @returns null when the block is no header */
export function parseHeader(bytes: Uint8Array, number: number, hasLongNames: boolean): HeaderBlock | null {
  const kind = kinds[u32be(bytes, 508) as keyof typeof kinds];
  if (u32be(bytes, 0) !== primaryHeader || kind === undefined) return null;
  const naming = hasLongNames && kind !== 'root' ? longNaming(bytes) : shortNaming(bytes);
  return {
    kind,
    number,
    ...naming,
    name: shownName(naming.name),
    comment: kind === 'root' ? '' : naming.comment,
    protection: u32be(bytes, 320),
    sizeBytes: kind === 'file' ? u32be(bytes, 324) : 0,
    realEntry: u32be(bytes, 468),
    hashChain: u32be(bytes, 496),
    extension: u32be(bytes, 504),
    isChecksumRight: isSumZero(bytes),
    bytes,
  };
}

/** The target of a soft link stands where others have their pointers. */
export function softLinkTarget({ bytes }: HeaderBlock): string {
  const field = bytes.subarray(24, 24 + pointersPerBlock * 4);
  const end = field.indexOf(0);
  return latin1(end < 0 ? field : field.subarray(0, end));
}
