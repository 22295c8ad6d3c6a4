/** Which of the 2352 bytes a READ CD asks for (MMC, READ CD, "Main channel selection"). */
import { type SectorKind, sectorKinds } from './disc.ts';

export interface Span {
  readonly fromByte: number;
  readonly lengthBytes: number;
}

/** Sync, header, subheader, user data, EDC and ECC with their bits, in the order they have on the disc. */
const fieldBits = [0x80, 0x20, 0x40, 0x10, 0x08] as const;

const fieldBytes: Partial<Record<SectorKind, readonly number[]>> = {
  [sectorKinds.audio]: [0, 0, 0, 2352, 0],
  [sectorKinds.mode0]: [12, 4, 0, 2336, 0],
  [sectorKinds.mode1]: [12, 4, 0, 2048, 288],
  [sectorKinds.formless]: [12, 4, 0, 2336, 0],
  [sectorKinds.form1]: [12, 4, 8, 2048, 280],
  [sectorKinds.form2]: [12, 4, 8, 2324, 4],
};

/** The chosen fields as one span; null when they do not touch, which a drive may refuse and this one does. */
function spanOf(flags: number, lengths: readonly number[]): Span | null {
  let at = 0;
  let from = 0;
  let end: number | null = null;
  for (const [field, length] of lengths.entries()) {
    if (length > 0 && flags & fieldBits[field]!) {
      if (end === null) from = at;
      else if (end !== at) return null;
      end = at + length;
    }
    at += length;
  }
  return { fromByte: from, lengthBytes: end === null ? 0 : end - from };
}

/** By kind of sector. */
export function spansOf(flags: number): readonly (Span | null)[] {
  const spans: (Span | null)[] = [];
  for (const kind of Object.values(sectorKinds)) {
    const lengths = fieldBytes[kind];
    spans[kind] = lengths ? spanOf(flags, lengths) : null;
  }
  return spans;
}
