/** The 18-byte packs of CD-TEXT (MMC, READ TOC format 5; IEC 61866, interactive text transmission system). */
import type { CdText } from '../../../shared/model/disc.ts';
import { u16be } from '../byte-fields.ts';
import { crc16 } from './crc16.ts';

export const packBytes = 18;
export const packTextBytes = 12;
export const blockCount = 8;
/** The sequence number is one byte. */
export const maxBlockPacks = 256;

export const packTypes = {
  title: 0x80,
  performer: 0x81,
  songwriter: 0x82,
  composer: 0x83,
  arranger: 0x84,
  message: 0x85,
  discId: 0x86,
  genre: 0x87,
  code: 0x8e,
} as const satisfies Record<CdTextField, number>;
export type CdTextField = Exclude<keyof CdText[string]['album'], undefined>;
export const sizeInfoType = 0x8f;

/** Charset codes of the size information. */
export const charsets = { latin1: 0x00, ascii: 0x01, msJis: 0x80 } as const;

export interface Pack {
  readonly type: number;
  /** Of the first character in the pack; 0 is the album. In size information the number of the part. */
  readonly track: number;
  readonly sequence: number;
  readonly block: number;
  readonly isDoubleByte: boolean;
  /** Characters of the first string that stand in packs before this one; 15 for more. */
  readonly characterPosition: number;
  readonly text: Uint8Array;
  readonly checksum: 'right' | 'wrong' | 'absent';
}

function checksumOf(bytes: Uint8Array): Pack['checksum'] {
  const stored = u16be(bytes, 16);
  if (stored === crc16(bytes, 0, 16)) return 'right';
  return stored === 0 ? 'absent' : 'wrong';
}

/** @param bytes exactly one pack */
export function parsePack(bytes: Uint8Array): Pack {
  const position = bytes[3]!;
  return {
    type: bytes[0]!,
    track: bytes[1]! & 0x7f,
    sequence: bytes[2]!,
    block: (position >> 4) & 0x07,
    isDoubleByte: (position & 0x80) !== 0,
    characterPosition: position & 0x0f,
    text: bytes.subarray(4, 16),
    checksum: checksumOf(bytes),
  };
}

export function isPackType(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= sizeInfoType;
}

/**
 * The packs alone, out of a READ TOC answer, a CDTEXTFILE or bare packs: without the 4-byte header, without the
 * remainder (files often end in one zero byte), never more than all eight blocks can have.
 */
export function packsOf(bytes: Uint8Array): Uint8Array {
  const hasHeader = !isPackType(bytes[0]) && isPackType(bytes[4]);
  const body = bytes.subarray(hasHeader ? 4 : 0);
  const announced = hasHeader ? Math.max(0, u16be(bytes, 0) - 2) : body.length;
  const count = Math.min(
    Math.floor(Math.min(body.length, announced) / packBytes),
    blockCount * maxBlockPacks,
  );
  return body.subarray(0, count * packBytes);
}
