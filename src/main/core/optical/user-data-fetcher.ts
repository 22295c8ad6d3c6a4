/** The user data of a stretch of a disc, as if it were a medium of 2048-byte sectors. */
import type { SectorFetcher } from '../identify/sector-reader.ts';
import type { BlockSource } from '../ports.ts';
import { sectorBytes, userDataBytes } from './sector-layout.ts';
import { userDataOf } from './user-data.ts';

/** Sectors that hold no user data (audio, none at all) count as not read. */
export function userDataFetcher(
  source: Pick<BlockSource, 'medium' | 'read'>,
  startLba: number,
  endLba: number,
  allocate: (bytes: number) => Uint8Array,
): SectorFetcher {
  const { sectorSize } = source.medium;
  return {
    sizeBytes: (endLba - startLba) * userDataBytes,
    sectorSize: userDataBytes,
    fetch(lba, count) {
      const raw = allocate(count * sectorSize);
      const { goodSectors } = source.read(startLba + lba, count, raw);
      return sectorSize === userDataBytes ? { bytes: raw, goodSectors } : userSectors(raw, goodSectors);
    },
  };
}

function userSectors(raw: Uint8Array, count: number): { bytes: Uint8Array; goodSectors: number } {
  const bytes = new Uint8Array(count * userDataBytes);
  for (let index = 0; index < count; index++) {
    const user = userDataOf(raw.subarray(index * sectorBytes, (index + 1) * sectorBytes));
    if (user === null) return { bytes, goodSectors: index };
    bytes.set(user, index * userDataBytes);
  }
  return { bytes, goodSectors: count };
}
