import type { SectorRange } from '../../../shared/model/sector-runs.ts';

/** @param lbas ascending */
export function rangesOf(lbas: readonly number[]): SectorRange[] {
  const ranges: { lba: number; lengthSectors: number }[] = [];
  for (const lba of lbas) {
    const last = ranges.at(-1);
    if (last && last.lba + last.lengthSectors === lba) last.lengthSectors++;
    else ranges.push({ lba, lengthSectors: 1 });
  }
  return ranges;
}
