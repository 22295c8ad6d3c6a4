/**
 * How large a DVD or BD is: the drive, the disc's own structures and its filesystem each have an opinion. What the drive
 * gives is read, all of it; where another opinion differs the person must know.
 */
import type { VolumeEnd } from './volume-end.ts';

export interface CapacityOpinions {
  /** READ CAPACITY. */
  readonly driveSectors: number | null;
  /** PFI or DI of a pressed disc. */
  readonly pressedSectors: number | null;
  readonly volume: VolumeEnd | null;
}

export interface DiscCapacity {
  readonly totalSectors: number;
  readonly warnings: readonly string[];
}

/** Behind a volume: 150 sectors of run-out, the last anchor of UDF, and what fills the ECC block of 32. */
const usualPaddingSectors = 150 + 1 + 31;

/** @returns null when nobody knows */
export function reconcileCapacity({
  driveSectors,
  pressedSectors,
  volume,
}: CapacityOpinions): DiscCapacity | null {
  const totalSectors = driveSectors ?? pressedSectors ?? volume?.endLba ?? null;
  if (totalSectors === null) return null;
  const warnings: string[] = [];
  if (driveSectors === null) {
    warnings.push(
      `The drive does not say how large the disc is; ${totalSectors} sectors are read, as the disc says.`,
    );
  }
  if (pressedSectors !== null && pressedSectors !== totalSectors) {
    warnings.push(
      `The drive says the disc has ${totalSectors} sectors, the disc itself ${pressedSectors}: ${totalSectors} are read.${pressedSectors > totalSectors ? ' The rest cannot be reached with this drive.' : ''}`,
    );
  }
  if (volume !== null && volume.endLba > totalSectors) {
    warnings.push(
      `The ${volume.filesystem} volume ends at sector ${volume.endLba}, but the disc has ${totalSectors}: what lies behind them is missing from the disc, or from what this drive can reach.`,
    );
  }
  if (volume !== null && volume.endLba + usualPaddingSectors < totalSectors) {
    warnings.push(
      `The ${volume.filesystem} volume ends at sector ${volume.endLba} of ${totalSectors}; all of them are read. Errors behind its end may be room that was never recorded.`,
    );
  }
  return { totalSectors, warnings };
}
