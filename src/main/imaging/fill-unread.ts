/** Writes the fill byte where nothing could be read. What is filled keeps its state: it is never counted as data. */
import { rangesWhere } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

const chunkBytes = 256 * 1024;

/** Doubtful bytes stay: they are the best there is, and their state says so. */
function isUnread(state: SectorState): boolean {
  return state === 'untried' || state === 'skipped' || state === 'unscraped' || state === 'bad';
}

export function fillUnread(store: DumpStore, map: RescueMap, fillByte: number): void {
  const { sectorSize } = store.document.medium;
  const fill = new Uint8Array(chunkBytes).fill(fillByte);
  for (const { lba, lengthSectors } of rangesWhere(map.runs(), isUnread)) {
    const end = (lba + lengthSectors) * sectorSize;
    for (let offset = lba * sectorSize; offset < end; offset += chunkBytes) {
      store.write(offset, fill.subarray(0, Math.min(chunkBytes, end - offset)));
    }
  }
}
