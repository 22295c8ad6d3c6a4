/** The mode of a data track, from one of its sectors: the TOC only says that it is data. */
import type { TrackMode } from '../../../shared/model/disc.ts';
import { modeAt, syncPattern } from './sector-layout.ts';

/** Null for a sector without sync or with no mode a track can have. */
export function modeOfSector(sector: Uint8Array): TrackMode | null {
  if (!hasSync(sector)) return null;
  const mode = sector[modeAt]! & 0x1f;
  return mode === 1 ? 'MODE1' : mode === 2 ? 'MODE2' : null;
}

export function hasSync(sector: Uint8Array): boolean {
  return syncPattern.every((byte, index) => sector[index] === byte);
}
