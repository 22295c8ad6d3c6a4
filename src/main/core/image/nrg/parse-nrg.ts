/** The chunks at the end of a Nero image: cue sheets, the files' layout, CD-TEXT, sessions. All big-endian. */
import { SpindleError } from '../../../../shared/errors.ts';
import { lbaOfMsf } from '../../../../shared/msf.ts';
import { hasBytes, u8, u16be, u32be } from '../../byte-fields.ts';
import type { ByteSource } from '../byte-source.ts';
import type { SheetWarnings } from '../sheet-text.ts';

export interface NrgCue {
  /** 0 lead-in, 1 to 99, 170 lead-out. */
  readonly track: number;
  readonly index: number;
  readonly control: number;
  readonly lba: number;
}

export interface NrgTrack {
  readonly number: number;
  readonly isrc: string | null;
  readonly sectorBytes: number;
  readonly mode: number;
  /** INDEX 00, INDEX 01 and the end, in bytes of the file. */
  readonly pregapAt: number;
  readonly startAt: number;
  readonly endAt: number;
  /** Of INDEX 01, where the layout says so itself (disc at once does not). */
  readonly lba: number | null;
}

export interface NrgSession {
  readonly cues: readonly NrgCue[];
  readonly tracks: readonly NrgTrack[];
  readonly mcn: string | null;
}

export interface NrgFile {
  readonly sessions: readonly NrgSession[];
  readonly cdTextPacks: Uint8Array | null;
}

const leadOut = 0xaa;
const mostChunks = 1000;
const largestChunkBytes = 1024 * 1024;
const daoHeaderBytes = 22;
const packBytes = 18;

function u64be(bytes: Uint8Array, at: number): number {
  return u32be(bytes, at) * 0x1_0000_0000 + u32be(bytes, at + 4);
}

function bcd(byte: number): number {
  return byte === leadOut ? leadOut : (byte >> 4) * 10 + (byte & 0x0f);
}

/** The first chunk; version 2 has 64-bit addresses. */
function firstChunkAt(source: ByteSource): number | null {
  const tail = new Uint8Array(12);
  if (source.sizeBytes < tail.length) return null;
  source.read(source.sizeBytes - tail.length, tail);
  if (hasBytes(tail, 0, 'NER5')) return u64be(tail, 4);
  return hasBytes(tail, 4, 'NERO') ? u32be(tail, 8) : null;
}

export function isNrg(source: ByteSource): boolean {
  return firstChunkAt(source) !== null;
}

function readCues(data: Uint8Array, isLong: boolean): readonly NrgCue[] {
  return Array.from({ length: Math.floor(data.length / 8) }, (_, index) => {
    const at = index * 8;
    const [minute, second, frame] = [5, 6, 7].map((field) => bcd(u8(data, at + field))) as [
      number,
      number,
      number,
    ];
    return {
      track: bcd(u8(data, at + 1)),
      index: bcd(u8(data, at + 2)),
      control: u8(data, at) >> 4,
      lba: isLong ? u32be(data, at + 4) | 0 : lbaOfMsf({ minute, second, frame }),
    };
  });
}

function text(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('');
}

function isrcOf(data: Uint8Array): string | null {
  const isrc = text(data).toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc) ? isrc : null;
}

function readDao(data: Uint8Array, isLong: boolean): { tracks: readonly NrgTrack[]; mcn: string | null } {
  if (data.length < daoHeaderBytes) return { tracks: [], mcn: null };
  const width = isLong ? 8 : 4;
  const entryBytes = 18 + 3 * width;
  const offset = (at: number) => (isLong ? u64be(data, at) : u32be(data, at));
  const mcn = text(data.subarray(4, 17));
  const first = u8(data, 20);
  const count = Math.floor((data.length - daoHeaderBytes) / entryBytes);
  const tracks = Array.from({ length: count }, (_, index): NrgTrack => {
    const at = daoHeaderBytes + index * entryBytes;
    return {
      number: first + index,
      isrc: isrcOf(data.subarray(at, at + 12)),
      sectorBytes: u16be(data, at + 12),
      mode: u8(data, at + 14),
      pregapAt: offset(at + 18),
      startAt: offset(at + 18 + width),
      endAt: offset(at + 18 + 2 * width),
      lba: null,
    };
  });
  return { tracks, mcn: /^\d{13}$/.test(mcn) && !/^0+$/.test(mcn) ? mcn : null };
}

const trackAtOnceSectorBytes: ReadonlyMap<number, number> = new Map([
  [0, 2048],
  [2, 2048],
  [3, 2336],
]);

/** Track at once: the gaps before tracks are in no file. */
function readEtn(data: Uint8Array, isLong: boolean, firstNumber: number): readonly NrgTrack[] {
  const entryBytes = isLong ? 32 : 20;
  const count = Math.floor(data.length / entryBytes);
  return Array.from({ length: count }, (_, index): NrgTrack => {
    const at = index * entryBytes;
    const rest = at + (isLong ? 16 : 8);
    const startAt = isLong ? u64be(data, at) : u32be(data, at);
    const lengthBytes = isLong ? u64be(data, at + 8) : u32be(data, at + 4);
    const mode = u32be(data, rest);
    return {
      number: firstNumber + index,
      isrc: null,
      sectorBytes: trackAtOnceSectorBytes.get(mode) ?? 2352,
      mode,
      pregapAt: startAt,
      startAt,
      endAt: startAt + lengthBytes,
      lba: u32be(data, rest + 4) | 0,
    };
  });
}

/** @throws SpindleError bad-image when there is no chunk, or one outside of the file */
export function parseNrg(source: ByteSource, warnings: SheetWarnings): NrgFile {
  const start = firstChunkAt(source);
  if (start === null)
    throw new SpindleError('bad-image', 'This is no Nero image: the mark at its end is missing.', {
      sizeBytes: source.sizeBytes,
    });
  const sessions: NrgSession[] = [];
  let cdTextPacks: Uint8Array | null = null;
  let cues: readonly NrgCue[] = [];
  let tracks: NrgTrack[] = [];
  let mcn: string | null = null;
  let known = 0;
  const close = () => {
    if (tracks.length > 0) sessions.push({ cues, tracks, mcn });
    known += tracks.length;
    cues = [];
    tracks = [];
    mcn = null;
  };
  let at = start;
  for (let count = 0; ; count++) {
    const head = new Uint8Array(8);
    if (count === mostChunks || at + head.length > source.sizeBytes)
      throw new SpindleError('bad-image', 'The chunks of the Nero image lead out of the file.', {
        offsetBytes: at,
      });
    source.read(at, head);
    const id = text(head.subarray(0, 4));
    const lengthBytes = u32be(head, 4);
    if (id === 'END!') break;
    if (lengthBytes > largestChunkBytes || at + head.length + lengthBytes > source.sizeBytes)
      throw new SpindleError('bad-image', `The chunk ${id} of the Nero image leads out of the file.`, {
        offsetBytes: at,
        lengthBytes,
      });
    const data = new Uint8Array(lengthBytes);
    source.read(at + head.length, data);
    at += head.length + lengthBytes;
    if (id === 'CUEX' || id === 'CUES') {
      // A session's cue sheet comes first; without SINF between them it is what parts two sessions.
      close();
      cues = readCues(data, id === 'CUEX');
    } else if (id === 'DAOX' || id === 'DAOI') {
      const dao = readDao(data, id === 'DAOX');
      tracks.push(...dao.tracks);
      mcn = dao.mcn;
    } else if (id === 'ETN2' || id === 'ETNF')
      tracks.push(...readEtn(data, id === 'ETN2', known + tracks.length + 1));
    else if (id === 'CDTX' && lengthBytes >= packBytes)
      cdTextPacks = data.subarray(0, lengthBytes - (lengthBytes % packBytes));
    else if (id === 'SINF') close();
    else if (!['MTYP', 'DINF', 'RELO', 'TOCT', 'VOLM', 'AFNM'].includes(id))
      warnings.add(null, `The chunk ${JSON.stringify(id)} is unknown; it is left out.`);
  }
  close();
  if (sessions.length === 0)
    throw new SpindleError('bad-image', 'The Nero image has no track.', { offsetBytes: start });
  return { sessions, cdTextPacks };
}
