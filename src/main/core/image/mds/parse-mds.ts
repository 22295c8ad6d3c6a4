/** Media descriptor files (.mds) of Alcohol 120%: sessions, tracks and where in the .mdf they stand. Little-endian. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes, u8, u16le, u32le, u64le } from '../../byte-fields.ts';

export interface MdsTrack {
  readonly number: number;
  /** The lower three bits: 1 audio, 2 mode 1, 3 mode 2, 4 and 5 its forms. */
  readonly mode: number;
  readonly hasSubchannel: boolean;
  readonly control: number;
  readonly sectorBytes: number;
  readonly startLba: number;
  readonly startAt: number;
  /** Null for DVDs, which have neither gaps nor more than one track. */
  readonly pregapSectors: number | null;
  readonly lengthSectors: number | null;
  /** As the descriptor has it, `*.mdf` for one of the same name. */
  readonly fileName: string | null;
}

export interface MdsSession {
  readonly number: number;
  readonly endLba: number;
  readonly tracks: readonly MdsTrack[];
}

const headerBytes = 88;
const sessionBytes = 24;
const trackBytes = 80;
const extraBytes = 8;
const footerBytes = 16;
const mostSessions = 99;
const longestName = 520;
const mediumDvd = 0x10;

export function isMds(bytes: Uint8Array): boolean {
  return hasBytes(bytes, 0, 'MEDIA DESCRIPTOR');
}

function part(bytes: Uint8Array, at: number, lengthBytes: number, what: string): Uint8Array {
  if (at + lengthBytes > bytes.length)
    throw new SpindleError(
      'bad-image',
      `The media descriptor is damaged: ${what} stands outside of the file.`,
      {
        offsetBytes: at,
        sizeBytes: bytes.length,
      },
    );
  return bytes.subarray(at, at + lengthBytes);
}

function fileNameOf(bytes: Uint8Array, footerAt: number): string | null {
  if (footerAt === 0) return null;
  const footer = part(bytes, footerAt, footerBytes, 'the name of a file');
  const nameAt = u32le(footer, 0);
  if (nameAt === 0 || nameAt >= bytes.length) return null;
  const field = bytes.subarray(nameAt, nameAt + longestName);
  const isWide = u32le(footer, 4) === 1;
  const text = new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(field);
  return text.split('\u0000')[0] || null;
}

function readTrack(bytes: Uint8Array, at: number, isDvd: boolean): MdsTrack | null {
  const track = part(bytes, at, trackBytes, 'a track');
  const number = u8(track, 4);
  // Lead-in and lead-out stand among the tracks: points A0h to A2h, and others of the TOC.
  if (number < 1 || number > 99) return null;
  const extraAt = u32le(track, 12);
  const extra = isDvd || extraAt === 0 ? null : part(bytes, extraAt, extraBytes, 'the length of a track');
  return {
    number,
    mode: u8(track, 0) & 7,
    hasSubchannel: u8(track, 1) !== 0,
    control: u8(track, 2) & 0x0f,
    sectorBytes: u16le(track, 16),
    startLba: u32le(track, 36) | 0,
    startAt: u64le(track, 40),
    pregapSectors: extra ? u32le(extra, 0) : null,
    lengthSectors: extra ? u32le(extra, 4) : null,
    fileName: fileNameOf(bytes, u32le(track, 52)),
  };
}

/** @throws SpindleError bad-image when it is none, or parts of it stand outside of the file */
export function parseMds(bytes: Uint8Array): readonly MdsSession[] {
  if (!isMds(bytes) || bytes.length < headerBytes)
    throw new SpindleError('bad-image', 'This is no media descriptor: its header is missing.', {
      sizeBytes: bytes.length,
    });
  if (u8(bytes, 16) !== 1)
    throw new SpindleError(
      'unsupported',
      'Media descriptors of version 2 are encrypted and cannot be read.',
      {
        version: u8(bytes, 16),
      },
    );
  const isDvd = u16le(bytes, 18) >= mediumDvd;
  const count = Math.min(u16le(bytes, 20), mostSessions);
  const sessionsAt = u32le(bytes, 80);
  return Array.from({ length: count }, (_, index) => {
    const session = part(bytes, sessionsAt + index * sessionBytes, sessionBytes, 'a session');
    const tracksAt = u32le(session, 20);
    const tracks = Array.from({ length: u8(session, 10) }, (__, at) =>
      readTrack(bytes, tracksAt + at * trackBytes, isDvd),
    );
    return {
      number: index + 1,
      endLba: u32le(session, 4) | 0,
      tracks: tracks.filter((track) => track !== null),
    };
  });
}
