/** What the drive says of itself: INQUIRY, mode pages, features, events, speeds (SPC-4, MMC-6). */

import { u16be } from '../../../core/byte-fields.ts';
import { simulatedIdentity } from '../simulated-block-source.ts';
import { dataControl, endLbaOf, lastTrack } from './disc.ts';
import { type Drive, hasReadableDisc, mediaEvents, notReady } from './drive.ts';
import {
  answer,
  badField,
  badParameter,
  done,
  failed,
  fixedSense,
  noSense,
  type Outcome,
  savingUnsupported,
  senseBytes,
} from './outcome.ts';
import { putUint16, putUint32 } from './wire-fields.ts';

const inquiryBytes = 96;
const opticalDevice = 0x05;
const serialPage = 0x80;
const serialCharactersAtMost = 32;

/** ASCII, as INQUIRY has it. */
function putText(bytes: Uint8Array, at: number, lengthBytes: number, text: string): void {
  bytes.fill(0x20, at, at + lengthBytes);
  for (let index = 0; index < lengthBytes && index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes[at + index] = code >= 0x20 && code < 0x7f ? code : 0x3f;
  }
}

export function inquiry(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  const allocationBytes = u16be(cdb, 3);
  const { vendor, product, revision, serial } = simulatedIdentity(drive.behaviour);
  if (cdb[1]! & 0x01) {
    const page = vitalProductData(cdb[2]!, serial);
    return page ? answer(into, page, allocationBytes) : failed(badField);
  }
  const bytes = new Uint8Array(inquiryBytes);
  bytes.set([opticalDevice, 0x80, 0x05, 0x02, inquiryBytes - 5]);
  putText(bytes, 8, 8, vendor);
  putText(bytes, 16, 16, product);
  putText(bytes, 32, 4, revision);
  return answer(into, bytes, allocationBytes);
}

function vitalProductData(page: number, serial: string): Uint8Array | null {
  if (page === 0x00) return Uint8Array.of(opticalDevice, 0x00, 0, 2, 0x00, serialPage);
  if (page !== serialPage) return null;
  const lengthBytes = Math.min(serial.length, serialCharactersAtMost);
  const bytes = new Uint8Array(4 + lengthBytes);
  bytes.set([opticalDevice, serialPage, 0, lengthBytes]);
  putText(bytes, 4, lengthBytes, serial);
  return bytes;
}

/** What is left of the last failure, or what would fail now; asking takes it away. */
export function requestSense(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  let sense = drive.sense;
  if (drive.attention) {
    sense = fixedSense(drive.attention);
    drive.attention = null;
  } else if (sense[2] === 0) {
    sense = fixedSense(notReady(drive) ?? noSense);
  }
  drive.sense = new Uint8Array(senseBytes);
  return answer(into, sense, cdb[4]!);
}

const recoveryPageCode = 0x01;
const capabilitiesPageCode = 0x2a;
const allPages = 0x3f;

/** CD parameters, audio control, power condition, time-out (MMC, "Mode parameters"). */
const fixedPages: Readonly<Record<number, readonly number[]>> = {
  13: [0x0d, 0x06, 0, 4, 0, 60, 0, 75],
  14: [0x0e, 0x0e, 4, 0, 0, 0, 0, 75, 1, 0xff, 2, 0xff, 0, 0, 0, 0],
  26: [0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  29: [0x1d, 0x08, 0, 0, 0, 0, 0, 30, 0, 60],
};
const pageCodes = [recoveryPageCode, 0x0d, 0x0e, 0x1a, 0x1d, capabilitiesPageCode] as const;
const kilobytesPerSecondAtSpeed1 = 176;
const bufferKilobytes = 2048;

const pageControls = { current: 0, changeable: 1, default: 2, saved: 3 } as const;

function modePage(drive: Drive, code: number, control: number): Uint8Array | null {
  if (code === capabilitiesPageCode) return capabilitiesPage(drive, control);
  if (code === recoveryPageCode) return errorRecoveryPage(drive, control);
  const fixed = fixedPages[code];
  if (!fixed) return null;
  const page = Uint8Array.from(fixed);
  if (control === pageControls.changeable) page.fill(0, 2);
  return page;
}

function errorRecoveryPage({ recoveryPage }: Drive, control: number): Uint8Array {
  const page = new Uint8Array(2 + recoveryPage.length);
  page.set([recoveryPageCode, recoveryPage.length]);
  if (control === pageControls.changeable) page.fill(0xff, 2);
  else if (control !== pageControls.default) page.set(recoveryPage, 2);
  return page;
}

function maxKilobytesPerSecond({ traits }: Drive): number {
  return Math.trunc(traits.maxSpeed) * kilobytesPerSecondAtSpeed1;
}

function capabilitiesPage(drive: Drive, control: number): Uint8Array {
  const page = new Uint8Array(28);
  page.set([capabilitiesPageCode, page.length - 2]);
  if (control === pageControls.changeable) return page;
  const { hasC2, hasRw } = drive.traits;
  const fastest = maxKilobytesPerSecond(drive);
  page[2] = 0x3f;
  page[4] = 0x71;
  page[5] = 0x63 | (hasC2 ? 0x10 : 0) | (hasRw ? 0x0c : 0);
  page[6] = 0x29 | (drive.isRemovalPrevented ? 0x02 : 0);
  page[7] = 0x23;
  putUint16(page, 8, fastest);
  putUint16(page, 10, 256);
  putUint16(page, 12, bufferKilobytes);
  putUint16(page, 14, drive.kilobytesPerSecond || fastest);
  page[23] = 1;
  return page;
}

/** Medium type of the mode parameter header, as drives before MMC-3 gave it. */
function mediumType(drive: Drive): number {
  const { disc } = drive;
  if (drive.isTrayOpen) return 0x71;
  if (!drive.isDiscThere) return 0x70;
  if (disc.kind === 'dvd') return 0x00;
  if (!(disc.tracks[0]!.control & dataControl)) return 0x02;
  return lastTrack(disc).control & dataControl ? 0x01 : 0x03;
}

export function modeSense(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  const isLong = cdb[0] === 0x5a;
  const code = cdb[2]! & 0x3f;
  const control = cdb[2]! >> 6;
  if (control === pageControls.saved) return failed(savingUnsupported);
  const pages = (code === allPages ? pageCodes : [code]).map((each) => modePage(drive, each, control));
  const headerBytes = isLong ? 8 : 4;
  const bytes = new Uint8Array(headerBytes + pages.reduce((sum, page) => sum + (page?.length ?? 0), 0));
  let at = headerBytes;
  for (const page of pages) {
    if (!page) return failed(badField);
    bytes.set(page, at);
    at += page.length;
  }
  if (isLong) {
    putUint16(bytes, 0, bytes.length - 2);
    bytes[2] = mediumType(drive);
    return answer(into, bytes, u16be(cdb, 7));
  }
  bytes[0] = bytes.length - 1;
  bytes[1] = mediumType(drive);
  return answer(into, bytes, cdb[4]!);
}

const parameterListBytesAtMost = 256;

/** Only error recovery can be changed; the other pages are taken and forgotten. */
export function modeSelect(drive: Drive, cdb: Uint8Array, data: Uint8Array): Outcome {
  const isLong = cdb[0] === 0x55;
  const headerBytes = isLong ? 8 : 4;
  const listBytes = Math.min(data.length, parameterListBytesAtMost);
  if (listBytes < headerBytes) return done;
  let at = headerBytes + (isLong ? u16be(data, 6) : data[3]!);
  while (at + 2 <= listBytes) {
    const code = data[at]! & 0x3f;
    const lengthBytes = data[at + 1]! + 2;
    if (code === recoveryPageCode) {
      const kept = Math.min(lengthBytes - 2, drive.recoveryPage.length);
      for (let byte = 0; byte < kept; byte++) drive.recoveryPage[byte] = data[at + 2 + byte] ?? 0;
    } else if (code !== 0 && code !== capabilitiesPageCode && !fixedPages[code]) return failed(badParameter);
    at += lengthBytes;
  }
  return done;
}

interface Feature {
  readonly code: number;
  readonly version: number;
  readonly isPersistent: boolean;
  readonly isCurrent: boolean;
  readonly data: readonly number[];
}

/** Features of MMC-6 clause 5, as a DVD-ROM drive has them. */
function featuresOf(drive: Drive, isCd: boolean, isDvd: boolean): readonly Feature[] {
  const { hasC2, readsCdText } = drive.traits;
  const isAny = isCd || isDvd;
  const profiles = [0, 0x10, Number(isDvd), 0, 0, 0x08, Number(isCd), 0];
  const cdRead = (hasC2 ? 2 : 0) | (readsCdText ? 1 : 0);
  const feature = (
    code: number,
    version: number,
    isPersistent: boolean,
    isCurrent: boolean,
    ...data: readonly number[]
  ): Feature => ({ code, version, isPersistent, isCurrent, data });
  return [
    feature(0x0000, 0, true, true, ...profiles),
    feature(0x0001, 1, true, true, 0, 0, 0, 1, 0, 0, 0, 0),
    feature(0x0002, 1, true, true, 2, 0, 0, 0),
    feature(0x0003, 0, true, true, 0x29, 0, 0, 0),
    feature(0x0010, 0, false, isAny, 0, 0, 8, 0, 0, 0x10, 1, 0),
    feature(0x001d, 0, false, isCd),
    feature(0x001e, 1, false, isCd, cdRead, 0, 0, 0),
    feature(0x001f, 0, false, isDvd, 0, 0, 0, 0),
    feature(0x0100, 0, true, true),
    feature(0x0103, 0, false, isCd, 3, 0, 1, 0),
    feature(0x0105, 0, true, true),
    feature(0x0107, 0, false, isAny, 0x18, 0, 0, 0),
  ];
}

const profiles = { none: 0x00, cdRom: 0x08, dvdRom: 0x10 } as const;

export function getConfiguration(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  const isThere = hasReadableDisc(drive);
  const isCd = isThere && drive.disc.kind === 'cd';
  const isDvd = isThere && drive.disc.kind === 'dvd';
  const requested = cdb[1]! & 0x03;
  const start = u16be(cdb, 2);
  const chosen = featuresOf(drive, isCd, isDvd).filter(({ code, isCurrent }) => {
    if (requested === 2) return code === start;
    return requested < 2 && code >= start && (requested === 0 || isCurrent);
  });
  const bytes = new Uint8Array(8 + chosen.reduce((sum, { data }) => sum + 4 + data.length, 0));
  putUint32(bytes, 0, bytes.length - 4);
  putUint16(bytes, 6, isCd ? profiles.cdRom : isDvd ? profiles.dvdRom : profiles.none);
  let at = 8;
  for (const { code, version, isPersistent, isCurrent, data } of chosen) {
    putUint16(bytes, at, code);
    bytes[at + 2] = (version << 2) | (isPersistent ? 2 : 0) | (isCurrent ? 1 : 0);
    bytes[at + 3] = data.length;
    bytes.set(data, at + 4);
    at += 4 + data.length;
  }
  return answer(into, bytes, u16be(cdb, 7));
}

const mediaClass = 4;
const mediaClassBit = 1 << mediaClass;

export function getEventStatus(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  if (!(cdb[1]! & 0x01)) return failed(badField);
  const allocationBytes = u16be(cdb, 7);
  if (!(cdb[4]! & mediaClassBit))
    return answer(into, Uint8Array.of(0, 2, 0x80, mediaClassBit), allocationBytes);
  const event = drive.mediaEvent;
  drive.mediaEvent = mediaEvents.none;
  const state = (drive.isTrayOpen ? 1 : 0) | (hasReadableDisc(drive) ? 2 : 0);
  return answer(into, Uint8Array.of(0, 6, mediaClass, mediaClassBit, event, state, 0, 0), allocationBytes);
}

const dataRatesDescriptorBytes = 16;

export function getPerformance(drive: Drive, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(8 + dataRatesDescriptorBytes);
  const kilobytes = maxKilobytesPerSecond(drive);
  putUint32(bytes, 0, bytes.length - 4);
  putUint32(bytes, 12, kilobytes);
  putUint32(bytes, 16, Math.max(0, endLbaOf(drive.disc) - 1));
  putUint32(bytes, 20, kilobytes);
  return answer(into, bytes, bytes.length);
}

export function readBufferCapacity(cdb: Uint8Array, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(12);
  putUint16(bytes, 0, bytes.length - 2);
  putUint32(bytes, 4, bufferKilobytes * 1024);
  putUint32(bytes, 8, bufferKilobytes * 1024);
  return answer(into, bytes, u16be(cdb, 7));
}

export function mechanismStatus(drive: Drive, cdb: Uint8Array, into: Uint8Array): Outcome {
  const bytes = new Uint8Array(8);
  if (drive.isTrayOpen) bytes[1] = 0x10;
  return answer(into, bytes, u16be(cdb, 8));
}
