/** What can lie in the simulated drive: a CD as an image holds it, or the blocks of a DVD. */
import type { DiscSession, TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import type { DiscImage, ImageTrack } from '../../../core/image/disc-image.ts';
import { generateMode1, generateMode2Form2 } from '../../../core/optical/generate-sector.ts';
import { scramble } from '../../../core/optical/scramble.ts';
import {
  modeAt,
  sectorBytes,
  submodeAt,
  submodeForm2,
  syncPattern,
} from '../../../core/optical/sector-layout.ts';
import { addressable } from './wire-fields.ts';

export const blockBytes = 2048;

/** A DVD: user data only, the drive keeps the rest to itself. */
export interface DvdImage {
  readonly kind: 'dvd';
  readonly totalSectors: number;
  /** Fills 2048 bytes. */
  readBlock(lba: number, into: Uint8Array): void;
}

/** What a drive finds at an address; 1 to 5 are the expected sector types of READ CD (MMC, "READ CD"). */
export const sectorKinds = {
  audio: 1,
  mode1: 2,
  formless: 3,
  form1: 4,
  form2: 5,
  mode0: 6,
  /** No sector can be made of what is there. */
  unreadable: 7,
  /** Between two sessions. */
  gap: 8,
  /** Before the first pregap or behind the last session. */
  outside: 9,
  /** The disc has it, the image does not. */
  absent: 10,
} as const;
export type SectorKind = (typeof sectorKinds)[keyof typeof sectorKinds];

export interface Cd {
  readonly kind: 'cd';
  readonly tracks: readonly ImageTrack[];
  readonly sessions: readonly DiscSession[];
  readonly mcn: string | null;
  readonly cdTextPacks: Uint8Array | null;
  /** Of the last session. */
  readonly leadOutLba: number;
  trackAt(lba: number): ImageTrack | null;
  trackNumbered(number: number): ImageTrack | null;
  isAudio(lba: number): boolean;
  /** Fills 2352 bytes with the sector as it lies on the disc, data descrambled. */
  readSector(lba: number, into: Uint8Array): SectorKind;
  /**
   * Fills 2352 bytes of what the audio path sees, data scrambled, `offsetSamples` samples late; false when the image
   * lacks a part of them.
   */
  readAudio(lba: number, offsetSamples: number, into: Uint8Array): boolean;
  /** Fills 96 bytes, P to W one after the other; false when the image has none. */
  readSubchannel(lba: number, into: Uint8Array): boolean;
}

export type Disc = Cd | DvdImage;

export const dataControl = 4;

export function lastTrack(cd: Cd): ImageTrack {
  return cd.tracks.at(-1)!;
}

export function sessionOf(cd: Cd, track: ImageTrack): DiscSession {
  return cd.sessions.find(({ number }) => number === track.session)!;
}

/** Kind of a whole data sector by its own words. */
function kindOf(sector: Uint8Array): SectorKind {
  for (let at = 0; at < syncPattern.length; at++) {
    if (sector[at] !== syncPattern[at]) return sectorKinds.unreadable;
  }
  switch (sector[modeAt]! & 3) {
    case 0:
      return sectorKinds.mode0;
    case 1:
      return sectorKinds.mode1;
    case 2:
      return kindOfMode2(sector);
    default:
      return sectorKinds.unreadable;
  }
}

/** XA sectors have their subheader twice. */
function kindOfMode2(sector: Uint8Array): SectorKind {
  for (let at = 16; at < 20; at++) if (sector[at] !== sector[at + 4]) return sectorKinds.formless;
  return sector[submodeAt]! & submodeForm2 ? sectorKinds.form2 : sectorKinds.form1;
}

/** A sector nobody wrote user data to, as a pressing plant makes it. */
export function fillEmpty(mode: TrackMode, lba: number, into: Uint8Array): SectorKind {
  into.fill(0);
  if (mode === 'AUDIO') return sectorKinds.audio;
  if (mode === 'MODE1') {
    generateMode1(into, addressable(lba));
    return sectorKinds.mode1;
  }
  into[submodeAt] = submodeForm2;
  generateMode2Form2(into, addressable(lba));
  return sectorKinds.form2;
}

const bytesPerSample = 4;
const samplesPerSector = sectorBytes / bytesPerSample;

export function cdOf(image: DiscImage): Cd {
  const tracks = image.tracks.map((track, place) =>
    place === 0 ? { ...track, pregapLba: Math.min(track.pregapLba, pregapLba) } : track,
  );
  const leadOutLba = image.sessions.at(-1)!.leadOutLba;
  const first = tracks[0]!;
  const last = tracks.at(-1)!;
  let near = first;
  // Neighbours in the audio path, kept because the next sector begins in the second.
  const path = {
    lba: Number.NaN,
    early: new Uint8Array(sectorBytes),
    hasEarly: false,
    late: new Uint8Array(sectorBytes),
    hasLate: false,
  };

  function trackAt(lba: number): ImageTrack | null {
    if (lba >= near.pregapLba && lba < near.endLba) return near;
    const found = tracks.find((track) => lba >= track.pregapLba && lba < track.endLba);
    if (found) near = found;
    return found ?? null;
  }

  function isAudio(lba: number): boolean {
    const track = trackAt(lba);
    if (track) return track.mode === 'AUDIO';
    if (lba >= pregapLba && lba < leadOutLba) return false;
    return ((lba < 0 ? first : last).control & dataControl) === 0;
  }

  function readSector(lba: number, into: Uint8Array): SectorKind {
    const track = trackAt(lba);
    if (!track) {
      into.fill(0);
      return lba >= leadOutLba || lba < pregapLba ? sectorKinds.outside : sectorKinds.gap;
    }
    if (image.readSector(lba, into) === 'absent') {
      return lba < 0 ? fillEmpty(track.mode, lba, into) : sectorKinds.absent;
    }
    return track.mode === 'AUDIO' ? sectorKinds.audio : kindOf(into);
  }

  function readStream(lba: number, into: Uint8Array): boolean {
    const kind = readSector(lba, into);
    if (kind > sectorKinds.audio && kind < sectorKinds.unreadable) scramble(into);
    return kind !== sectorKinds.absent;
  }

  function readAudio(lba: number, offsetSamples: number, into: Uint8Array): boolean {
    if (offsetSamples === 0) return readStream(lba, into);
    const sample = lba * samplesPerSector - offsetSamples;
    const from = Math.floor(sample / samplesPerSector);
    const skippedBytes = (sample - from * samplesPerSector) * bytesPerSample;
    if (path.lba === from - 1) {
      path.early.set(path.late);
      path.hasEarly = path.hasLate;
    } else if (path.lba !== from) path.hasEarly = readStream(from, path.early);
    if (path.lba !== from) path.hasLate = readStream(from + 1, path.late);
    path.lba = from;
    for (let at = skippedBytes; at < sectorBytes; at++) into[at - skippedBytes] = path.early[at]!;
    for (let at = 0; at < skippedBytes; at++) into[sectorBytes - skippedBytes + at] = path.late[at]!;
    return path.hasEarly && (path.hasLate || skippedBytes === 0);
  }

  return {
    kind: 'cd',
    tracks,
    sessions: image.sessions,
    mcn: image.mcn,
    cdTextPacks: image.cdTextPacks,
    leadOutLba,
    trackAt,
    trackNumbered: (number) => tracks.find((track) => track.number === number) ?? null,
    isAudio,
    readSector,
    readAudio,
    readSubchannel: (lba, into) => lba >= 0 && image.readSubchannel(lba, into),
  };
}

/** One past the last address READ(10) may name. */
export function endLbaOf(disc: Disc | null): number {
  if (!disc) return 0;
  return disc.kind === 'cd' ? disc.leadOutLba : disc.totalSectors;
}
