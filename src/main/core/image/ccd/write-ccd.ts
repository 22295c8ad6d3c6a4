/** CloneCD control files: the TOC entry by entry, CD-TEXT packs, and the indices of each track. */
import type { Disc, DiscSession, DiscTrack, TrackMode } from '../../../../shared/model/disc.ts';
import { type Msf, msfOfLba, pregapLba } from '../../../../shared/msf.ts';

const modeNumbers: Readonly<Record<TrackMode, number>> = { AUDIO: 0, MODE1: 1, MODE2: 2, CDI: 2 };
/** PSEC of A0: CD-DA or CD-ROM, CD-i, CD-ROM XA. */
const discTypes: Readonly<Record<TrackMode, number>> = { AUDIO: 0x00, MODE1: 0x00, CDI: 0x10, MODE2: 0x20 };
const packBytes = 18;
const packBytesInFile = 16;

interface TocEntry {
  readonly session: number;
  readonly point: number;
  readonly adr: number;
  readonly control: number;
  readonly position: Msf;
  readonly pointed: Msf;
}

/**
 * @param cdTextPacks 18-byte packs as read, or null
 * CRLF; the image beside it holds the sessions' sectors one after the other.
 */
export function writeCcd(disc: Disc, cdTextPacks: Uint8Array | null): string {
  const entries = disc.sessions.flatMap((session) => entriesOf(disc, session));
  const packs = cdTextPacks ? Math.floor(cdTextPacks.length / packBytes) : 0;
  const lines = [
    ...section('CloneCD', ['Version=3']),
    ...section('Disc', [
      `TocEntries=${entries.length}`,
      `Sessions=${disc.sessions.length}`,
      'DataTracksScrambled=0',
      `CDTextLength=${packs * packBytesInFile}`,
      ...(disc.mcn ? [`CATALOG=${disc.mcn}`] : []),
    ]),
    ...(cdTextPacks && packs > 0 ? section('CDText', packLines(cdTextPacks, packs)) : []),
    ...disc.sessions.flatMap((session) =>
      section(`Session ${session.number}`, [
        `PreGapMode=${modeNumbers[firstTrackOf(disc, session)?.mode ?? 'AUDIO']}`,
        'PreGapSubC=0',
      ]),
    ),
    ...entries.flatMap((entry, index) => section(`Entry ${index}`, entryLines(entry))),
    ...disc.tracks.flatMap((track) => section(`TRACK ${track.number}`, trackLines(track))),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function section(name: string, lines: readonly string[]): string[] {
  return [`[${name}]`, ...lines];
}

function firstTrackOf({ tracks }: Disc, { firstTrack }: DiscSession): DiscTrack | undefined {
  return tracks.find((track) => track.number === firstTrack);
}

function entriesOf(disc: Disc, session: DiscSession): TocEntry[] {
  const tracks = disc.tracks.filter((track) => track.session === session.number);
  const first = tracks[0];
  if (!first) return [];
  const control = controlOf(first);
  const nowhere = { minute: 0, second: 0, frame: 0 };
  const entry = (point: number, pointed: Msf, own = control): TocEntry => ({
    session: session.number,
    point,
    adr: 1,
    control: own,
    position: nowhere,
    pointed,
  });
  const next = disc.sessions.find((candidate) => candidate.number === session.number + 1);
  return [
    entry(0xa0, { minute: session.firstTrack, second: discTypes[first.mode], frame: 0 }),
    entry(0xa1, { minute: session.lastTrack, second: 0, frame: 0 }, controlOf(tracks.at(-1)!)),
    entry(0xa2, msfOfLba(session.leadOutLba), controlOf(tracks.at(-1)!)),
    ...tracks.map((track) => entry(track.number, msfOfLba(track.startLba), controlOf(track))),
    // Where the next session begins (ADR 5): without it a reader takes the disc for one of a single session.
    ...(next ? [{ ...entry(0xb0, nowhere), adr: 5, position: msfOfLba(next.startLba) }] : []),
  ];
}

function controlOf({ mode, preEmphasis, copyPermitted, fourChannel }: DiscTrack): number {
  return (mode === 'AUDIO' ? 0 : 4) | (preEmphasis ? 1 : 0) | (copyPermitted ? 2 : 0) | (fourChannel ? 8 : 0);
}

function entryLines({ session, point, adr, control, position, pointed }: TocEntry): string[] {
  return [
    `Session=${session}`,
    `Point=0x${hexByte(point)}`,
    `ADR=0x${hexByte(adr)}`,
    `Control=0x${hexByte(control)}`,
    'TrackNo=0',
    `AMin=${position.minute}`,
    `ASec=${position.second}`,
    `AFrame=${position.frame}`,
    `ALBA=${lbaOf(position)}`,
    'Zero=0',
    `PMin=${pointed.minute}`,
    `PSec=${pointed.second}`,
    `PFrame=${pointed.frame}`,
    `PLBA=${lbaOf(pointed)}`,
  ];
}

/** By plain arithmetic, as CloneCD does for points that are no times as well. */
function lbaOf({ minute, second, frame }: Msf): number {
  return (minute * 60 + second) * 75 + frame + pregapLba;
}

function trackLines(track: DiscTrack): string[] {
  return [
    `MODE=${modeNumbers[track.mode]}`,
    ...(track.isrc ? [`ISRC=${track.isrc}`] : []),
    ...(track.pregapSectors ? [`INDEX 0=${track.startLba - track.pregapSectors}`] : []),
    `INDEX 1=${track.startLba}`,
    ...track.indices.map(({ number, lba }) => `INDEX ${number}=${lba}`),
  ];
}

function packLines(packs: Uint8Array, count: number): string[] {
  const lines = [`Entries=${count}`];
  for (let index = 0; index < count; index++) {
    const bytes = packs.subarray(index * packBytes, index * packBytes + packBytesInFile);
    lines.push(`Entry ${index}=${Array.from(bytes, hexByte).join(' ')}`);
  }
  return lines;
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
