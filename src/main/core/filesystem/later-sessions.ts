/**
 * Sessions of a disc that was kept as one stretch of user data (a DVD that was added to, an ISO that was grown): the
 * volume descriptors of each session but the first stand somewhere behind the end of the one before (ECMA-119 8.4.8).
 */
import { hasBytes, u32le } from '../byte-fields.ts';
import type { SectorReader } from '../identify/sector-reader.ts';
import { openIso9660 } from './iso9660/open-iso9660.ts';
import type { Place } from './open-filesystems.ts';

const sectorBytes = 2048;
const descriptorSector = 16;
/** Lead-out, lead-in and pregap between two sessions of a CD are 11,400 sectors; a DVD has less between its borders. */
const longestGapSectors = 12_000;
const mostSessions = 99;

function volumeSectorsAt(reader: SectorReader, startSector: number): number | null {
  const head = reader.readAt((startSector + descriptorSector) * sectorBytes, 88);
  return head?.[0] === 1 && hasBytes(head, 1, 'CD001') ? u32le(head, 80) : null;
}

function nextSession(reader: SectorReader, fromSector: number): number | null {
  const last = Math.floor(reader.sizeBytes / sectorBytes) - descriptorSector - 1;
  for (let sector = fromSector; sector <= Math.min(last, fromSector + longestGapSectors); sector++)
    if (
      volumeSectorsAt(reader, sector) !== null &&
      openIso9660(reader, { sessionStartBytes: sector * sectorBytes }) !== null
    )
      return sector;
  return null;
}

/** @returns the last session first, as it has everything the others have; one place without numbers where there is one */
export function sessionPlaces(reader: SectorReader): Place[] {
  const starts = [0];
  let volumeSectors = volumeSectorsAt(reader, 0);
  while (volumeSectors !== null && starts.length < mostSessions) {
    const start: number = starts.at(-1)!;
    // Some writers count a later volume from its session, others from the disc.
    const next: number | null = nextSession(
      reader,
      Math.max(start + descriptorSector + 1, start === 0 ? volumeSectors : start + 1),
    );
    if (next === null) break;
    starts.push(next);
    volumeSectors = volumeSectorsAt(reader, next);
  }
  const ends = [...starts.slice(1), Math.ceil(reader.sizeBytes / sectorBytes)];
  return starts
    .map((start, at) => ({
      startBytes: start * sectorBytes,
      sizeBytes: Math.min(ends[at]! * sectorBytes, reader.sizeBytes) - start * sectorBytes,
      track: null,
      session: starts.length > 1 ? at + 1 : null,
    }))
    .reverse();
}
