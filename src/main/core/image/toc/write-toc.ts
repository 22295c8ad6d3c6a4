/**
 * cdrdao's toc file of a disc (cdrdao(1), "TOC-FILE FORMAT"), for one data file with every sector from LBA 0: data raw,
 * samples most significant byte first, as cdrdao itself writes and reads them.
 */
import { SpindleError } from '../../../../shared/errors.ts';
import type { CdTextBlock, Disc, DiscTrack } from '../../../../shared/model/disc.ts';
import { formatDuration } from '../../../../shared/msf.ts';
import { languageCode } from '../../optical/cd-text-names.ts';
import { sectorBytes } from '../../optical/sector-layout.ts';

export interface WrittenToc {
  /** ASCII, LF. */
  readonly bytes: Uint8Array;
  /** What a toc file cannot carry, in words. */
  readonly lost: readonly string[];
}

const keywordOf = {
  title: 'TITLE',
  performer: 'PERFORMER',
  songwriter: 'SONGWRITER',
  composer: 'COMPOSER',
  arranger: 'ARRANGER',
  message: 'MESSAGE',
} as const;
type TextField = keyof typeof keywordOf;
const trackFields = Object.keys(keywordOf) as TextField[];

function discType(tracks: readonly DiscTrack[]): string {
  if (tracks.some(({ mode }) => mode === 'CDI')) return 'CD_I';
  if (tracks.some(({ mode }) => mode === 'MODE2')) return 'CD_ROM_XA';
  return tracks.some(({ mode }) => mode === 'MODE1') ? 'CD_ROM' : 'CD_DA';
}

/** Bytes of ISO 8859-1; the sheet is read as such by cdrdao, and octal is what every version takes. */
function quoted(text: string, lost: Set<string>): string {
  const escaped = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    if (character === '"' || character === '\\') return `\\${character}`;
    if (code >= 0x20 && code < 0x7f) return character;
    if (code <= 0xff) return `\\${code.toString(8).padStart(3, '0')}`;
    lost.add('Characters of CD-TEXT beyond ISO 8859-1 were replaced.');
    return '?';
  });
  return `"${escaped.join('')}"`;
}

function textLines(texts: CdTextBlock['album'], lost: Set<string>): string[] {
  return trackFields.flatMap((field) => {
    const text = texts[field];
    return text === undefined ? [] : [`    ${keywordOf[field]} ${quoted(text, lost)}`];
  });
}

interface Language {
  readonly number: number;
  readonly code: number;
  readonly block: CdTextBlock;
}

/** A toc file numbers its languages from 0 to 7. */
function languagesOf({ cdText }: Disc, lost: Set<string>): Language[] {
  const languages = Object.entries(cdText ?? {}).flatMap(([name, block]) => {
    const code = languageCode(name);
    if (code === null) lost.add(`CD-TEXT in the language "${name}" has no code and was left out.`);
    return code === null ? [] : [{ code, block }];
  });
  return languages.slice(0, 8).map((language, number) => ({ number, ...language }));
}

function cdTextLines(
  languages: readonly Language[],
  textsOf: (block: CdTextBlock) => CdTextBlock['album'],
  head: readonly string[],
  lost: Set<string>,
): string[] {
  if (languages.length === 0) return [];
  return [
    'CD_TEXT {',
    ...head,
    ...languages.flatMap(({ number, block }) => [
      `  LANGUAGE ${number} {`,
      ...textLines(textsOf(block), lost),
      '  }',
    ]),
    '}',
  ];
}

/** Where each track begins in the file: its pause with it, what lies before the first INDEX 01 too. */
function storedLba({ startLba, pregapSectors }: DiscTrack, at: number): number {
  return at === 0 ? 0 : startLba - (pregapSectors ?? 0);
}

function trackLines(
  disc: Disc,
  at: number,
  fileName: string,
  languages: readonly Language[],
  lost: Set<string>,
) {
  const track = disc.tracks[at]!;
  const next = disc.tracks[at + 1];
  const firstLba = storedLba(track, at);
  const endLba = next ? storedLba(next, at + 1) : disc.sessions[0]!.leadOutLba;
  const isAudio = track.mode === 'AUDIO';
  const mode = isAudio ? 'AUDIO' : track.mode === 'MODE1' ? 'MODE1_RAW' : 'MODE2_RAW';
  const name = quoted(fileName, lost);
  const offsetBytes = firstLba * sectorBytes;
  const length = formatDuration(endLba - firstLba);
  return [
    '',
    `// Track ${track.number}`,
    `TRACK ${mode}`,
    `${track.copyPermitted ? '' : 'NO '}COPY`,
    ...(isAudio
      ? [
          `${track.preEmphasis ? '' : 'NO '}PRE_EMPHASIS`,
          `${track.fourChannel ? 'FOUR' : 'TWO'}_CHANNEL_AUDIO`,
          ...(track.isrc === null ? [] : [`ISRC "${track.isrc}"`]),
        ]
      : []),
    ...cdTextLines(
      languages,
      ({ tracks }) => tracks.find(({ number }) => number === track.number) ?? {},
      [],
      lost,
    ),
    isAudio ? `FILE ${name} #${offsetBytes} 0 ${length}` : `DATAFILE ${name} #${offsetBytes} ${length}`,
    ...(track.startLba > firstLba ? [`START ${formatDuration(track.startLba - firstLba)}`] : []),
    ...track.indices.map(({ lba }) => `INDEX ${formatDuration(lba - track.startLba)}`),
  ];
}

/** @throws SpindleError unsupported for a disc of several sessions */
export function writeToc(disc: Disc, fileName: string): WrittenToc {
  if (disc.sessions.length !== 1)
    throw new SpindleError(
      'unsupported',
      'A toc file describes one session; write one sheet of another kind.',
      {
        sessions: disc.sessions.length,
      },
    );
  const lost = new Set<string>();
  const languages = languagesOf(disc, lost);
  const map = languages.map(({ number, code }) => `${number} : ${code === 9 ? 'EN' : code}`).join(', ');
  const lines = [
    discType(disc.tracks),
    '',
    ...(disc.mcn === null ? [] : [`CATALOG "${disc.mcn}"`]),
    ...cdTextLines(languages, ({ album }) => album, [`  LANGUAGE_MAP { ${map} }`], lost),
    ...disc.tracks.flatMap((_, at) => trackLines(disc, at, fileName, languages, lost)),
  ];
  return { bytes: new TextEncoder().encode(`${lines.join('\n')}\n`), lost: [...lost] };
}
