/**
 * Cue sheets of a disc, in the form Redump asks for: one file per track, the gap before a track at the beginning of its
 * file; or one file for all. The first pregap (LBA -150 to -1) is stored nowhere and needs no word.
 */
import { SpindleError } from '../../../../shared/errors.ts';
import type { CdText, CdTextBlock, Disc, DiscSession, DiscTrack } from '../../../../shared/model/disc.ts';
import { formatDuration } from '../../../../shared/msf.ts';
import { languageName } from '../../optical/cd-text-names.ts';
import type { CueTrackMode } from './cue-sheet.ts';

export interface CueDataFile {
  readonly name: string;
  readonly sizeBytes: number;
}

export interface CueFiles {
  /** Per track in the order of the disc, pregap first; or one file with every sector of the sessions, gaps between them left out. */
  readonly form: 'per-track' | 'single';
  readonly files: readonly CueDataFile[];
  /** Whether the pregap of a later session's first track is in its file; Redump leaves it out. */
  readonly hasSessionPregaps: boolean;
  /** What is kept of each data sector; 2048 only where a whole disc or track is of that form. */
  readonly dataSectorBytes: 2048 | 2352;
}

export interface WrittenCue {
  /** UTF-8 without a mark, CR LF. */
  readonly bytes: Uint8Array;
  /** What a cue sheet cannot carry, in words. */
  readonly lost: readonly string[];
}

const audioSectorBytes = 2352;
const sessionPregapSectors = 150;
/** 99:59:74, the last time a cue sheet can write. */
const lastTimeSectors = 100 * 60 * 75 - 1;
const firstLeadOutSectors = 6750;
const laterLeadOutSectors = 2250;

const keywordOf = {
  title: 'TITLE',
  performer: 'PERFORMER',
  songwriter: 'SONGWRITER',
  composer: 'COMPOSER',
  arranger: 'ARRANGER',
  message: 'MESSAGE',
  discId: 'DISC_ID',
  genre: 'GENRE',
  code: 'UPC_EAN',
} as const;
type TextField = keyof typeof keywordOf;
/** ISRC has its own command. */
const trackFields: readonly TextField[] = [
  'title',
  'performer',
  'songwriter',
  'composer',
  'arranger',
  'message',
];
const discFields: readonly TextField[] = [...trackFields, 'discId', 'genre', 'code'];

function modeOf(track: DiscTrack, dataSectorBytes: 2048 | 2352): CueTrackMode {
  switch (track.mode) {
    case 'AUDIO':
      return 'AUDIO';
    case 'MODE1':
      return `MODE1/${dataSectorBytes}`;
    case 'MODE2':
      return `MODE2/${dataSectorBytes}`;
    case 'CDI':
      return 'CDI/2352';
  }
}

function sectorBytesOf(track: DiscTrack, dataSectorBytes: 2048 | 2352): number {
  return track.mode === 'AUDIO' || track.mode === 'CDI' ? audioSectorBytes : dataSectorBytes;
}

/** Quotes cannot be escaped, and a line cannot hold a line. */
function plain(text: string, lost: Set<string>): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const clean = text.replaceAll('"', "'").replace(/[\u0000-\u001f\u007f]+/g, ' ');
  if (clean !== text) lost.add('Quotation marks and control characters in names and texts were replaced.');
  return clean;
}

function textLines(
  texts: CdTextBlock['album'],
  fields: readonly TextField[],
  indent: string,
  lost: Set<string>,
): string[] {
  return fields.flatMap((field) => {
    const text = texts[field];
    return text === undefined ? [] : [`${indent}${keywordOf[field]} "${plain(text, lost)}"`];
  });
}

/** English if it is there: the sheet has no word for a language. */
function blockOf(cdText: CdText | null, lost: Set<string>): CdTextBlock | null {
  if (cdText === null) return null;
  const languages = Object.keys(cdText);
  const english = languageName(9);
  const chosen = languages.includes(english) ? english : languages[0];
  if (languages.length > 1)
    lost.add(`A cue sheet has one language; of the CD-TEXT only "${chosen}" is in it.`);
  return chosen === undefined ? null : cdText[chosen]!;
}

function flagsOf(track: DiscTrack): readonly string[] {
  const flags = [
    ...(track.fourChannel ? ['4CH'] : []),
    ...(track.copyPermitted ? ['DCP'] : []),
    ...(track.preEmphasis ? ['PRE'] : []),
  ];
  return flags.length > 0 ? [`    FLAGS ${flags.join(' ')}`] : [];
}

function time(sectors: number): string {
  if (sectors > lastTimeSectors)
    throw new SpindleError(
      'unsupported',
      'A cue sheet can count to 99:59:74 only; write one file per track.',
      { sectors },
    );
  return formatDuration(sectors);
}

interface Placed {
  readonly track: DiscTrack;
  readonly session: DiscSession;
  /** First sector of the track that is in a file: its gap, or INDEX 01. */
  readonly storedLba: number;
  readonly endLba: number;
}

/** Where each track begins and ends in the files. What lies before INDEX 01 of track 1 is stored from LBA 0. */
function place(disc: Disc, hasSessionPregaps: boolean): readonly Placed[] {
  const stored = disc.tracks.map((track, at) => {
    const before = disc.tracks[at - 1];
    if (!before) return 0;
    const isLeftOut = before.session !== track.session && !hasSessionPregaps;
    return track.startLba - (isLeftOut ? 0 : (track.pregapSectors ?? 0));
  });
  return disc.tracks.map((track, at) => {
    const session = disc.sessions.find(({ number }) => number === track.session);
    if (!session)
      throw new SpindleError('internal', `Track ${track.number} is in a session the disc does not have.`);
    const after = disc.tracks[at + 1];
    const endLba = after && after.session === track.session ? stored[at + 1]! : session.leadOutLba;
    return { track, session, storedLba: stored[at]!, endLba };
  });
}

/** The gap in front of a session: what is lead-out, lead-in and pregap, all of it together as long as it is. */
function sessionLines(placed: readonly Placed[], at: number): readonly string[] {
  const { session, track, storedLba } = placed[at]!;
  const before = placed[at - 1];
  const number = String(session.number).padStart(2, '0');
  if (!before) return [`REM SESSION ${number}`];
  if (before.session === session) return [];
  const gap = storedLba - before.session.leadOutLba;
  const isStored = storedLba < track.startLba;
  const pregap = isStored ? 0 : Math.min(Math.max(track.pregapSectors ?? 0, sessionPregapSectors), gap);
  const leadOut = Math.min(session.number === 2 ? firstLeadOutSectors : laterLeadOutSectors, gap - pregap);
  return [
    `REM LEAD-OUT ${time(leadOut)}`,
    `REM SESSION ${number}`,
    `REM LEAD-IN ${time(gap - pregap - leadOut)}`,
    ...(isStored ? [] : [`REM PREGAP ${time(pregap)}`]),
  ];
}

function checkSize(file: CueDataFile, expectedBytes: number): void {
  if (file.sizeBytes === expectedBytes) return;
  throw new SpindleError(
    'internal',
    `${file.name} has ${file.sizeBytes} bytes; the tracks it holds need ${expectedBytes}. The sheet was not written.`,
    { name: file.name, sizeBytes: file.sizeBytes, expectedBytes },
  );
}

function checkFiles(placed: readonly Placed[], { form, files, dataSectorBytes }: CueFiles): void {
  const sizes = placed.map(
    ({ track, storedLba, endLba }) => (endLba - storedLba) * sectorBytesOf(track, dataSectorBytes),
  );
  const expected = form === 'single' ? [sizes.reduce((sum, size) => sum + size, 0)] : sizes;
  if (files.length !== expected.length)
    throw new SpindleError(
      'internal',
      `${expected.length} files were expected for the sheet, not ${files.length}.`,
    );
  files.forEach((file, at) => {
    checkSize(file, expected[at]!);
  });
}

/**
 * @throws SpindleError unsupported where a time is beyond 99:59:74; internal when the files are not those of the disc
 */
export function writeCue(disc: Disc, files: CueFiles): WrittenCue {
  const lost = new Set<string>();
  const placed = place(disc, files.hasSessionPregaps);
  checkFiles(placed, files);
  const texts = blockOf(disc.cdText, lost);
  const isMultiSession = disc.sessions.length > 1;
  const fileLine = (file: CueDataFile) => `FILE "${plain(file.name, lost)}" BINARY`;
  let fileStart = 0;
  const lines = [
    ...(disc.mcn === null ? [] : [`CATALOG ${disc.mcn}`]),
    ...(texts ? textLines(texts.album, discFields, '', lost) : []),
  ];
  placed.forEach(({ track, storedLba, endLba }, at) => {
    if (isMultiSession) lines.push(...sessionLines(placed, at));
    if (files.form === 'per-track' || at === 0) {
      lines.push(fileLine(files.files[at]!));
      fileStart = 0;
    }
    const inFile = (lba: number) => time(fileStart + lba - storedLba);
    const own = texts?.tracks.find(({ number }) => number === track.number);
    const index = (number: number, lba: number) =>
      `    INDEX ${String(number).padStart(2, '0')} ${inFile(lba)}`;
    lines.push(
      `  TRACK ${String(track.number).padStart(2, '0')} ${modeOf(track, files.dataSectorBytes)}`,
      ...(own ? textLines(own, trackFields, '    ', lost) : []),
      ...(track.isrc === null ? [] : [`    ISRC ${track.isrc}`]),
      ...flagsOf(track),
      ...(storedLba < track.startLba ? [index(0, storedLba)] : []),
      index(1, track.startLba),
      ...track.indices.map(({ number, lba }) => index(number, lba)),
    );
    fileStart += endLba - storedLba;
  });
  return { bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`), lost: [...lost] };
}
