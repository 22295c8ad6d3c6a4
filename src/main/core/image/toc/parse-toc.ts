/**
 * cdrdao's toc files (cdrdao(1), "TOC-FILE FORMAT"). As strict as cdrdao itself: programs write these files, and what it
 * refuses has no agreed meaning.
 */
import type { CdText, CdTextBlock, cdTextFields } from '../../../../shared/model/disc.ts';
import { languageName } from '../../optical/cd-text-names.ts';
import { decodeSheet, parseDuration, type SheetWarnings, sheetWarnings } from '../sheet-text.ts';
import { type TocLength, type TocPart, type TocSheet, type TocTrack, tocTrackModes } from './toc-sheet.ts';
import { refuseToc, type TocToken, tocTokens } from './toc-tokens.ts';

type CdTextField = (typeof cdTextFields)[number];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenTrack = Mutable<Omit<TocTrack, 'parts' | 'indexSectors'>> & {
  parts: TocPart[];
  indexSectors: number[];
};
type Texts = Partial<Record<CdTextField, string>>;

const textFieldOf: Readonly<Record<string, CdTextField>> = {
  TITLE: 'title',
  PERFORMER: 'performer',
  SONGWRITER: 'songwriter',
  COMPOSER: 'composer',
  ARRANGER: 'arranger',
  MESSAGE: 'message',
  DISC_ID: 'discId',
  GENRE: 'genre',
  UPC_EAN: 'code',
  ISRC: 'code',
};
/** Made anew from the texts, or not text at all. */
const silentTextFields = [
  'SIZE_INFO',
  'TOC_INFO1',
  'TOC_INFO2',
  'CLOSED',
  'RESERVED1',
  'RESERVED2',
  'RESERVED3',
  'RESERVED4',
];
const discTypes = ['CD_DA', 'CD_ROM', 'CD_ROM_XA', 'CD_I'];
const subchannelModes = ['RW', 'RW_RAW'];
const languageEnglish = 9;
const mostTracks = 99;

interface Cursor {
  peek(): TocToken | null;
  next(expected: string): TocToken;
  /** The text of the next token if it is of this kind, and then it is gone. */
  take(kind: TocToken['kind'], text?: string): string | null;
  line(): number;
}

function cursorOf(tokens: readonly TocToken[]): Cursor {
  let at = 0;
  const line = () => (tokens[at] ?? tokens.at(-1))?.line ?? 1;
  return {
    peek: () => tokens[at] ?? null,
    next(expected) {
      const token = tokens[at++];
      if (!token) throw refuseToc(line(), `it ends where ${expected} was expected`);
      return token;
    },
    take(kind, text) {
      const token = tokens[at];
      if (token?.kind !== kind || (text !== undefined && token.text !== text)) return null;
      at++;
      return token.text;
    },
    line,
  };
}

function string(cursor: Cursor, what: string): string {
  const text = cursor.take('string');
  if (text === null) throw refuseToc(cursor.line(), `${what} in quotes was expected`);
  return text;
}

function sectors(token: TocToken): number {
  const value = parseDuration(token.text);
  if (value === null)
    throw refuseToc(token.line, `${token.text} is no time mm:ss:ff (ss below 60, ff below 75)`);
  return value;
}

function time(cursor: Cursor): number {
  const token = cursor.next('a time mm:ss:ff');
  if (token.kind !== 'time') throw refuseToc(token.line, 'a time mm:ss:ff was expected');
  return sectors(token);
}

function takeLength(cursor: Cursor): TocLength | null {
  const token = cursor.peek();
  if (token?.kind !== 'time' && token?.kind !== 'number') return null;
  cursor.next('a length');
  if (token.kind === 'time') return { unit: 'sectors', sectors: sectors(token) };
  const count = Number(token.text);
  if (!Number.isSafeInteger(count)) throw refuseToc(token.line, 'this number is too large');
  return { unit: 'plain', count };
}

function length(cursor: Cursor): TocLength {
  const taken = takeLength(cursor);
  if (taken === null) throw refuseToc(cursor.line(), 'a time mm:ss:ff or a number was expected');
  return taken;
}

function takeOffset(cursor: Cursor): number {
  const text = cursor.take('offset');
  const offset = Number(text ?? 0);
  if (!Number.isSafeInteger(offset)) throw refuseToc(cursor.line(), 'this offset is too large');
  return offset;
}

interface Draft {
  readonly tracks: OpenTrack[];
  /** By number of the language: texts of the disc (0) and of tracks. */
  readonly texts: Map<number, Map<number, Texts>>;
  readonly languages: Map<number, number>;
  readonly warnings: SheetWarnings;
  mcn: string | null;
}

/** `{ 1, 2, 3 }`: bytes of a field that is not text. */
function skipBytes(cursor: Cursor): void {
  cursor.next('{');
  while (cursor.take('sign', '}') === null) {
    const token = cursor.next('}');
    if (token.kind !== 'number' && token.text !== ',') throw refuseToc(token.line, 'bytes were expected');
  }
}

function takeTexts(draft: Draft, cursor: Cursor, language: number): void {
  if (cursor.next('{').text !== '{') throw refuseToc(cursor.line(), '{ was expected behind LANGUAGE');
  const block = draft.texts.get(language) ?? new Map<number, Texts>();
  draft.texts.set(language, block);
  const texts = block.get(draft.tracks.length) ?? {};
  block.set(draft.tracks.length, texts);
  while (cursor.take('sign', '}') === null) {
    const token = cursor.next('}');
    const field = Object.hasOwn(textFieldOf, token.text) ? textFieldOf[token.text]! : null;
    const isSilent = silentTextFields.includes(token.text);
    if (token.kind !== 'word' || (field === null && !isSilent))
      throw refuseToc(token.line, `"${token.text}" is no field of CD-TEXT`);
    const after = cursor.peek();
    if (after?.kind === 'string') {
      const text = string(cursor, 'a text');
      if (field !== null) texts[field] = text;
    } else {
      skipBytes(cursor);
      if (field !== null) draft.warnings.add(token.line, `${token.text} is given in bytes and left out.`);
    }
  }
}

function takeLanguageMap(draft: Draft, cursor: Cursor): void {
  if (cursor.next('{').text !== '{') throw refuseToc(cursor.line(), '{ was expected behind LANGUAGE_MAP');
  while (cursor.take('sign', '}') === null) {
    const number = cursor.take('number');
    if (number === null || cursor.take('sign', ':') === null)
      throw refuseToc(cursor.line(), 'a language "number : code" was expected');
    const code = cursor.next('a code');
    const value = code.text === 'EN' ? languageEnglish : Number(code.text);
    if (!(value >= 0 && value <= 255)) throw refuseToc(code.line, `${code.text} is no code of a language`);
    draft.languages.set(Number(number), value);
    cursor.take('sign', ',');
  }
}

function takeCdText(draft: Draft, cursor: Cursor): void {
  if (cursor.next('{').text !== '{') throw refuseToc(cursor.line(), '{ was expected behind CD_TEXT');
  while (cursor.take('sign', '}') === null) {
    const token = cursor.next('}');
    if (token.text === 'LANGUAGE_MAP') takeLanguageMap(draft, cursor);
    else if (token.text === 'LANGUAGE') {
      const number = Number(cursor.take('number') ?? -1);
      if (!(number >= 0 && number <= 7))
        throw refuseToc(cursor.line(), 'LANGUAGE needs a number from 0 to 7');
      takeTexts(draft, cursor, number);
    } else throw refuseToc(token.line, `"${token.text}" is no part of CD_TEXT`);
  }
}

function takeTrack(draft: Draft, cursor: Cursor, line: number): void {
  const modeText = cursor.next('the mode of the track');
  const mode = tocTrackModes.find((each) => each === modeText.text);
  if (mode === undefined) throw refuseToc(modeText.line, `${modeText.text} is no mode of a track`);
  if (draft.tracks.length === mostTracks) throw refuseToc(line, 'a disc has no more than 99 tracks');
  const hasSubchannel = subchannelModes.some((each) => cursor.take('word', each) !== null);
  draft.tracks.push({
    mode,
    hasSubchannel,
    isCopyPermitted: false,
    hasPreEmphasis: false,
    isFourChannel: false,
    isrc: null,
    parts: [],
    start: null,
    indexSectors: [],
    line,
  });
}

function takeCatalog(draft: Draft, cursor: Cursor, line: number): void {
  const mcn = string(cursor, 'the catalogue number');
  if (/^\d{13}$/.test(mcn)) draft.mcn = mcn;
  else draft.warnings.add(line, `"${mcn.slice(0, 20)}" is no catalogue number of 13 digits and is left out.`);
}

function takeHead(draft: Draft, cursor: Cursor, token: TocToken): void {
  if (token.text === 'CATALOG') takeCatalog(draft, cursor, token.line);
  else if (token.text === 'CD_TEXT') takeCdText(draft, cursor);
  else if (!discTypes.includes(token.text))
    throw refuseToc(token.line, `"${token.text}" cannot stand before the first TRACK`);
}

function setStart(track: OpenTrack, start: NonNullable<TocTrack['start']>, line: number): void {
  if (track.start !== null) throw refuseToc(line, 'the track has more than one START or PREGAP');
  track.start = start;
}

function takeFlag(track: OpenTrack, cursor: Cursor, word: string, isSet: boolean): void {
  const flag = word === 'NO' ? cursor.next('COPY or PRE_EMPHASIS').text : word;
  if (flag === 'COPY') track.isCopyPermitted = isSet;
  else if (flag === 'PRE_EMPHASIS') track.hasPreEmphasis = isSet;
  else throw refuseToc(cursor.line(), `NO ${flag} means nothing`);
}

function takeIsrc(track: OpenTrack, cursor: Cursor, warnings: SheetWarnings, line: number): void {
  const isrc = string(cursor, 'the ISRC').toUpperCase().replaceAll('-', '');
  if (/^[0-9A-Z]{5}\d{7}$/.test(isrc)) track.isrc = isrc;
  else warnings.add(line, `"${isrc.slice(0, 20)}" is no ISRC and is left out.`);
}

function takeEmpty(track: OpenTrack, cursor: Cursor, { text, line }: TocToken): void {
  if (text === 'SILENCE' && track.mode !== 'AUDIO')
    throw refuseToc(line, 'SILENCE is for audio tracks only; ZERO is for data');
  if (text === 'ZERO') {
    cursor.take('word');
    cursor.take('word');
  }
  track.parts.push({ kind: 'empty', length: length(cursor), line });
}

function takeFile(track: OpenTrack, cursor: Cursor, { text, line }: TocToken): void {
  const name = string(cursor, 'the name of a file');
  if (text === 'DATAFILE') {
    track.parts.push({
      kind: 'data-file',
      name,
      offsetBytes: takeOffset(cursor),
      length: takeLength(cursor),
      line,
    });
    return;
  }
  if (track.mode !== 'AUDIO') throw refuseToc(line, `${text} is for audio tracks only; DATAFILE is for data`);
  const isSwapped = cursor.take('word', 'SWAP') !== null;
  const offsetBytes = takeOffset(cursor);
  const start = length(cursor);
  track.parts.push({
    kind: 'audio-file',
    name,
    isSwapped,
    offsetBytes,
    start,
    length: takeLength(cursor),
    line,
  });
}

function takeInTrack(draft: Draft, track: OpenTrack, cursor: Cursor, token: TocToken): void {
  const { text, line } = token;
  switch (text) {
    case 'NO':
      takeFlag(track, cursor, text, false);
      return;
    case 'COPY':
    case 'PRE_EMPHASIS':
      takeFlag(track, cursor, text, true);
      return;
    case 'TWO_CHANNEL_AUDIO':
    case 'FOUR_CHANNEL_AUDIO':
      track.isFourChannel = text === 'FOUR_CHANNEL_AUDIO';
      return;
    case 'ISRC':
      takeIsrc(track, cursor, draft.warnings, line);
      return;
    case 'CD_TEXT':
      takeCdText(draft, cursor);
      return;
    case 'PREGAP':
      if (track.parts.length > 0)
        throw refuseToc(line, 'PREGAP must stand before what the track consists of');
      track.parts.push({ kind: 'empty', length: { unit: 'sectors', sectors: time(cursor) }, line });
      setStart(track, { afterParts: 1 }, line);
      return;
    case 'SILENCE':
    case 'ZERO':
      takeEmpty(track, cursor, token);
      return;
    case 'FILE':
    case 'AUDIOFILE':
    case 'DATAFILE':
      takeFile(track, cursor, token);
      return;
    case 'START':
      setStart(
        track,
        cursor.peek()?.kind === 'time' ? { sectors: time(cursor) } : { afterParts: track.parts.length },
        line,
      );
      return;
    case 'END':
      // Where the postgap begins: the model has no place for it, and no sector depends on it.
      if (cursor.peek()?.kind === 'time') time(cursor);
      return;
    case 'INDEX':
      track.indexSectors.push(time(cursor));
      return;
    default:
      throw refuseToc(line, `"${text}" has no meaning here`);
  }
}

function cdTextOf({ texts, languages }: Draft): CdText | null {
  const blocks = [...texts]
    .sort(([a], [b]) => a - b)
    .map(([number, block]): readonly [string, CdTextBlock] => {
      const tracks = [...block]
        .filter(([track]) => track > 0)
        .map(([track, own]) => ({ number: track, ...own }));
      return [languageName(languages.get(number) ?? languageEnglish), { album: block.get(0) ?? {}, tracks }];
    });
  return blocks.length > 0 ? Object.fromEntries(blocks) : null;
}

/** @throws SpindleError bad-image with the line and what is wrong with it */
export function parseToc(bytes: Uint8Array): TocSheet {
  const cursor = cursorOf(tocTokens(decodeSheet(bytes).text));
  const draft: Draft = {
    tracks: [],
    texts: new Map(),
    languages: new Map(),
    warnings: sheetWarnings(),
    mcn: null,
  };
  for (let token = cursor.peek(); token !== null; token = cursor.peek()) {
    cursor.next('a word');
    if (token.kind !== 'word') throw refuseToc(token.line, `"${token.text}" has no meaning here`);
    const track = draft.tracks.at(-1);
    if (token.text === 'TRACK') takeTrack(draft, cursor, token.line);
    else if (track) takeInTrack(draft, track, cursor, token);
    else takeHead(draft, cursor, token);
  }
  if (draft.tracks.length === 0) throw refuseToc(cursor.line(), 'it has no TRACK');
  const empty = draft.tracks.find((track) => track.parts.length === 0);
  if (empty) throw refuseToc(empty.line, 'the track consists of nothing');
  return { mcn: draft.mcn, cdText: cdTextOf(draft), tracks: draft.tracks, warnings: draft.warnings.all() };
}
