/** What lies near the root of the data tracks of a disc: where protection systems put their files. */
import { bestTrees } from '../filesystem/best-trees.ts';
import type { Extent } from '../filesystem/filesystem.ts';
import { openFilesystems, type Place } from '../filesystem/open-filesystems.ts';
import { walk } from '../filesystem/walk.ts';
import type { SectorReader } from '../identify/sector-reader.ts';
import { userDataBytes } from '../optical/sector-layout.ts';
import type { NamedPlace } from './find-protection.ts';

/** Below that the names are those of the publisher's own files. */
const deepestNames = 3;
/** A disc of so many files has its protection in front as well. */
const mostPlaces = 20_000;

export interface DataArea {
  readonly startLba: number;
  readonly endLba: number;
}

/** @param reader the user data of the whole disc, LBA 0 first */
export function placesOfDisc(reader: SectorReader, areas: readonly DataArea[]): NamedPlace[] {
  const where = areas.map(
    ({ startLba, endLba }): Place => ({
      ...{ startBytes: startLba * userDataBytes, sizeBytes: (endLba - startLba) * userDataBytes },
      ...{ track: null, session: null },
    }),
  );
  const places: NamedPlace[] = [];
  for (const { filesystem, startBytes } of bestTrees(openFilesystems(reader, where))) {
    for (const { path, names, entry } of walk(filesystem)) {
      if (places.length >= mostPlaces) return places;
      if (names.length > deepestNames) continue;
      const ranges = entry.extents.map((extent) => sectorsOf(extent, startBytes));
      places.push({ path, isDirectory: entry.kind === 'directory', ranges });
    }
  }
  return places;
}

function sectorsOf({ offsetBytes, lengthBytes }: Extent, startBytes: number) {
  const lba = Math.floor((startBytes + offsetBytes) / userDataBytes);
  return { lba, lengthSectors: Math.max(1, Math.ceil(lengthBytes / userDataBytes)) };
}
