/** READ CAPACITY (MMC-6, 6.21). */
import { u32be } from '../byte-fields.ts';

export interface Capacity {
  readonly totalSectors: number;
  readonly sectorSize: number;
  readonly warnings: readonly string[];
}

const usualSectorSize = 2048;

/** @returns null for an answer cut short, or one that says no size can be told (FFFFFFFFh) */
export function parseCapacity(answer: Uint8Array): Capacity | null {
  if (answer.length < 8) return null;
  const lastLba = u32be(answer, 0);
  if (lastLba === 0xffff_ffff) return null;
  const sectorSize = u32be(answer, 4);
  const isPlausible = sectorSize >= 256 && sectorSize <= 4096;
  const warnings =
    sectorSize === usualSectorSize
      ? []
      : [
          `The drive says its sectors have ${sectorSize} bytes${isPlausible ? '' : `; ${usualSectorSize} was taken instead`}.`,
        ];
  return { totalSectors: lastLba + 1, sectorSize: isPlausible ? sectorSize : usualSectorSize, warnings };
}
