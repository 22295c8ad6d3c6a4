/**
 * CD-TEXT out of its packs (MMC, READ TOC format 5; IEC 61866). Discs and drives get it wrong in many ways: whatever
 * is odd becomes a warning, and a text with a piece missing is left out rather than shown as if it were whole.
 */
import type { CdText } from '../../../shared/model/disc.ts';
import { genreName, languageName } from './cd-text-names.ts';
import {
  type CdTextField,
  charsets,
  type Pack,
  packBytes,
  packsOf,
  packTypes,
  parsePack,
  sizeInfoType,
} from './cd-text-pack.ts';
import { decodeShiftJis } from './shift-jis.ts';

export interface CdTextReading {
  /** Null when there is no text at all. */
  readonly cdText: CdText | null;
  readonly warnings: readonly string[];
}

const fields = Object.keys(packTypes) as CdTextField[];
/** Closed information and the two copies of the TOC: legal, and no text for people. */
const silentTypes: readonly number[] = [0x88, 0x89, 0x8d];
/** Texts of the label and identifiers are never in the language's charset (IEC 61866). */
const latinFields: readonly CdTextField[] = ['discId', 'genre', 'code'];
const maxTrack = 99;

function count(packs: number, one: string, many: string): string {
  return packs === 1 ? `1 CD-TEXT pack ${one}` : `${packs} CD-TEXT packs ${many}`;
}

/**
 * Packs with a wrong checksum are left out; where not one is right, checksums mean nothing (some writers leave them
 * out, some drives zero that of the last pack).
 */
function trustedPacks(packs: readonly Pack[], warnings: string[]): readonly Pack[] {
  const wrong = packs.filter((pack) => pack.checksum === 'wrong').length;
  const absent = packs.filter((pack) => pack.checksum === 'absent').length;
  if (absent > 0) warnings.push(`${count(absent, 'has', 'have')} no checksum.`);
  if (wrong === 0) return packs;
  if (wrong + absent === packs.length) {
    warnings.push(
      `${count(wrong, 'has a', 'have')} wrong checksum, and none a right one; taken as they are.`,
    );
    return packs;
  }
  warnings.push(
    `${count(wrong, 'has a wrong checksum and was', 'have a wrong checksum and were')} left out.`,
  );
  return packs.filter((pack) => pack.checksum !== 'wrong');
}

function isSamePack(a: Pack, b: Pack): boolean {
  return (
    a.type === b.type &&
    a.track === b.track &&
    a.characterPosition === b.characterPosition &&
    a.text.every((byte, at) => byte === b.text[at])
  );
}

/** The packs of one block in their sequence, each once: a lead-in repeats them, and drives may start anywhere. */
function inSequence(packs: readonly Pack[], block: number, warnings: string[]): readonly Pack[] {
  const firsts: (Pack | undefined)[] = new Array(256);
  let contradicted = 0;
  for (const pack of packs) {
    const first = firsts[pack.sequence];
    if (first === undefined) firsts[pack.sequence] = pack;
    else if (!isSamePack(first, pack)) contradicted++;
  }
  if (contradicted > 0) {
    warnings.push(
      `CD-TEXT block ${block} uses sequence numbers twice (${contradicted} times); its packs are taken in the order they came.`,
    );
    return packs.map((pack, index) => ({ ...pack, sequence: index & 0xff }));
  }
  return firsts.filter((pack) => pack !== undefined);
}

interface SizeInfo {
  readonly charset: number | null;
  readonly firstTrack: number | null;
  readonly lastTrack: number | null;
  /** Codes of all eight blocks. */
  readonly languages: Uint8Array | null;
  /** Of types 80h to 8Fh. */
  readonly packCounts: readonly (number | undefined)[];
}

function sizeInfoOf(packs: readonly Pack[]): SizeInfo {
  const parts: (Uint8Array | undefined)[] = [undefined, undefined, undefined];
  for (const pack of packs) {
    if (pack.type === sizeInfoType && pack.track < parts.length) parts[pack.track] = pack.text;
  }
  const [first, second, third] = parts;
  return {
    charset: first?.[0] ?? null,
    firstTrack: first?.[1] ?? null,
    lastTrack: first?.[2] ?? null,
    languages: third ? third.subarray(4, 12) : null,
    packCounts: Array.from({ length: 16 }, (_, type) => (type < 8 ? first?.[4 + type] : second?.[type - 8])),
  };
}

interface BlockContext {
  readonly info: SizeInfo;
  /** Follows the album. */
  readonly firstTrack: number;
  readonly warnings: string[];
}

interface TrackText {
  readonly track: number;
  readonly bytes: Uint8Array;
  readonly isDoubleByte: boolean;
}

function isNext(pack: Pack, previous: Pack | null): boolean {
  return previous === null
    ? pack.characterPosition === 0
    : pack.sequence === ((previous.sequence + 1) & 0xff);
}

/** Cuts the texts of one type out of its packs: NUL-separated, the album's first, then one per track. */
function textsOf(packs: readonly Pack[], what: string, context: BlockContext): TrackText[] {
  const texts: TrackText[] = [];
  let track = 0;
  let bytes: number[] = [];
  let isWhole = true;
  let previous: Pack | null = null;
  for (const pack of packs) {
    const unit = pack.isDoubleByte ? 2 : 1;
    if (!isNext(pack, previous)) {
      context.warnings.push(`A piece of the CD-TEXT ${what} is missing before pack ${pack.sequence}.`);
      isWhole = pack.characterPosition === 0;
      bytes = [];
    }
    if (bytes.length === 0) track = pack.track;
    for (let at = 0; at + unit <= pack.text.length; at += unit) {
      const isEnd = pack.text[at] === 0 && (unit === 1 || pack.text[at + 1] === 0);
      if (!isEnd) {
        for (let index = 0; index < unit; index++) bytes.push(pack.text[at + index]!);
        continue;
      }
      if (isWhole) texts.push({ track, bytes: Uint8Array.from(bytes), isDoubleByte: pack.isDoubleByte });
      track = track === 0 ? context.firstTrack : track + 1;
      bytes = [];
      isWhole = true;
    }
    previous = pack;
  }
  if (bytes.length === 0 || previous === null || !isWhole) return texts;
  // A text may lack its NUL where it just fills the last pack; but then all packs must be there.
  if ((context.info.packCounts[previous.type - 0x80] ?? 0) > packs.length)
    context.warnings.push(`The end of the CD-TEXT ${what} is missing.`);
  else texts.push({ track, bytes: Uint8Array.from(bytes), isDoubleByte: previous.isDoubleByte });
  return texts;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function isRepeat(text: TrackText): boolean {
  return text.bytes.length === (text.isDoubleByte ? 2 : 1) && text.bytes.every((byte) => byte === 0x09);
}

/** Two bytes of code come before the genre's text; the text is the more telling one. */
function genreOf(bytes: Uint8Array): string {
  const text = latin1(bytes.subarray(2)).replaceAll('\0', '');
  return text === '' ? (genreName(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) ?? '') : text;
}

/** The album's alone; its code may hold zeros, which end no text. */
function genreBytes(packs: readonly Pack[], { warnings }: BlockContext): Uint8Array | null {
  const album = packs.filter((pack) => pack.track === 0);
  if (album.length === 0) return null;
  if (album.some((pack, index) => !isNext(pack, album[index - 1] ?? null))) {
    warnings.push('A piece of the CD-TEXT genre is missing.');
    return null;
  }
  const bytes = Uint8Array.from(album.flatMap((pack) => Array.from(pack.text)));
  const end = bytes.indexOf(0, 2);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

type FieldTexts = Map<number, Partial<Record<CdTextField, string>>>;

function put(into: FieldTexts, track: number, field: CdTextField, text: string): void {
  if (text === '') return;
  into.set(track, { ...into.get(track), [field]: text });
}

function readField(
  field: CdTextField,
  packs: readonly Pack[],
  into: FieldTexts,
  context: BlockContext,
): void {
  if (field === 'genre') {
    const bytes = genreBytes(packs, context);
    if (bytes !== null) put(into, 0, field, genreOf(bytes));
    return;
  }
  const isJapanese = context.info.charset === charsets.msJis && !latinFields.includes(field);
  let previous = { track: -1, value: '' };
  for (const text of textsOf(packs, field, context)) {
    const { track, bytes, isDoubleByte } = text;
    if (track > maxTrack) {
      if (bytes.length > 0)
        context.warnings.push(`CD-TEXT has a ${field} beyond track ${maxTrack}; it was left out.`);
      continue;
    }
    const shown = isDoubleByte || isJapanese ? decodeShiftJis(bytes) : latin1(bytes);
    const repeated = previous.track === track - 1 ? previous.value : '';
    const value = isRepeat(text) ? repeated : shown;
    put(into, track, field, value);
    previous = { track, value };
  }
}

function checkSizeInfo(info: SizeInfo, packs: readonly Pack[], block: number, warnings: string[]): void {
  if (!packs.some((pack) => pack.type === sizeInfoType)) {
    warnings.push(`CD-TEXT block ${block} does not say its language and character set.`);
    return;
  }
  if (info.charset === null || info.languages === null || info.packCounts.includes(undefined))
    warnings.push(`A piece of the size information of CD-TEXT block ${block} is missing.`);
  const known: readonly number[] = Object.values(charsets);
  if (info.charset !== null && !known.includes(info.charset)) {
    warnings.push(
      `CD-TEXT block ${block} has the unknown character set ${info.charset.toString(16).padStart(2, '0')}h; read as ISO 8859-1.`,
    );
  }
  const differing = info.packCounts.filter((announced, index) => {
    const present = packs.filter((pack) => pack.type === 0x80 + index).length;
    return announced !== undefined && announced !== present;
  }).length;
  if (differing > 0) warnings.push(`CD-TEXT block ${block} has another number of packs than it says.`);
}

function readBlock(
  packs: readonly Pack[],
  block: number,
  warnings: string[],
): { texts: FieldTexts; info: SizeInfo } {
  const ordered = inSequence(packs, block, warnings);
  const info = sizeInfoOf(ordered);
  checkSizeInfo(info, ordered, block, warnings);
  const numbers = ordered
    .filter((pack) => pack.type !== sizeInfoType && pack.track > 0)
    .map((pack) => pack.track);
  const firstTrack = info.firstTrack || (numbers.length > 0 ? Math.min(...numbers) : 1);
  const texts: FieldTexts = new Map();
  for (const field of fields) {
    const ofType = ordered.filter((pack) => pack.type === packTypes[field]);
    readField(field, ofType, texts, { info, firstTrack, warnings });
  }
  if (info.lastTrack && [...texts.keys()].some((track) => track > info.lastTrack!))
    warnings.push(`CD-TEXT block ${block} has texts of tracks behind its last one, ${info.lastTrack}.`);
  return { texts, info };
}

/** A second block of the same language gets a number: `english-2`. */
function freeName(cdText: CdText, language: string): string {
  let name = language;
  for (let number = 2; name in cdText; number++) name = `${language}-${number}`;
  return name;
}

/** @param bytes packs, with or without the header of READ TOC format 5 */
export function parseCdText(bytes: Uint8Array): CdTextReading {
  const warnings: string[] = [];
  const body = packsOf(bytes);
  const all: Pack[] = [];
  for (let at = 0; at < body.length; at += packBytes) all.push(parsePack(body.subarray(at, at + packBytes)));
  const packs = trustedPacks(all, warnings);
  const textTypes: readonly number[] = [...Object.values(packTypes), ...silentTypes, sizeInfoType];
  const strange = packs.filter((pack) => !textTypes.includes(pack.type)).length;
  if (strange > 0) warnings.push(`${count(strange, 'is', 'are')} of an unknown type.`);

  const blocks = [...new Set(packs.map((pack) => pack.block))].sort((a, b) => a - b);
  const readings = blocks.map((block) => {
    const ofBlock = packs.filter((pack) => pack.block === block && textTypes.includes(pack.type));
    return { block, ...readBlock(ofBlock, block, warnings) };
  });
  const cdText: CdText = {};
  for (const { block, texts, info } of readings) {
    if (texts.size === 0) continue;
    const languages = info.languages ?? readings.find((other) => other.info.languages)?.info.languages;
    const { 0: album = {}, ...tracks } = Object.fromEntries(texts);
    cdText[freeName(cdText, languageName(languages?.[block] ?? 0))] = {
      album,
      tracks: Object.entries(tracks)
        .map(([number, text]) => ({ number: Number(number), ...text }))
        .sort((a, b) => a.number - b.number),
    };
  }
  return { cdText: Object.keys(cdText).length > 0 ? cdText : null, warnings };
}
