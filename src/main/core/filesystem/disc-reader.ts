/** The user data of a disc image, as if it were a medium of 2048-byte sectors from LBA 0. */

import type { SectorReader } from '../identify/sector-reader.ts';
import type { DiscImage } from '../image/disc-image.ts';
import { sectorBytes, userDataBytes } from '../optical/sector-layout.ts';
import { userDataOf } from '../optical/user-data.ts';

/** Sectors that hold no user data (audio, Form 2, none at all) are unreadable. */
export function discReader(image: Pick<DiscImage, 'endLba' | 'readSector'>): SectorReader {
  const sector = new Uint8Array(sectorBytes);
  const sizeBytes = Math.max(0, image.endLba) * userDataBytes;
  return {
    sizeBytes,
    sectorSize: userDataBytes,
    readAt(offsetBytes, lengthBytes) {
      const isInside = offsetBytes >= 0 && lengthBytes >= 0 && offsetBytes + lengthBytes <= sizeBytes;
      if (!isInside || !Number.isSafeInteger(offsetBytes)) return null;
      const bytes = new Uint8Array(lengthBytes);
      for (let done = 0; done < lengthBytes; ) {
        const at = offsetBytes + done;
        if (image.readSector(Math.floor(at / userDataBytes), sector) === 'absent') return null;
        const data = userDataOf(sector);
        if (!data) return null;
        const from = at % userDataBytes;
        const part = data.subarray(from, Math.min(userDataBytes, from + lengthBytes - done));
        bytes.set(part, done);
        done += part.length;
      }
      return bytes;
    },
    rawSectorAt(lba) {
      const raw = new Uint8Array(sectorBytes);
      return lba >= 0 && lba < image.endLba && image.readSector(lba, raw) !== 'absent' ? raw : null;
    },
  };
}
