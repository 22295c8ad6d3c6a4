/** CD-TEXT into packs, for CDTEXTFILE and for drives that are simulated (IEC 61866). */
import type { CdText, CdTextBlock } from '../../../shared/model/disc.ts';
import { genreCode, languageCode } from './cd-text-names.ts';
import {
  blockCount,
  type CdTextField,
  charsets,
  maxBlockPacks,
  packBytes,
  packTextBytes,
  packTypes,
  sizeInfoType,
} from './cd-text-pack.ts';
import { putField } from './cdb/cdb-bytes.ts';
import { crc16 } from './crc16.ts';
import { fullWidth, shiftJisPair } from './shift-jis.ts';

export interface EncodedCdText {
  /** 18 bytes each, without the header of READ TOC format 5. */
  readonly packs: Uint8Array;
  /** What packs cannot carry, in words. */
  readonly lost: readonly string[];
}

const fields = Object.keys(packTypes) as CdTextField[];
const albumFields: readonly CdTextField[] = ['discId', 'genre'];
const latinFields: readonly CdTextField[] = ['discId', 'genre', 'code'];
const sizeInfoPacks = 3;
/** Characters before a pack's first are counted in four bits. */
const maxCharacterPosition = 15;

interface Unfinished {
  readonly type: number;
  readonly track: number;
  readonly position: number;
  readonly text: Uint8Array;
}

interface Encoder {
  readonly isJapanese: boolean;
  readonly tracks: readonly number[];
  readonly language: string;
  readonly lost: Set<string>;
}

/** Control characters would end or repeat texts. */
function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}

function latinBytes(text: string, encoder: Encoder): number[] {
  return [...text].map((character) => {
    const code = character.codePointAt(0)!;
    if (code <= 0xff && !isControl(character)) return code;
    encoder.lost.add(`Characters of ${encoder.language} outside ISO 8859-1 became question marks.`);
    return 0x3f;
  });
}

function japaneseBytes(text: string, encoder: Encoder): number[] {
  return [...text].flatMap((character) => {
    const wide = fullWidth(character);
    const pair = shiftJisPair(wide);
    if (pair === null)
      encoder.lost.add(`Characters of ${encoder.language} outside Shift-JIS became question marks.`);
    else if (wide !== character)
      encoder.lost.add(`Latin characters of ${encoder.language} became full-width ones.`);
    const [high, low] = pair === null ? [0x81, 0x48] : [pair >> 8, pair & 0xff];
    return [high, low];
  });
}

function fieldText(field: CdTextField, text: string, encoder: Encoder): number[] {
  if (field === 'genre') {
    const code = genreCode(text);
    return [code >> 8, code & 0xff, ...(code === 0 ? latinBytes(text, encoder) : [])];
  }
  return encoder.isJapanese && !latinFields.includes(field)
    ? japaneseBytes(text, encoder)
    : latinBytes(text, encoder);
}

/** All texts of one type one after the other, each pack noting whose character it starts with. */
function packsOfField(field: CdTextField, block: CdTextBlock, encoder: Encoder): Unfinished[] {
  const unit = encoder.isJapanese && !latinFields.includes(field) ? 2 : 1;
  const byTrack = new Map(block.tracks.map((track) => [track.number, track[field] ?? '']));
  const numbers = albumFields.includes(field) ? [0] : [0, ...encoder.tracks];
  const stream: { byte: number; track: number; position: number }[] = [];
  for (const track of numbers) {
    const text = (track === 0 ? block.album[field] : byTrack.get(track)) ?? '';
    const bytes = [...fieldText(field, text, encoder), ...new Array<number>(unit).fill(0)];
    bytes.forEach((byte, at) => {
      stream.push({ byte, track, position: Math.min(maxCharacterPosition, Math.floor(at / unit)) });
    });
  }
  const packs: Unfinished[] = [];
  for (let at = 0; at < stream.length; at += packTextBytes) {
    const text = new Uint8Array(packTextBytes);
    text.set(stream.slice(at, at + packTextBytes).map(({ byte }) => byte));
    const { track, position } = stream[at]!;
    packs.push({ type: packTypes[field], track, position: position | (unit === 2 ? 0x80 : 0), text });
  }
  return packs;
}

function isUsed(field: CdTextField, block: CdTextBlock): boolean {
  return [block.album, ...block.tracks].some((texts) => (texts[field] ?? '') !== '');
}

function packsOfBlock(block: CdTextBlock, encoder: Encoder): Unfinished[] {
  const packs: Unfinished[] = [];
  for (const field of fields.filter((candidate) => isUsed(candidate, block))) {
    if (albumFields.includes(field) && block.tracks.some((track) => (track[field] ?? '') !== ''))
      encoder.lost.add(`CD-TEXT has the ${field} of the album only, none of tracks.`);
    const added = packsOfField(field, block, encoder);
    if (packs.length + added.length + sizeInfoPacks > maxBlockPacks)
      encoder.lost.add(`The ${field} of ${encoder.language} does not fit CD-TEXT.`);
    else packs.push(...added);
  }
  return packs;
}

/** True when ISO 8859-1 cannot hold the texts and Shift-JIS can. */
function needsJapanese(block: CdTextBlock): boolean {
  const texts = fields
    .filter((field) => !latinFields.includes(field))
    .flatMap((field) => [block.album, ...block.tracks].map((of) => of[field] ?? ''));
  const characters = [...new Set(texts.join(''))];
  return (
    characters.some((character) => character > '\u00ff') &&
    characters.every((character) => shiftJisPair(fullWidth(character)) !== null)
  );
}

/** `english-2` is a second block in English. */
function codeOfLanguage(name: string, lost: Set<string>): number {
  const code = languageCode(name) ?? languageCode(name.replace(/-\d+$/, ''));
  if (code === null) lost.add(`CD-TEXT has no code for the language ${name}.`);
  return code ?? 0;
}

function sizeInfoOf(
  blocks: readonly { packs: readonly Unfinished[]; code: number }[],
  index: number,
  isJapanese: boolean,
  tracks: readonly number[],
): Unfinished[] {
  const info = new Uint8Array(sizeInfoPacks * packTextBytes);
  info.set([isJapanese ? charsets.msJis : charsets.latin1, tracks[0] ?? 0, tracks.at(-1) ?? 0, 0]);
  for (const { type } of blocks[index]!.packs) info[4 + type - 0x80]!++;
  info[4 + sizeInfoType - 0x80] = sizeInfoPacks;
  blocks.forEach(({ packs, code }, other) => {
    info[20 + other] = packs.length + sizeInfoPacks - 1;
    info[28 + other] = code;
  });
  return [0, 1, 2].map((part) => ({
    type: sizeInfoType,
    track: part,
    position: 0,
    text: info.subarray(part * packTextBytes, (part + 1) * packTextBytes),
  }));
}

function finished(pack: Unfinished, block: number, sequence: number): Uint8Array {
  const bytes = new Uint8Array(packBytes);
  bytes.set([pack.type, pack.track, sequence, pack.position | (block << 4)]);
  bytes.set(pack.text, 4);
  putField(bytes, [16, 2, crc16(bytes, 0, 16)]);
  return bytes;
}

function range(numbers: readonly number[]): number[] {
  if (numbers.length === 0) return [];
  const first = Math.min(...numbers);
  return Array.from({ length: Math.max(...numbers) - first + 1 }, (_, index) => first + index);
}

/**
 * @param trackNumbers the tracks of the disc, whether they have texts or not; by default those with texts
 */
export function encodeCdText(cdText: CdText, trackNumbers: readonly number[] = []): EncodedCdText {
  const lost = new Set<string>();
  const entries = Object.entries(cdText);
  if (entries.length > blockCount) lost.add(`CD-TEXT has room for ${blockCount} languages.`);
  const written = entries.slice(0, blockCount);
  const withTexts = written.flatMap(([, block]) => block.tracks.map((track) => track.number));
  const tracks = range([...trackNumbers, ...withTexts]);
  const blocks = written.map(([language, block]) => {
    const isJapanese = needsJapanese(block);
    const packs = packsOfBlock(block, { isJapanese, tracks, language, lost });
    return { packs, isJapanese, code: codeOfLanguage(language, lost) };
  });
  const packs = blocks.flatMap(({ packs: texts, isJapanese }, index) =>
    [...texts, ...sizeInfoOf(blocks, index, isJapanese, tracks)].map((pack, sequence) =>
      finished(pack, index, sequence),
    ),
  );
  const bytes = new Uint8Array(packs.length * packBytes);
  packs.forEach((pack, index) => {
    bytes.set(pack, index * packBytes);
  });
  return { packs: bytes, lost: [...lost] };
}
