/** The working image as a source: what has been read reads, what has not is a fault. Spares the carrier a second look. */
import type { DriveIdentity } from '../../shared/model/drive.ts';
import { isReadState } from '../../shared/model/sector-state.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import type { BlockSource, ReadResult } from '../core/ports.ts';
import type { RescueMap } from '../core/rescue/rescue-map.ts';

export function storeSource(
  store: DumpStore,
  map: RescueMap,
  identity: DriveIdentity,
  deviceGeometry: BlockSource['deviceGeometry'],
): BlockSource {
  const { medium } = store.document;
  return {
    address: store.imagePath,
    medium,
    identity,
    deviceGeometry,
    alignmentBytes: 1,
    read(lba, count, into): ReadResult {
      let goodSectors = 0;
      while (goodSectors < count && isReadState(map.stateAt(lba + goodSectors))) goodSectors++;
      store.read(lba * medium.sectorSize, into.subarray(0, goodSectors * medium.sectorSize));
      return { goodSectors, fault: goodSectors < count ? { kind: 'medium', system: 'unread' } : null };
    },
    close() {},
  };
}
