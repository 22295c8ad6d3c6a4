/** The path table (ECMA-119 9.4): every directory once more, in another place of the disc. */
import { u8, u32le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { decodeJolietName, decodeName } from './names.ts';
import type { Volume } from './volume-descriptors.ts';

export interface PathTableEntry {
  readonly locationBlock: number;
  readonly name: string;
}

/** 65,536 directories with the longest names. */
const mostBytes = 16 * 1024 * 1024;

/** @returns null when it cannot be read; what follows a record that cannot be is left out */
export function readPathTable(
  reader: SectorReader,
  baseBytes: number,
  volume: Volume,
): readonly PathTableEntry[] | null {
  const { pathTableBlock, pathTableBytes, blockBytes, kind } = volume;
  if (pathTableBytes === 0 || pathTableBytes > mostBytes) return null;
  const bytes = reader.readAt(baseBytes + pathTableBlock * blockBytes, pathTableBytes);
  if (!bytes) return null;
  const isHighSierra = kind === 'high-sierra';
  const entries: PathTableEntry[] = [];
  for (let at = 0; at + 8 < bytes.length; ) {
    const nameLength = u8(bytes, isHighSierra ? at + 5 : at);
    if (nameLength === 0 || at + 8 + nameLength > bytes.length) break;
    const name = bytes.subarray(at + 8, at + 8 + nameLength);
    entries.push({
      locationBlock: u32le(bytes, isHighSierra ? at : at + 2),
      name: kind === 'joliet' ? decodeJolietName(name) : decodeName(name),
    });
    at += 8 + nameLength + (nameLength % 2);
  }
  return entries;
}
