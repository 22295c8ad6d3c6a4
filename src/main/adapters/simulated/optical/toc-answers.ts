/** READ TOC/PMA/ATIP: what the lead-ins say (MMC-6 6.26). */
import type { DiscSession } from '../../../../shared/model/disc.ts';
import { u16be } from '../../../core/byte-fields.ts';
import type { ImageTrack } from '../../../core/image/disc-image.ts';
import { type Cd, type Disc, lastTrack } from './disc.ts';
import type { Drive } from './drive.ts';
import { answer, badField, failed, type Outcome } from './outcome.ts';
import { putAddress, putMsf, putUint16 } from './wire-fields.ts';

const headerBytes = 4;
const leadOutPoint = 0xaa;
const positionAdr = 1;
const sessionAdr = 5;
/** 8100 bytes, 450 packs: what the rig's drive has room for. */
const cdTextBytesAtMost = 8100;
const dvdTrackControl = 4;

/** `into`: where the transfer goes. */
export function readToc(drive: Drive, disc: Disc, cdb: Uint8Array, into: Uint8Array): Outcome {
  const asMsf = (cdb[1]! & 0x02) !== 0;
  // Before MMC the format stood in the control byte; ATAPI drives still take it there.
  const format = cdb[2]! & 0x0f || cdb[9]! >> 6;
  const start = cdb[6]!;
  const bytes =
    disc.kind === 'dvd'
      ? dvdToc(disc.totalSectors, format, start, asMsf)
      : cdToc(drive, disc, format, start, asMsf);
  return bytes ? answer(into, bytes, u16be(cdb, 7)) : failed(badField);
}

function cdToc(drive: Drive, cd: Cd, format: number, start: number, asMsf: boolean): Uint8Array | null {
  switch (format) {
    case 0:
      return tableOfTracks(cd, start, asMsf);
    case 1:
      return sessionInformation(cd, asMsf);
    case 2:
      return fullToc(drive, cd, start);
    case 3:
      return withHeader(0, 0, []);
    case 5:
      return drive.traits.readsCdText ? cdText(cd) : null;
    default:
      return null;
  }
}

function withHeader(first: number, last: number, entries: readonly Uint8Array[]): Uint8Array {
  const bodyBytes = entries.reduce((sum, entry) => sum + entry.length, 0);
  const bytes = new Uint8Array(headerBytes + bodyBytes);
  putUint16(bytes, 0, bytes.length - 2);
  bytes[2] = first;
  bytes[3] = last;
  let at = headerBytes;
  for (const entry of entries) {
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
}

function entry(control: number, point: number, lba: number, asMsf: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  bytes[1] = (positionAdr << 4) | control;
  bytes[2] = point;
  putAddress(bytes, 4, lba, asMsf);
  return bytes;
}

function tableOfTracks(cd: Cd, start: number, asMsf: boolean): Uint8Array | null {
  const last = lastTrack(cd);
  if (start > last.number && start !== leadOutPoint) return null;
  return withHeader(cd.tracks[0]!.number, last.number, [
    ...cd.tracks
      .filter(({ number }) => number >= start)
      .map(({ control, number, startLba }) => entry(control, number, startLba, asMsf)),
    entry(last.control, leadOutPoint, cd.leadOutLba, asMsf),
  ]);
}

function sessionInformation(cd: Cd, asMsf: boolean): Uint8Array {
  const last = cd.sessions.at(-1)!;
  const track = cd.trackNumbered(last.firstTrack)!;
  return withHeader(cd.sessions[0]!.number, last.number, [
    entry(track.control, track.number, track.startLba, asMsf),
  ]);
}

/** 00 for audio and mode 1, 20 for discs with XA sectors (MMC, "Disc type"). */
export function discTypeOf(drive: Drive, cd: Cd, session: DiscSession): number {
  const isXa =
    drive.traits.isXa ??
    cd.tracks.some(
      ({ session: number, mode }) => number === session.number && (mode === 'MODE2' || mode === 'CDI'),
    );
  return isXa ? 0x20 : 0x00;
}

function point(session: number, adr: number, control: number, number: number): Uint8Array {
  const bytes = new Uint8Array(11);
  bytes[0] = session;
  bytes[1] = (adr << 4) | control;
  bytes[3] = number;
  return bytes;
}

function fullToc(drive: Drive, cd: Cd, start: number): Uint8Array {
  const entries = cd.sessions.flatMap((session, place) =>
    session.number < start ? [] : sessionPoints(drive, cd, session, place),
  );
  return withHeader(cd.sessions[0]!.number, cd.sessions.at(-1)!.number, entries);
}

function sessionPoints(drive: Drive, cd: Cd, session: DiscSession, place: number): Uint8Array[] {
  const first = cd.trackNumbered(session.firstTrack)!;
  const last = cd.trackNumbered(session.lastTrack)!;
  const firstPoint = point(session.number, positionAdr, first.control, 0xa0);
  firstPoint[8] = first.number;
  firstPoint[9] = discTypeOf(drive, cd, session);
  const lastPoint = point(session.number, positionAdr, last.control, 0xa1);
  lastPoint[8] = last.number;
  const leadOut = point(session.number, positionAdr, last.control, 0xa2);
  putMsf(leadOut, 8, session.leadOutLba);
  const tracks = cd.tracks
    .filter((track) => track.session === session.number)
    .map((track) => trackPoint(track));
  const next = cd.sessions[place + 1];
  const links = next ? linkPoints(cd, session.number, first.control, next, place === 0) : [];
  return [firstPoint, lastPoint, leadOut, ...tracks, ...links];
}

function trackPoint({ session, control, number, startLba }: ImageTrack): Uint8Array {
  const bytes = point(session, positionAdr, control, number);
  putMsf(bytes, 8, startLba);
  return bytes;
}

const pregapSectors = 150;

/** B0: where the next session's program area may begin, and the last possible lead-out; C0: start of the first lead-in. */
function linkPoints(
  cd: Cd,
  session: number,
  control: number,
  next: DiscSession,
  isFirstSession: boolean,
): Uint8Array[] {
  const nextArea = point(session, sessionAdr, control, 0xb0);
  putMsf(nextArea, 4, cd.trackNumbered(next.firstTrack)!.startLba - pregapSectors);
  nextArea.set([2, 79, 59, 74], 7);
  if (!isFirstSession) return [nextArea];
  const leadIn = point(session, sessionAdr, control, 0xc0);
  leadIn.set([97, 34, 0], 8);
  return [nextArea, leadIn];
}

function cdText({ cdTextPacks }: Cd): Uint8Array {
  return withHeader(0, 0, cdTextPacks ? [cdTextPacks.subarray(0, cdTextBytesAtMost)] : []);
}

/** A DVD says it is one track, whatever it holds. */
function dvdToc(totalSectors: number, format: number, start: number, asMsf: boolean): Uint8Array | null {
  const track = entry(dvdTrackControl, 1, 0, asMsf);
  if (format === 1) return withHeader(1, 1, [track]);
  if (format !== 0) return null;
  const leadOut = entry(dvdTrackControl, leadOutPoint, totalSectors, asMsf);
  return withHeader(1, 1, start > 1 ? [leadOut] : [track, leadOut]);
}
