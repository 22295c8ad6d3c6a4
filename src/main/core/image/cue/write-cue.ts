/**
 * Cue sheets in Redump's form: one file per track, a pause at the head of the file of the track behind it, sessions told
 * by REM lines; or one file for all tracks. INDEX times count sectors of the file.
 */
import type { CdTextBlock, Disc, DiscTrack, TrackMode } from '../../../../shared/model/disc.ts';
import { formatDuration } from '../../../../shared/msf.ts';

/** A track and where its sectors are. */
export interface CueTrack {
  readonly track: DiscTrack;
  /** Bare name; tracks of one file follow each other. */
  readonly fileName: string;
  /** Of the track's first sector (INDEX 00, or INDEX 01) in its file. */
  readonly firstSectorInFile: number;
  /** LBA of that sector. */
  readonly startLba: number;
}

const modes: Readonly<Record<TrackMode, string>> = {
  AUDIO: 'AUDIO',
  MODE1: 'MODE1/2352',
  MODE2: 'MODE2/2352',
  CDI: 'CDI/2352',
};

const leadInSectors = 4500;
const pregapSectors = 150;

/** CRLF, UTF-8; CD-TEXT in English, or in the first language there is. */
export function writeCue(disc: Disc, tracks: readonly CueTrack[]): string {
  const text = disc.cdText?.english ?? Object.values(disc.cdText ?? {})[0];
  const lines: string[] = [];
  if (disc.mcn) lines.push(`CATALOG ${disc.mcn}`);
  lines.push(...textLines(text?.album ?? {}));
  let session = 0;
  let fileName: string | null = null;
  for (const cueTrack of tracks) {
    const { track } = cueTrack;
    if (track.session !== session && disc.sessions.length > 1)
      lines.push(...sessionLines(disc, track.session));
    session = track.session;
    if (cueTrack.fileName !== fileName) lines.push(`FILE "${unquoted(cueTrack.fileName)}" BINARY`);
    fileName = cueTrack.fileName;
    const fields = text?.tracks.find((candidate) => candidate.number === track.number);
    lines.push(...trackLines(cueTrack, fields ?? {}));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function sessionLines({ sessions }: Disc, number: number): string[] {
  const before = sessions.find((session) => session.number === number - 1);
  const session = sessions.find((candidate) => candidate.number === number);
  const name = `REM SESSION ${twoDigits(number)}`;
  if (!before || !session) return [name];
  const leadOutSectors = session.startLba - before.leadOutLba - leadInSectors - pregapSectors;
  if (leadOutSectors <= 0) return [name];
  return [
    `REM LEAD-OUT ${formatDuration(leadOutSectors)}`,
    name,
    `REM LEAD-IN ${formatDuration(leadInSectors)}`,
    `REM PREGAP ${formatDuration(pregapSectors)}`,
  ];
}

function trackLines({ track, firstSectorInFile, startLba }: CueTrack, fields: TextFields): string[] {
  const at = (lba: number) => formatDuration(firstSectorInFile + lba - startLba);
  const flags = [
    ...(track.fourChannel ? ['4CH'] : []),
    ...(track.copyPermitted ? ['DCP'] : []),
    ...(track.preEmphasis ? ['PRE'] : []),
  ];
  return [
    `  TRACK ${twoDigits(track.number)} ${modes[track.mode]}`,
    ...textLines(fields).map((line) => `    ${line}`),
    ...(track.isrc ? [`    ISRC ${track.isrc}`] : []),
    ...(flags.length > 0 ? [`    FLAGS ${flags.join(' ')}`] : []),
    ...(track.startLba > startLba ? [`    INDEX 00 ${at(startLba)}`] : []),
    `    INDEX 01 ${at(track.startLba)}`,
    ...track.indices.map(({ number, lba }) => `    INDEX ${twoDigits(number)} ${at(lba)}`),
  ];
}

type TextFields = Partial<CdTextBlock['album']>;

const keywords = [
  ['title', 'TITLE'],
  ['performer', 'PERFORMER'],
  ['songwriter', 'SONGWRITER'],
  ['composer', 'COMPOSER'],
  ['arranger', 'ARRANGER'],
  ['message', 'MESSAGE'],
] as const;

function textLines(fields: TextFields): string[] {
  return keywords.flatMap(([field, keyword]) => {
    const value = fields[field];
    return value ? [`${keyword} "${unquoted(value)}"`] : [];
  });
}

/** A sheet knows no escape: a quotation mark, or a line break, would end the text. */
function unquoted(text: string): string {
  return text.replaceAll('"', "'").replace(/[\r\n]+/g, ' ');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
