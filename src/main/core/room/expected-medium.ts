import type { Drive } from '../../../shared/model/drive.ts';
import type { PlannedMedium } from '../../../shared/model/room.ts';
import { sectorBytes, userDataBytes } from '../optical/sector-layout.ts';

/** No CD has more user data. */
const mostCdBytes = 1e9;

/** The medium as its drive shows it, before anybody has looked at it; null where the drive does not say. */
export function expectedMedium({
  kind,
  sizeBytes,
  sectorSize,
}: Pick<Drive, 'kind' | 'sizeBytes' | 'sectorSize'>): PlannedMedium | null {
  if (!sizeBytes) return null;
  const isRaw = kind === 'simulated' && sectorSize === sectorBytes;
  if (isRaw || (kind === 'optical' && sizeBytes < mostCdBytes)) {
    const totalSectors = Math.ceil(sizeBytes / (isRaw ? sectorBytes : userDataBytes));
    return { kind: 'cd', totalSectors, sectorSize: sectorBytes, audioSectors: totalSectors };
  }
  const size = sectorSize || (kind === 'optical' ? userDataBytes : 512);
  return {
    kind: kind === 'optical' ? 'dvd' : 'blocks',
    totalSectors: Math.ceil(sizeBytes / size),
    sectorSize: size,
    audioSectors: 0,
  };
}
