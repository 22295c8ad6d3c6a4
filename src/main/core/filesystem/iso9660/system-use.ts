/** The System Use Sharing Protocol (IEEE P1281): tagged fields behind a record's name, continued elsewhere. */
import { hasBytes, u8, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';

export interface SystemUseField {
  /** Two letters. */
  readonly tag: string;
  /** The whole field, from its tag on. */
  readonly bytes: Uint8Array;
}

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

/** @param onProblem told of a continuation that cannot be followed */
export function* systemUseFields(
  place: SystemUsePlace,
  area: Uint8Array,
  onProblem: (what: string) => void,
): Generator<SystemUseField> {
  let bytes = area.subarray(place.skipBytes);
  for (let hop = 0; ; hop++) {
    let next: Uint8Array | null = null;
    for (let at = 0; at + 4 <= bytes.length; ) {
      const length = u8(bytes, at + 2);
      if (length < 4 || at + length > bytes.length) break;
      const tag = String.fromCharCode(u8(bytes, at), u8(bytes, at + 1));
      const field = bytes.subarray(at, at + length);
      at += length;
      if (tag === 'ST') break;
      if (tag === 'CE' && length >= 28) next = continuation(place, field);
      else yield { tag, bytes: field };
      if (tag === 'CE' && next === null) onProblem('has attributes in a place that cannot be read');
    }
    if (next === null) return;
    if (hop >= mostContinuations) return onProblem('has attributes that go on in a circle');
    bytes = next;
  }
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
