/** Sectors by one pread(2): the common ground of files and raw devices. */
import { readSync } from 'node:fs';
import type { Medium } from '../../../shared/model/drive.ts';
import type { ReadFault, ReadResult } from '../../core/ports.ts';
import { readFault } from '../posix-faults.ts';

/** A request no sector answers to is a mistake of the caller, never a state of the medium. */
export function outOfBounds(
  { totalSectors, sectorSize }: Medium,
  lba: number,
  count: number,
  into: Uint8Array,
): ReadFault | null {
  const isRange = Number.isSafeInteger(lba) && Number.isSafeInteger(count) && lba >= 0 && count > 0;
  if (!isRange || lba + count > totalSectors) {
    return { kind: 'unforeseen', system: `read of ${count} sectors at ${lba} of ${totalSectors}` };
  }
  if (into.length < count * sectorSize) {
    return { kind: 'unforeseen', system: `buffer of ${into.length} bytes for ${count} sectors` };
  }
  return null;
}

/**
 * Asks once and believes only what was transferred: a failed read has no good sector, a short one has its whole
 * sectors, and a read of nothing is an error although the system does not call it one.
 */
export function readSectors(
  fd: number,
  medium: Medium,
  lba: number,
  count: number,
  into: Uint8Array,
): ReadResult {
  const outside = outOfBounds(medium, lba, count, into);
  if (outside) return { goodSectors: 0, fault: outside };
  const wantedBytes = count * medium.sectorSize;
  try {
    const bytes = readSync(fd, into, 0, wantedBytes, lba * medium.sectorSize);
    if (bytes === wantedBytes) return { goodSectors: count, fault: null };
    if (bytes === 0)
      return { goodSectors: 0, fault: { kind: 'unforeseen', system: 'nothing was transferred' } };
    return {
      goodSectors: Math.floor(bytes / medium.sectorSize),
      fault: { kind: 'medium', system: `${bytes} of ${wantedBytes} bytes were transferred` },
    };
  } catch (error) {
    return { goodSectors: 0, fault: readFault(error) };
  }
}
