/** Looks through the directories of a medium that is being read for the files a person wants first. */
import { SpindleError } from '../../shared/errors.ts';
import { isReadState, isYetToTry } from '../../shared/model/sector-state.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { contentsOfStore } from '../adapters/store-contents.ts';
import { filesystemsByPlace, wholeMedium } from '../core/filesystem/open-filesystems.ts';
import { findWanted, type WantedFiles } from '../core/filesystem/wanted-files.ts';
import type { ReadRequest } from '../core/rescue/booking.ts';
import { requestFor } from '../core/rescue/passes.ts';
import type { ReadPlan } from '../core/rescue/read-plan.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

export interface Looking {
  readonly store: DumpStore;
  readonly map: RescueMap;
  readonly plan: ReadPlan;
  /** Reads, keeps and books. @returns false when reading must end: from then on nothing is read */
  readonly read: (request: ReadRequest) => boolean;
}

/** Each directory costs the reads of its sectors, as a copying pass would read them; what fails is tried once alone. */
export function lookForFiles(looking: Looking, wanted: readonly string[]): WantedFiles {
  const { store } = looking;
  const { document } = store;
  const { sectorSize, totalSectors } = document.medium;
  const contents = contentsOfStore(document, {
    sizeBytes: store.sizeBytes,
    read(offsetBytes, into) {
      const first = Math.floor(offsetBytes / sectorSize);
      const end = Math.ceil((offsetBytes + into.length) / sectorSize);
      for (let lba = first; lba < end; lba++)
        if (!isHad(looking, lba)) throw new SpindleError('bad-image', `Sector ${lba} is unread.`, { lba });
      store.read(offsetBytes, into);
    },
  });
  const { reader, audioTracks, isCooked } = contents;
  // Later sessions of a DVD are not searched for: what lies between them may be past reading.
  const places = filesystemsByPlace(reader, isCooked ? [wholeMedium(reader)] : contents.findPlaces());
  return findWanted({ places, audioTracks, totalSectors, sectorBytes: reader.sectorSize }, wanted);
}

function isHad({ map, plan, read }: Looking, lba: number): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    const state = map.stateAt(lba);
    if (isReadState(state)) return true;
    if (!isYetToTry(state)) return false;
    if (!read(requestFor(map, plan, lba))) return false;
  }
  return isReadState(map.stateAt(lba));
}
