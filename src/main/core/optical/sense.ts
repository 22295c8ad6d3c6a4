/** Why a command did not simply succeed, as the drive says it (SPC-4, sense data), and what follows from it. */
import { u8, u32be } from '../byte-fields.ts';
import { additionalSenseName, senseKeyName } from './sense-names.ts';

export interface Sense {
  readonly key: number;
  /** Additional sense code and qualifier; 0/0 when the drive gave none. */
  readonly asc: number;
  readonly ascq: number;
  /** The LBA the drive names, which is a hint: some name the start of the request, some nothing that makes sense. */
  readonly informationLba: number | null;
  /** True for an error of an earlier command: the present one was not carried out. */
  readonly deferred: boolean;
  /** For logs: `sense 3/11/05 (L-EC uncorrectable)`. */
  readonly text: string;
}

export type SenseAdvice =
  /** Data came and was corrected with effort: keep it, and mark the weak spot. */
  | 'recovered'
  /** Becoming ready: ask again, start the unit where it stands still. */
  | 'wait'
  | 'no-medium'
  /** No usable TOC, or a medium this drive cannot read: only a forced geometry helps. */
  | 'unreadable-toc'
  /** The head does not find its place: skip far, slow down. */
  | 'seek-trouble'
  /** Damage here: split down to one sector, mark, come back later. */
  | 'unreadable'
  /** A track boundary, or a kind of sector the request did not allow: no damage. */
  | 'wrong-sector-type'
  /** Back off, wait until ready, make sure it is still the same disc. */
  | 'drive-stuck'
  /** The drive does not know this command or field: never ask again. */
  | 'unsupported'
  /** Beyond what the medium or the drive can address: the end, no damage. */
  | 'out-of-range'
  | 'copy-protected'
  /** Something happened to drive or medium: compare the disc's identity before going on. */
  | 'attention'
  /** Never recorded: no damage. */
  | 'blank'
  | 'unknown';

const descriptorHeaderBytes = 8;

function byteOrZero(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** Drives give LBAs before 0 as two's complement; no disc reaches 2^31 sectors. */
function signedLba(value: number): number {
  return value >= 0x8000_0000 ? value - 0x1_0000_0000 : value;
}

function fixedInformation(bytes: Uint8Array): number | null {
  if (!(u8(bytes, 0) & 0x80) || bytes.length < 7) return null;
  return signedLba(u32be(bytes, 3));
}

/** Information descriptor: type 00h, length 0Ah, VALID, 8 bytes (SPC-4, 4.5.2.2). */
function descriptorInformation(bytes: Uint8Array): number | null {
  for (let at = descriptorHeaderBytes; at + 1 < bytes.length; at += 2 + u8(bytes, at + 1)) {
    if (u8(bytes, at) !== 0x00 || at + 12 > bytes.length || !(u8(bytes, at + 2) & 0x80)) continue;
    const high = u32be(bytes, at + 4);
    const low = signedLba(u32be(bytes, at + 8));
    return high === (low < 0 ? 0xffff_ffff : 0) ? low : null;
  }
  return null;
}

/** @returns null when no sense came, or nothing that is sense data; a cut buffer tells what it still can */
export function parseSense(bytes: Uint8Array): Sense | null {
  const response = byteOrZero(bytes, 0) & 0x7f;
  if (response < 0x70 || response > 0x73 || bytes.length < 3) return null;
  const isFixed = response < 0x72;
  const key = u8(bytes, isFixed ? 2 : 1) & 0x0f;
  const asc = byteOrZero(bytes, isFixed ? 12 : 2);
  const ascq = byteOrZero(bytes, isFixed ? 13 : 3);
  return {
    key,
    asc,
    ascq,
    informationLba: isFixed ? fixedInformation(bytes) : descriptorInformation(bytes),
    deferred: (response & 1) === 1,
    text: senseText(key, asc, ascq),
  };
}

function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}

function senseText(key: number, asc: number, ascq: number): string {
  const name = additionalSenseName(asc, ascq) ?? senseKeyName(key);
  return `sense ${key.toString(16).toUpperCase()}/${hexByte(asc)}/${hexByte(ascq)} (${name})`;
}

/** What the additional code says whatever the key: drives and bridges differ in the keys they put before it. */
function adviceOfCode(asc: number): SenseAdvice | null {
  switch (asc) {
    case 0x02: // no seek complete
    case 0x06: // no reference position
    case 0x09: // servo
    case 0x15: // positioning
      return 'seek-trouble';
    case 0x11:
      return 'unreadable';
    case 0x3a:
      return 'no-medium';
    case 0x57:
      return 'unreadable-toc';
    case 0x6f:
      return 'copy-protected';
    default:
      return null;
  }
}

function adviceWhenNotReady({ asc, ascq }: Sense): SenseAdvice {
  if (asc === 0x04) return ascq === 0x03 ? 'unknown' : 'wait';
  if (asc === 0x30) return 'unreadable-toc';
  if (asc === 0x3e) return ascq === 0 ? 'wait' : 'drive-stuck';
  return 'unknown';
}

function adviceWhenRefused({ asc, ascq }: Sense): SenseAdvice {
  switch (asc) {
    case 0x1a: // parameter list length
    case 0x20: // operation code
    case 0x24: // field in CDB
    case 0x25: // logical unit
    case 0x26: // field in parameter list
    case 0x30: // this command does not fit this kind of medium
    case 0x39: // saving parameters
      return 'unsupported';
    case 0x21:
    case 0x63:
      return 'out-of-range';
    case 0x64:
      return ascq === 0 ? 'wrong-sector-type' : 'unknown';
    default:
      return 'unknown';
  }
}

function adviceOfKey(sense: Sense): SenseAdvice {
  switch (sense.key) {
    case 0x2:
      return adviceWhenNotReady(sense);
    case 0x3:
      return sense.asc === 0x30 ? 'unreadable-toc' : 'unreadable';
    case 0x4:
    case 0xb:
      return 'drive-stuck';
    case 0x5:
      return adviceWhenRefused(sense);
    case 0x7:
      return 'copy-protected';
    case 0x8:
      return 'blank';
    default:
      return 'unknown';
  }
}

/**
 * What to do next. `unreadable` to a request for one type of sector can mean another type as well: some drives give
 * 3/11/05 for audio asked of a data track.
 */
export function adviceOf(sense: Sense | null): SenseAdvice {
  if (sense === null) return 'unknown';
  if (sense.key === 0x6) return 'attention';
  // A deferred error tells of another place than the one asked for: it neither condemns nor vouches.
  if (sense.deferred) return sense.asc === 0x3a ? 'no-medium' : 'unknown';
  if (sense.key <= 0x1) return 'recovered';
  return adviceOfCode(sense.asc) ?? adviceOfKey(sense);
}
