/** What the drive says of the disc, the table of contents aside (MMC-6). */

import { u16be, u32be } from '../../../core/byte-fields.ts';
import type { ImageTrack } from '../../../core/image/disc-image.ts';
import { sectorBytes } from '../../../core/optical/sector-layout.ts';
import {
  blockBytes,
  type Cd,
  type Disc,
  dataControl,
  endLbaOf,
  lastTrack,
  sectorKinds,
  sessionOf,
} from './disc.ts';
import { type Drive, hasReadableDisc } from './drive.ts';
import {
  answer,
  badField,
  failed,
  failedAt,
  type Outcome,
  outOfRange,
  unreadable,
  wrongMedium,
  wrongMode,
} from './outcome.ts';
import { positionAt } from './position-q.ts';
import { discTypeOf } from './toc-answers.ts';
import { int32At, putAddress, putFrames, putUint16, putUint32 } from './wire-fields.ts';

export function readCapacity(disc: Disc, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(8);
  putUint32(bytes, 0, endLbaOf(disc) - 1);
  putUint32(bytes, 4, blockBytes);
  return answer(into, bytes, bytes.length);
}

const formattedMedium = 2;
const noMedium = 3;

export function readFormatCapacities(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(12);
  bytes[3] = 8;
  putUint32(bytes, 4, endLbaOf(drive.disc));
  bytes[8] = hasReadableDisc(drive) ? formattedMedium : noMedium;
  putUint16(bytes, 10, blockBytes);
  return answer(into, bytes, u16be(cdb, 7));
}

/** Complete, last session complete. */
const finalized = 0x0e;

export function readDiscInformation(drive: Drive, disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  if (cdb[1]! & 0x07) return failed(badField);
  const bytes = new Uint8Array(34);
  putUint16(bytes, 0, bytes.length - 2);
  bytes.set([finalized, 1, 1, 1, 1], 2);
  if (disc.kind === 'cd') {
    const firstOfLast = disc.sessions.at(-1)!.firstTrack;
    bytes.set([disc.tracks[0]!.number, disc.sessions.length, firstOfLast, lastTrack(disc).number], 3);
    bytes[8] = discTypeOf(drive, disc, disc.sessions[0]!);
  }
  bytes.fill(0xff, 16, 24);
  return answer(into, bytes, u16be(cdb, 7));
}

const trackInformationBytes = 36;
const audioDataMode = 0x0f;
const invisibleTrack = 0xff;

export function readTrackInformation(disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(trackInformationBytes);
  putUint16(bytes, 0, bytes.length - 2);
  if (disc.kind === 'dvd') {
    bytes.set([1, 1, 0, dataControl, 1], 2);
    putUint32(bytes, 24, disc.totalSectors);
    return answer(into, bytes, u16be(cdb, 7));
  }
  const track = addressedTrack(disc, cdb);
  if (!track) return failed(badField);
  bytes.set([track.number, track.session, 0, track.control, dataModeOf(track)], 2);
  putUint32(bytes, 8, track.startLba);
  putUint32(bytes, 24, recordedEnd(disc, track) - track.startLba);
  return answer(into, bytes, u16be(cdb, 7));
}

function addressedTrack(cd: Cd, cdb: Uint8Array): ImageTrack | null {
  const address = u32be(cdb, 2);
  switch (cdb[1]! & 0x03) {
    case 0:
      return cd.trackAt(int32At(cdb, 2));
    case 1:
      return address === invisibleTrack ? null : cd.trackNumbered(address);
    default: {
      const session = cd.sessions.find(({ number }) => number === address);
      return session ? cd.trackNumbered(session.firstTrack) : null;
    }
  }
}

function dataModeOf({ control, mode }: ImageTrack): number {
  if (!(control & dataControl)) return audioDataMode;
  return mode === 'MODE1' ? 1 : 2;
}

/** Drives count a track up to the next INDEX 01, gap and all. */
function recordedEnd(cd: Cd, track: ImageTrack): number {
  const next = cd.trackNumbered(track.number + 1);
  return next?.session === track.session ? next.startLba : sessionOf(cd, track).leadOutLba;
}

const headerSector = new Uint8Array(sectorBytes);

export function readHeader(disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  if (disc.kind === 'dvd') return failed(badField);
  const lba = int32At(cdb, 2);
  const kind = disc.readSector(lba, headerSector);
  if (kind === sectorKinds.outside || kind === sectorKinds.gap) return failed(outOfRange);
  if (kind === sectorKinds.audio) return failed(wrongMode);
  if (kind === sectorKinds.absent) return failedAt(lba, unreadable, 0);
  const bytes = new Uint8Array(8);
  bytes[0] = kind === sectorKinds.mode1 ? 1 : kind === sectorKinds.mode0 ? 0 : 2;
  putAddress(bytes, 4, lba, (cdb[1]! & 0x02) !== 0);
  return answer(into, bytes, u16be(cdb, 7));
}

const playInProgress = 0x13;
const noAudioStatus = 0x15;
const positionFormat = 1;
const mcnFormat = 2;
const isrcFormat = 3;
const isValid = 0x80;
const leadOutTrack = 0xaa;

export function readSubChannel(drive: Drive, disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  const allocationBytes = u16be(cdb, 7);
  const status = drive.isPlaying ? playInProgress : noAudioStatus;
  const wantsQ = (cdb[2]! & 0x40) !== 0;
  if (!wantsQ) return answer(into, Uint8Array.of(0, status, 0, 0), allocationBytes);
  if (disc.kind === 'dvd') return failed(badField);
  const bytes = subChannelData(drive, disc, cdb);
  if (!bytes) return failed(badField);
  bytes[1] = status;
  return answer(into, bytes, allocationBytes);
}

function subChannelData(drive: Drive, cd: Cd, cdb: Uint8Array): Uint8Array | null {
  switch (cdb[3]) {
    case positionFormat:
      return currentPosition(drive, cd, (cdb[1]! & 0x02) !== 0);
    case mcnFormat:
      return numberAnswer(mcnFormat, 0, 0, cd.mcn);
    case isrcFormat: {
      const track = cd.trackNumbered(cdb[6]!);
      return track && numberAnswer(isrcFormat, 0x30 | track.control, track.number, track.isrc);
    }
    default:
      return null;
  }
}

function currentPosition(drive: Drive, cd: Cd, asMsf: boolean): Uint8Array {
  const lba = drive.currentLba;
  const { control, track, index } = positionAt(cd, lba, drive.traits.pauseEndsAtOne);
  const bytes = new Uint8Array(16);
  bytes[3] = 12;
  bytes[4] = positionFormat;
  bytes[5] = 0x10 | control;
  bytes[6] = track?.number ?? leadOutTrack;
  bytes[7] = index;
  putAddress(bytes, 8, lba, asMsf);
  const relative = lba - (track?.startLba ?? cd.leadOutLba);
  if (asMsf) putFrames(bytes, 13, Math.abs(relative));
  else putUint32(bytes, 12, relative);
  return bytes;
}

function numberAnswer(format: number, adrControl: number, track: number, text: string | null): Uint8Array {
  const bytes = new Uint8Array(24);
  bytes[3] = 20;
  bytes[4] = format;
  bytes[5] = adrControl;
  bytes[6] = track;
  if (text) {
    bytes[8] = isValid;
    for (let at = 0; at < text.length && at < 13; at++) bytes[9 + at] = text.charCodeAt(at);
  }
  return bytes;
}

/** LBA 0 of a DVD (ECMA-267, 16.1). */
const firstPsn = 0x03_0000;
const structureFormats = [
  { format: 0x00, lengthBytes: 2052 },
  { format: 0x01, lengthBytes: 8 },
  { format: 0x03, lengthBytes: 192 },
  { format: 0x04, lengthBytes: 2052 },
] as const;
const listFormat = 0xff;
const isReadable = 0x40;

export function readDiscStructure(disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  if (disc.kind !== 'dvd') return failed(wrongMedium);
  const bytes = structureOf(disc.totalSectors, cdb[7]!);
  if (!bytes) return failed(badField);
  putUint16(bytes, 0, bytes.length - 2);
  return answer(into, bytes, u16be(cdb, 8));
}

function structureOf(totalSectors: number, format: number): Uint8Array | null {
  if (format === listFormat) return structureList();
  const found = structureFormats.find((each) => each.format === format);
  if (!found) return null;
  const bytes = new Uint8Array(found.lengthBytes);
  if (format === 0x00) {
    // DVD-ROM, version 1, 12 cm at the highest rate, one layer, read-only.
    bytes.set([0x01, 0x02, 0x01, 0x00], 4);
    putUint32(bytes, 8, firstPsn);
    putUint32(bytes, 12, firstPsn + totalSectors - 1);
  }
  return bytes;
}

function structureList(): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * structureFormats.length);
  for (const [place, { format, lengthBytes }] of structureFormats.entries()) {
    bytes.set([format, isReadable], 4 + 4 * place);
    putUint16(bytes, 6 + 4 * place, lengthBytes);
  }
  return bytes;
}

const regionStateFormat = 0x08;

/** Region state alone: type none, no region set. Authentication is none of a practice drive's. */
export function reportKey(disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  if (disc.kind !== 'dvd') return failed(wrongMedium);
  if ((cdb[10]! & 0x3f) !== regionStateFormat) return failed(badField);
  return answer(into, Uint8Array.of(0, 6, 0, 0, 0, 0, 0, 0), u16be(cdb, 8));
}
