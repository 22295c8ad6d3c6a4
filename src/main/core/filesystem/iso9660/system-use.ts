/** The System Use Sharing Protocol (IEEE P1281): tagged fields behind a record's name, continued elsewhere. */
import { hasBytes, u8, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';

/** Chains of continuation areas are short; this many are a loop. */
const mostContinuations = 64;
const mostContinuationBytes = 64 * 1024;

export interface SystemUsePlace {
  readonly reader: SectorReader;
  readonly baseBytes: number;
  readonly blockBytes: number;
  /** Bytes of other systems in front of the first field, as the SP field of the root says. */
  readonly skipBytes: number;
}

/** Two letters as one number, because every field of every record is asked for its tag. */
export function tagOf(letters: string): number {
  return (letters.charCodeAt(0) << 8) | letters.charCodeAt(1);
}

const continuationTag = tagOf('CE');
const endTag = tagOf('ST');

/**
 * @param visit called with each field, from its tag on
 * @param onProblem told of a continuation that cannot be followed
 */
export function visitFields(
  place: SystemUsePlace,
  area: Uint8Array,
  visit: (tag: number, field: Uint8Array) => void,
  onProblem: (what: string) => void,
): void {
  let bytes: Uint8Array | null = place.skipBytes === 0 ? area : area.subarray(place.skipBytes);
  for (let hop = 0; bytes !== null; hop++) {
    if (hop > mostContinuations) {
      onProblem('has attributes that go on in a circle');
      return;
    }
    bytes = visitArea(place, bytes, visit, onProblem);
  }
}

/** @returns where the fields go on, or null */
function visitArea(
  place: SystemUsePlace,
  bytes: Uint8Array,
  visit: (tag: number, field: Uint8Array) => void,
  onProblem: (what: string) => void,
): Uint8Array | null {
  let next: Uint8Array | null = null;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = u8(bytes, at + 2);
    if (length < 4 || at + length > bytes.length) break;
    const tag = (u8(bytes, at) << 8) | u8(bytes, at + 1);
    const field = bytes.subarray(at, at + length);
    at += length;
    if (tag === endTag) break;
    if (tag === continuationTag && length >= 28) {
      next = continuation(place, field);
      if (next === null) onProblem('has attributes in a place that cannot be read');
    } else visit(tag, field);
  }
  return next;
}

function continuation(
  { reader, baseBytes, blockBytes }: SystemUsePlace,
  field: Uint8Array,
): Uint8Array | null {
  const offsetBytes = baseBytes + u32le(field, 4) * blockBytes + u32le(field, 12);
  return reader.readAt(offsetBytes, Math.min(u32le(field, 20), mostContinuationBytes));
}

/** SUSP 5.3: the first field of the root directory's own record, with how many bytes to skip in all others. */
export function skippedBytes(rootSystemUse: Uint8Array): number | null {
  // On XA discs 14 bytes of their own stand in front.
  for (const at of [0, 14])
    if (hasBytes(rootSystemUse, at, 'SP') && hasBytes(rootSystemUse, at + 4, [0xbe, 0xef]))
      return u8(rootSystemUse, at + 6);
  return null;
}
