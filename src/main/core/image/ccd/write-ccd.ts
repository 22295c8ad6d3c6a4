/** The control file of a CloneCD image: the full TOC, modes and indices, CD-TEXT. */
import type { Disc, DiscSession, DiscTrack } from '../../../../shared/model/disc.ts';
import { msfOfLba, pregapLba } from '../../../../shared/msf.ts';
import { packBytes } from '../../optical/cd-text-pack.ts';

export interface WrittenCcd {
  /** ASCII, CR LF. */
  readonly bytes: Uint8Array;
}

interface Point {
  readonly session: number;
  readonly point: number;
  readonly adr: number;
  readonly control: number;
  /** LBA of the entry's own minute, second, frame: that of 00:00:00, but for where the next session begins. */
  readonly aLba: number;
  /** Minute, second, frame and LBA of what the point says. */
  readonly pMinute: number;
  readonly pSecond: number;
  readonly pFrame: number;
  readonly pLba: number;
}

const controlData = 4;
/** A pack without the CRC. */
const keptPackBytes = 16;
/** Disc type of A0 (MMC-3 table 242): CD-DA or CD-ROM, CD-I, CD-ROM XA. */
const discTypes = { plain: 0x00, cdi: 0x10, xa: 0x20 } as const;
const framesPerMinute = 60 * 75;

function controlOf(track: DiscTrack): number {
  const data = track.mode === 'AUDIO' ? 0 : controlData;
  return data | (track.preEmphasis ? 1 : 0) | (track.copyPermitted ? 2 : 0) | (track.fourChannel ? 8 : 0);
}

function discTypeOf(tracks: readonly DiscTrack[]): number {
  if (tracks.some(({ mode }) => mode === 'CDI')) return discTypes.cdi;
  return tracks.some(({ mode }) => mode === 'MODE2') ? discTypes.xa : discTypes.plain;
}

function pointAt(session: number, point: number, control: number, lba: number): Point {
  const { minute, second, frame } = msfOfLba(lba);
  return {
    session,
    point,
    adr: 1,
    control,
    aLba: pregapLba,
    pMinute: minute,
    pSecond: second,
    pFrame: frame,
    pLba: lba,
  };
}

/** A0 and A1 say track numbers where others say minutes; their LBA is that "time". */
function pointOfNumber(
  session: number,
  point: number,
  control: number,
  number: number,
  second: number,
): Point {
  const pLba = number * framesPerMinute + second * 75 + pregapLba;
  return {
    session,
    point,
    adr: 1,
    control,
    aLba: pregapLba,
    pMinute: number,
    pSecond: second,
    pFrame: 0,
    pLba,
  };
}

/** B0 with ADR 5 says where the next session begins: without it a reader takes the disc for one of a single session. */
function pointOfNextSession(session: number, control: number, next: DiscSession): Point {
  return { ...pointAt(session, 0xb0, control, pregapLba), adr: 5, aLba: next.startLba };
}

function pointsOf(
  session: DiscSession,
  tracks: readonly DiscTrack[],
  next: DiscSession | undefined,
): readonly Point[] {
  const [first] = tracks;
  const last = tracks.at(-1);
  if (!first || !last) return [];
  const { number } = session;
  return [
    pointOfNumber(number, 0xa0, controlOf(first), first.number, discTypeOf(tracks)),
    pointOfNumber(number, 0xa1, controlOf(last), last.number, 0),
    pointAt(number, 0xa2, controlOf(last), session.leadOutLba),
    ...tracks.map((track) => pointAt(number, track.number, controlOf(track), track.startLba)),
    ...(next ? [pointOfNextSession(number, controlOf(first), next)] : []),
  ];
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

function entryLines(point: Point, at: number): readonly string[] {
  const { minute, second, frame } = msfOfLba(point.aLba);
  return [
    `[Entry ${at}]`,
    `Session=${point.session}`,
    `Point=${hex(point.point)}`,
    `ADR=${hex(point.adr)}`,
    `Control=${hex(point.control)}`,
    'TrackNo=0',
    `AMin=${minute}`,
    `ASec=${second}`,
    `AFrame=${frame}`,
    `ALBA=${point.aLba}`,
    'Zero=0',
    `PMin=${point.pMinute}`,
    `PSec=${point.pSecond}`,
    `PFrame=${point.pFrame}`,
    `PLBA=${point.pLba}`,
  ];
}

function modeNumber({ mode }: DiscTrack): 0 | 1 | 2 {
  return mode === 'AUDIO' ? 0 : mode === 'MODE1' ? 1 : 2;
}

function trackLines(track: DiscTrack, isFirst: boolean): readonly string[] {
  const gap = isFirst ? track.startLba : (track.pregapSectors ?? 0);
  const flags = [
    ...(track.preEmphasis ? ['PRE'] : []),
    ...(track.copyPermitted ? ['DCP'] : []),
    ...(track.fourChannel ? ['4CH'] : []),
  ];
  return [
    `[TRACK ${track.number}]`,
    `MODE=${modeNumber(track)}`,
    ...(flags.length > 0 ? [`FLAGS=${flags.join(' ')}`] : []),
    ...(track.isrc === null ? [] : [`ISRC=${track.isrc}`]),
    ...(gap > 0 ? [`INDEX 0=${track.startLba - gap}`] : []),
    `INDEX 1=${track.startLba}`,
    ...track.indices.map(({ number, lba }) => `INDEX ${number}=${lba}`),
  ];
}

function cdTextLines(packs: Uint8Array | null): readonly string[] {
  if (packs === null || packs.length < packBytes) return [];
  const count = Math.floor(packs.length / packBytes);
  const entries = Array.from({ length: count }, (_, at) => {
    const pack = packs.subarray(at * packBytes, at * packBytes + keptPackBytes);
    return `Entry ${at}=${Array.from(pack, (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
  });
  return ['[CDText]', `Entries=${count}`, ...entries];
}

/**
 * The image beside it holds 2352 bytes per sector from LBA 0, session after session, the gaps between them left out.
 * @param cdTextPacks as READ TOC format 5 returns them, without its header
 */
export function writeCcd(disc: Disc, cdTextPacks: Uint8Array | null): WrittenCcd {
  const tracksOf = (session: DiscSession) => disc.tracks.filter((track) => track.session === session.number);
  const points = disc.sessions.flatMap((session, at) =>
    pointsOf(session, tracksOf(session), disc.sessions[at + 1]),
  );
  const text = cdTextLines(cdTextPacks);
  const lines = [
    '[CloneCD]',
    'Version=3',
    '[Disc]',
    `TocEntries=${points.length}`,
    `Sessions=${disc.sessions.length}`,
    'DataTracksScrambled=0',
    `CDTextLength=${text.length > 0 ? (text.length - 2) * keptPackBytes : 0}`,
    ...(disc.mcn === null ? [] : [`CATALOG=${disc.mcn}`]),
    ...text,
    ...disc.sessions.flatMap((session) => {
      const first = tracksOf(session)[0];
      return [`[Session ${session.number}]`, `PreGapMode=${first ? modeNumber(first) : 0}`, 'PreGapSubC=0'];
    }),
    ...points.flatMap(entryLines),
    ...disc.tracks.flatMap((track, at) => trackLines(track, at === 0)),
  ];
  return { bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`) };
}
