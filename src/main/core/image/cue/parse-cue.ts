/**
 * Cue sheets (CDRWIN 3.x user guide, "Cue sheet commands"; REM conventions of Redump and DiscImageCreator) as people
 * and programs really write them. What does not change the layout is forgiven with a warning; a layout that cannot be
 * understood is refused, because guessed sectors would be presented as read ones.
 */
import { SpindleError } from '../../../../shared/errors.ts';
import { decodeSheet, parseDuration, type SheetWarnings, sheetLines, sheetWarnings } from '../sheet-text.ts';
import {
  type CueFile,
  type CueFileType,
  type CueFlag,
  type CueGap,
  type CueIndex,
  type CueSheet,
  type CueTexts,
  type CueTrack,
  type CueTrackMode,
  cueFileTypes,
  cueFlags,
  cueTrackModes,
} from './cue-sheet.ts';

const textFieldOf = {
  TITLE: 'title',
  PERFORMER: 'performer',
  SONGWRITER: 'songwriter',
  COMPOSER: 'composer',
  ARRANGER: 'arranger',
  MESSAGE: 'message',
  DISC_ID: 'discId',
  GENRE: 'genre',
  UPC_EAN: 'code',
} as const;

const shownCharacters = 120;
const noGap: CueGap = { leadOutSectors: null, leadInSectors: null, pregapSectors: null };

interface Line {
  readonly number: number;
  readonly keyword: string;
  /** Behind the keyword, trimmed. */
  readonly rest: string;
  readonly text: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenTrack = Mutable<Omit<CueTrack, 'indices' | 'texts' | 'flags'>> & {
  indices: CueIndex[];
  texts: Mutable<CueTexts>;
  flags: CueFlag[];
};

interface Draft {
  readonly files: CueFile[];
  readonly tracks: OpenTrack[];
  readonly texts: Mutable<CueTexts>;
  readonly remarks: { readonly line: number; readonly text: string }[];
  readonly warnings: SheetWarnings;
  mcn: string | null;
  cdTextFile: string | null;
  session: number;
  gap: Mutable<CueGap>;
  isHighDensity: boolean;
}

function refuse(line: Line, why: string): SpindleError {
  return new SpindleError('bad-image', `Line ${line.number} of the cue sheet cannot be used: ${why}.`, {
    line: line.number,
    text: line.text.slice(0, shownCharacters),
  });
}

function linesOf(text: string): readonly Line[] {
  return sheetLines(text).flatMap((raw, index) => {
    const trimmed = raw.replaceAll('\0', '').trim();
    if (trimmed === '') return [];
    const space = trimmed.search(/\s/);
    const keyword = (space < 0 ? trimmed : trimmed.slice(0, space)).toUpperCase();
    return { number: index + 1, keyword, rest: space < 0 ? '' : trimmed.slice(space).trim(), text: trimmed };
  });
}

/** Nothing can be escaped in a cue sheet: a quoted text goes to the last quote of its line. */
function quoted(text: string): { readonly value: string; readonly behind: string } | null {
  if (!text.startsWith('"')) return null;
  const end = text.lastIndexOf('"');
  if (end === 0) return { value: text.slice(1), behind: '' };
  return { value: text.slice(1, end), behind: text.slice(end + 1).trim() };
}

function textValue(rest: string): string {
  return quoted(rest)?.value ?? rest;
}

function words(rest: string): readonly string[] {
  return rest === '' ? [] : rest.split(/\s+/);
}

function currentTrack(draft: Draft, line: Line): OpenTrack {
  const track = draft.tracks.at(-1);
  if (!track) throw refuse(line, `${line.keyword} stands before the first TRACK`);
  return track;
}

function duration(line: Line, text: string | undefined): number {
  const sectors = text === undefined ? null : parseDuration(text);
  if (sectors === null) throw refuse(line, 'a time mm:ss:ff (ss below 60, ff below 75) was expected');
  return sectors;
}

function takeFile(draft: Draft, line: Line): void {
  const inQuotes = quoted(line.rest);
  const last = words(line.rest).at(-1) ?? '';
  const name = inQuotes?.value ?? (line.rest.slice(0, line.rest.length - last.length).trimEnd() || last);
  const type = (inQuotes?.behind ?? (name === line.rest ? '' : last)).toUpperCase();
  if (name === '') throw refuse(line, 'FILE names no file');
  const known = cueFileTypes.find((each) => each === type);
  if (known === undefined && type !== '' && type !== 'AIF')
    throw refuse(line, `${type} is no type of a data file`);
  if (type === '') draft.warnings.add(line.number, 'FILE does not say its type; BINARY is taken.');
  const fileType: CueFileType = known ?? (type === 'AIF' ? 'AIFF' : 'BINARY');
  draft.files.push({ name, type: fileType, line: line.number });
}

function takeTrack(draft: Draft, line: Line): void {
  const [numberText = '', modeText = ''] = words(line.rest);
  if (!/^\d{1,2}$/.test(numberText) || Number(numberText) === 0)
    throw refuse(line, 'TRACK needs a number from 1 to 99');
  const mode: CueTrackMode | undefined = cueTrackModes.find((each) => each === modeText.toUpperCase());
  if (mode === undefined) throw refuse(line, `"${modeText}" is no mode of a track`);
  if (draft.files.length === 0) throw refuse(line, 'TRACK stands before the first FILE');
  const number = Number(numberText);
  const before = draft.tracks.at(-1);
  if (before && number <= before.number) throw refuse(line, `track ${number} follows track ${before.number}`);
  if (before && number !== before.number + 1)
    draft.warnings.add(line.number, `track ${number} follows track ${before.number}: numbers are missing.`);
  if (before) closeTrack(before, draft.warnings);
  draft.tracks.push({
    number,
    mode,
    session: draft.session,
    gap: draft.gap,
    isHighDensity: draft.isHighDensity,
    indices: [],
    pregapSectors: 0,
    postgapSectors: 0,
    flags: [],
    isrc: null,
    texts: {},
    line: line.number,
  });
  draft.gap = { ...noGap };
}

function takeIndex(draft: Draft, line: Line): void {
  const track = currentTrack(draft, line);
  const [numberText = '', time] = words(line.rest);
  if (!/^\d{1,2}$/.test(numberText)) throw refuse(line, 'INDEX needs a number from 0 to 99 and a time');
  const number = Number(numberText);
  const timeSectors = duration(line, time);
  if (track.indices.some((index) => index.number === number))
    throw refuse(line, `INDEX ${numberText} stands twice in track ${track.number}`);
  track.indices.push({ number, file: draft.files.length - 1, timeSectors, line: line.number });
}

/** A track that has only INDEX 00 begins there: some rippers number their only index so. */
function closeTrack(track: OpenTrack, warnings: SheetWarnings): void {
  const { indices } = track;
  const isAscending = indices.every(({ number }, at) => at === 0 || number > indices[at - 1]!.number);
  if (!isAscending) {
    warnings.add(track.line, `the indices of track ${track.number} are not in order.`);
    indices.sort((a, b) => a.number - b.number);
  }
  if (indices.some(({ number }) => number === 1)) return;
  const [only] = indices;
  if (indices.length === 1 && only?.number === 0) {
    warnings.add(track.line, `track ${track.number} has no INDEX 01; it is taken to begin at its INDEX 00.`);
    indices[0] = { ...only, number: 1 };
    return;
  }
  throw new SpindleError(
    'bad-image',
    `Line ${track.line} of the cue sheet cannot be used: the track has no INDEX 01.`,
    {
      line: track.line,
      track: track.number,
    },
  );
}

function takeFlags(draft: Draft, line: Line): void {
  const track = currentTrack(draft, line);
  if (track.flags.length > 0) draft.warnings.add(line.number, 'a second FLAGS adds to the first.');
  if (track.indices.length > 0) draft.warnings.add(line.number, 'FLAGS should stand before INDEX.');
  for (const word of words(line.rest)) {
    const flag = cueFlags.find((each) => each === word.toUpperCase());
    if (flag === undefined) draft.warnings.add(line.number, `the flag ${word} is unknown and left out.`);
    else if (!track.flags.includes(flag)) track.flags.push(flag);
  }
}

function takeIsrc(draft: Draft, line: Line): void {
  const track = draft.tracks.at(-1);
  const isrc = textValue(line.rest).toUpperCase().replaceAll('-', '');
  if (!track) draft.warnings.add(line.number, 'ISRC stands before the first TRACK and is left out.');
  else if (!/^[0-9A-Z]{5}\d{7}$/.test(isrc))
    draft.warnings.add(line.number, `"${isrc.slice(0, 20)}" is no ISRC and is left out.`);
  else if (track.isrc !== null && track.isrc !== isrc)
    draft.warnings.add(line.number, `track ${track.number} has two ISRCs; ${track.isrc} is kept.`);
  else track.isrc = isrc;
}

function takeCatalog(draft: Draft, line: Line): void {
  const digits = textValue(line.rest).trim();
  // A UPC of 12 digits is an EAN with a zero in front (GS1 General Specifications 3.3).
  const mcn = /^\d{12}$/.test(digits) ? `0${digits}` : digits;
  if (!/^\d{13}$/.test(mcn))
    draft.warnings.add(
      line.number,
      `"${digits.slice(0, 20)}" is no catalogue number of 13 digits and is left out.`,
    );
  else if (draft.mcn !== null)
    draft.warnings.add(line.number, `a second CATALOG is left out; ${draft.mcn} is kept.`);
  else {
    if (digits.length === 12)
      draft.warnings.add(line.number, 'CATALOG has 12 digits; a zero was put in front.');
    draft.mcn = mcn;
  }
}

function takeText(draft: Draft, line: Line, field: keyof CueTexts): void {
  const texts = draft.tracks.at(-1)?.texts ?? draft.texts;
  if (texts[field] !== undefined)
    draft.warnings.add(line.number, `a second ${line.keyword} is left out; the first is kept.`);
  else texts[field] = textValue(line.rest);
}

function takeGap(draft: Draft, line: Line): void {
  const track = currentTrack(draft, line);
  const sectors = duration(line, words(line.rest)[0]);
  if (line.keyword === 'PREGAP') {
    if (track.indices.length > 0) draft.warnings.add(line.number, 'PREGAP should stand before INDEX.');
    track.pregapSectors = sectors;
  } else track.postgapSectors = sectors;
}

function takeSession(draft: Draft, line: Line, text: string): void {
  const number = Number(text);
  const inSession = draft.tracks.some((track) => track.session === draft.session);
  const expected = inSession ? draft.session + 1 : draft.session;
  if (number === draft.session) return;
  if (number !== expected)
    draft.warnings.add(line.number, `session ${text.slice(0, 9)} is counted as session ${expected}.`);
  draft.session = expected;
}

function takeRemark(draft: Draft, line: Line): void {
  const [what = '', value = ''] = words(line.rest.toUpperCase());
  const sectors = parseDuration(value);
  if (what === 'SESSION' && /^\d{1,9}$/.test(value)) takeSession(draft, line, value);
  else if (what === 'LEAD-OUT' && sectors !== null) draft.gap.leadOutSectors = sectors;
  else if (what === 'LEAD-IN' && sectors !== null) draft.gap.leadInSectors = sectors;
  else if (what === 'PREGAP' && sectors !== null) draft.gap.pregapSectors = sectors;
  else if (what === 'SINGLE-DENSITY' && value === 'AREA') draft.isHighDensity = false;
  else if (what === 'HIGH-DENSITY' && value === 'AREA') draft.isHighDensity = true;
  else draft.remarks.push({ line: line.number, text: line.rest });
}

function takeLine(draft: Draft, line: Line): void {
  const { keyword } = line;
  switch (keyword) {
    case 'FILE':
      takeFile(draft, line);
      return;
    case 'TRACK':
      takeTrack(draft, line);
      return;
    case 'INDEX':
      takeIndex(draft, line);
      return;
    case 'PREGAP':
    case 'POSTGAP':
      takeGap(draft, line);
      return;
    case 'FLAGS':
      takeFlags(draft, line);
      return;
    case 'ISRC':
      takeIsrc(draft, line);
      return;
    case 'CATALOG':
      takeCatalog(draft, line);
      return;
    case 'CDTEXTFILE':
      draft.cdTextFile = textValue(line.rest) || null;
      return;
    case 'REM':
      takeRemark(draft, line);
      return;
  }
  if (Object.hasOwn(textFieldOf, keyword))
    takeText(draft, line, textFieldOf[keyword as keyof typeof textFieldOf]);
  else
    draft.warnings.add(
      line.number,
      `"${keyword.slice(0, 30)}" is no command of a cue sheet and is left out.`,
    );
}

/** Within one file time must not run backwards, whoever the track. */
function checkTimes(tracks: readonly CueTrack[], warnings: SheetWarnings): void {
  let before: CueIndex | null = null;
  for (const index of tracks.flatMap((track) => track.indices)) {
    const isNewFile = before === null || index.file > before.file;
    if (isNewFile && index.timeSectors > 0)
      warnings.add(
        index.line,
        'the first index of a file is not 00:00:00; what lies before it is its pregap.',
      );
    if (before && !isNewFile && (index.file < before.file || index.timeSectors < before.timeSectors))
      throw new SpindleError(
        'bad-image',
        `Line ${index.line} of the cue sheet cannot be used: this index lies before the one above it.`,
        { line: index.line, aboveLine: before.line },
      );
    before = index;
  }
}

function warnUnusedFiles(
  files: readonly CueFile[],
  tracks: readonly CueTrack[],
  warnings: SheetWarnings,
): void {
  const used = new Set(tracks.flatMap((track) => track.indices.map((index) => index.file)));
  files.forEach((file, at) => {
    if (!used.has(at)) warnings.add(file.line, `no track uses ${file.name}.`);
  });
}

/** @throws SpindleError bad-image with the line and what is wrong with it */
export function parseCue(bytes: Uint8Array): CueSheet {
  const { text, encoding } = decodeSheet(bytes);
  const draft: Draft = {
    files: [],
    tracks: [],
    texts: {},
    remarks: [],
    warnings: sheetWarnings(),
    mcn: null,
    cdTextFile: null,
    session: 1,
    gap: { ...noGap },
    isHighDensity: false,
  };
  for (const line of linesOf(text)) takeLine(draft, line);
  const last = draft.tracks.at(-1);
  if (!last)
    throw new SpindleError('bad-image', 'The cue sheet has no TRACK: there is nothing to read from it.');
  closeTrack(last, draft.warnings);
  checkTimes(draft.tracks, draft.warnings);
  warnUnusedFiles(draft.files, draft.tracks, draft.warnings);
  const { files, tracks, texts, remarks, mcn, cdTextFile } = draft;
  return { encoding, files, tracks, texts, remarks, mcn, cdTextFile, warnings: draft.warnings.all() };
}
