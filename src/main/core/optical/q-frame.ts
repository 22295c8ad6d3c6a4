/** The twelve bytes of Q of one sector (IEC 60908, 17.5; ECMA-130, 22.3): reading and making them. */
import { fromBcd, isBcd, isMsf, lbaOfPositionMsf, type Msf, msfOfLba, toBcd } from '../../../shared/msf.ts';
import { crc16 } from './crc16.ts';

export const qBytes = 12;
const crcAt = 10;
/** In place of a track number. */
export const leadOutTrack = 0xaa;
const maxRelativeSectors = 100 * 60 * 75;

/** Raw Q is BCD; some drives turn formatted Q (READ CD selection 2) into binary numbers. */
export type QNumbers = 'bcd' | 'binary';

export interface QPosition {
  readonly kind: 'position';
  /** 1 pre-emphasis, 2 copy permitted, 4 data, 8 four-channel. */
  readonly control: number;
  /** 1 to 99, or {@link leadOutTrack}. */
  readonly track: number;
  readonly index: number;
  /** Since INDEX 01, or in INDEX 00 what is left until it. */
  readonly relativeSectors: number;
  readonly absoluteLba: number;
}

/** One pointer of the TOC, as the lead-in repeats it; mode 5 has those of more sessions. */
export interface QPointer {
  readonly kind: 'lead-in';
  readonly adr: 1 | 5;
  readonly control: number;
  /** As on the disc: BCD 01 to 99, A0 to A2, B0 ... */
  readonly point: number;
  readonly position: Msf;
  readonly pointer: Msf;
}

export interface QMcn {
  readonly kind: 'mcn';
  readonly control: number;
  /** 13 digits; all zero where the disc has none. */
  readonly mcn: string;
  readonly absoluteFrame: number;
}

export interface QIsrc {
  readonly kind: 'isrc';
  readonly control: number;
  readonly isrc: string;
  readonly absoluteFrame: number;
}

export type QFrame = QPosition | QPointer | QMcn | QIsrc;

/** Whether the CRC over bytes 0 to 9 is the one that stands behind them. */
export function isQCrcRight(bytes: Uint8Array, offsetBytes = 0): boolean {
  const end = offsetBytes + crcAt;
  if (offsetBytes < 0 || end + 2 > bytes.length) return false;
  return crc16(bytes, offsetBytes, end) === ((bytes[end]! << 8) | bytes[end + 1]!);
}

/**
 * What a Q says, by its form alone: look at {@link isQCrcRight} first.
 * @returns null where it says nothing a standard knows: other modes, digits above 9, times that are none
 */
export function parseQ(bytes: Uint8Array, offsetBytes = 0, numbers: QNumbers = 'bcd'): QFrame | null {
  if (offsetBytes < 0 || offsetBytes + crcAt > bytes.length) return null;
  const q = bytes.subarray(offsetBytes, offsetBytes + crcAt);
  const control = q[0]! >> 4;
  const adr = q[0]! & 0x0f;
  switch (adr) {
    case 1:
      return q[1] === 0 ? pointer(q, control, adr, numbers) : position(q, control, numbers);
    case 2:
      return mcnFrame(q, control, numbers);
    case 3:
      return isrcFrame(q, control, numbers);
    case 5:
      return q[1] === 0 ? pointer(q, control, adr, numbers) : null;
    default:
      return null;
  }
}

function numberOf(byte: number, numbers: QNumbers): number | null {
  if (numbers === 'binary') return byte <= 99 ? byte : null;
  return isBcd(byte) ? fromBcd(byte) : null;
}

function msfAt(q: Uint8Array, at: number, numbers: QNumbers): Msf | null {
  const minute = numberOf(q[at]!, numbers);
  const second = numberOf(q[at + 1]!, numbers);
  const frame = numberOf(q[at + 2]!, numbers);
  if (minute === null || second === null || frame === null) return null;
  const msf = { minute, second, frame };
  return isMsf(msf) ? msf : null;
}

function position(q: Uint8Array, control: number, numbers: QNumbers): QPosition | null {
  const track = q[1] === leadOutTrack ? leadOutTrack : numberOf(q[1]!, numbers);
  const index = numberOf(q[2]!, numbers);
  const relative = msfAt(q, 3, numbers);
  const absolute = msfAt(q, 7, numbers);
  if (track === null || index === null || relative === null || absolute === null || q[6] !== 0) return null;
  const relativeSectors = (relative.minute * 60 + relative.second) * 75 + relative.frame;
  return {
    kind: 'position',
    control,
    track,
    index,
    relativeSectors,
    absoluteLba: lbaOfPositionMsf(absolute),
  };
}

/** Pointers of B0 and C0 hold no times of the medium; a field that is no BCD makes them unusable all the same. */
function pointer(q: Uint8Array, control: number, adr: 1 | 5, numbers: QNumbers): QPointer | null {
  const triple = (at: number): Msf | null => {
    const [minute, second, frame] = [q[at]!, q[at + 1]!, q[at + 2]!].map((byte) => numberOf(byte, numbers));
    if (minute == null || second == null || frame == null) return null;
    return { minute, second, frame };
  };
  const where = triple(3);
  const target = triple(7);
  if (where === null || target === null) return null;
  return { kind: 'lead-in', adr, control, point: q[2]!, position: where, pointer: target };
}

function digits(q: Uint8Array, at: number, count: number): string | null {
  let text = '';
  for (let digit = 0; digit < count; digit++) {
    const byte = q[at + (digit >> 1)]!;
    const value = digit % 2 === 0 ? byte >> 4 : byte & 0x0f;
    if (value > 9) return null;
    text += value;
  }
  return text;
}

/** The frame counter of modes 2 and 3 is all that tells where they stand. */
function frameCounter(q: Uint8Array, numbers: QNumbers): number | null {
  const frame = numberOf(q[9]!, numbers);
  return frame !== null && frame < 75 ? frame : null;
}

const mcnDigits = 13;

function mcnFrame(q: Uint8Array, control: number, numbers: QNumbers): QMcn | null {
  const mcn = digits(q, 1, mcnDigits);
  const absoluteFrame = frameCounter(q, numbers);
  if (mcn === null || absoluteFrame === null) return null;
  return { kind: 'mcn', control, mcn, absoluteFrame };
}

/** Six bits a character: 0 to 9 stand for themselves, 17 to 42 for A to Z. */
function isrcCharacter(code: number): string | null {
  const isDigit = code <= 9;
  const isLetter = code >= 17 && code <= 42;
  return isDigit || isLetter ? String.fromCharCode(code + 0x30) : null;
}

const isrcCharacters = 5;
const isrcDigitsAt = 5;
const isrcDigits = 7;

function isrcFrame(q: Uint8Array, control: number, numbers: QNumbers): QIsrc | null {
  const packed = ((q[1]! << 24) | (q[2]! << 16) | (q[3]! << 8) | q[4]!) >>> 0;
  let isrc = '';
  for (let shift = 26; shift >= 2; shift -= 6) {
    const character = isrcCharacter((packed >>> shift) & 0x3f);
    if (character === null) return null;
    isrc += character;
  }
  const number = digits(q, isrcDigitsAt, isrcDigits);
  const absoluteFrame = frameCounter(q, numbers);
  if (number === null || absoluteFrame === null) return null;
  return { kind: 'isrc', control, isrc: isrc + number, absoluteFrame };
}

function sealed(q: Uint8Array): Uint8Array {
  const crc = crc16(q, 0, crcAt);
  q[crcAt] = crc >> 8;
  q[crcAt + 1] = crc;
  return q;
}

function putMsf(q: Uint8Array, at: number, { minute, second, frame }: Msf): void {
  q[at] = toBcd(minute);
  q[at + 1] = toBcd(second);
  q[at + 2] = toBcd(frame);
}

function putDigits(q: Uint8Array, at: number, text: string): void {
  for (let digit = 0; digit < text.length; digit++) {
    q[at + (digit >> 1)]! |= Number(text[digit]) << (digit % 2 === 0 ? 4 : 0);
  }
}

/** Mode 1 of the program area and the lead-out, with its CRC. Relative times beyond 99:59:74 start again. */
export function buildPositionQ(what: Omit<QPosition, 'kind'>): Uint8Array {
  const q = new Uint8Array(qBytes);
  const relative = what.relativeSectors % maxRelativeSectors;
  q[0] = (what.control << 4) | 1;
  q[1] = what.track === leadOutTrack ? leadOutTrack : toBcd(what.track);
  q[2] = toBcd(what.index);
  putMsf(q, 3, {
    minute: Math.floor(relative / 4500),
    second: Math.floor(relative / 75) % 60,
    frame: relative % 75,
  });
  putMsf(q, 7, msfOfLba(what.absoluteLba));
  return sealed(q);
}

/** @param mcn 13 digits. @throws RangeError for anything else */
export function buildMcnQ(control: number, mcn: string, absoluteLba: number): Uint8Array {
  if (!/^\d{13}$/.test(mcn)) throw new RangeError(`${JSON.stringify(mcn)} is no MCN of 13 digits`);
  const q = new Uint8Array(qBytes);
  q[0] = (control << 4) | 2;
  putDigits(q, 1, mcn);
  q[9] = toBcd(msfOfLba(absoluteLba).frame);
  return sealed(q);
}

/** @param isrc five letters or digits, then seven digits. @throws RangeError for anything else */
export function buildIsrcQ(control: number, isrc: string, absoluteLba: number): Uint8Array {
  if (!/^[A-Z0-9]{5}\d{7}$/.test(isrc)) throw new RangeError(`${JSON.stringify(isrc)} is no ISRC`);
  const q = new Uint8Array(qBytes);
  q[0] = (control << 4) | 3;
  let packed = 0;
  for (let at = 0; at < isrcCharacters; at++) packed = (packed << 6) | (isrc.charCodeAt(at) - 0x30);
  packed <<= 2;
  for (let byte = 0; byte < 4; byte++) q[1 + byte] = packed >>> (24 - 8 * byte);
  putDigits(q, isrcDigitsAt, isrc.slice(isrcCharacters));
  q[9] = toBcd(msfOfLba(absoluteLba).frame);
  return sealed(q);
}
