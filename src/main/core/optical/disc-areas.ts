/** The program area of a CD as stretches of one kind: how sectors are asked for, and whether a read offset shifts them. */
import type { DiscDocument } from '../store/documents.ts';

export type DiscArea = DiscDocument['areas'][number];

/** The area that holds an LBA, or null in the gap between sessions and outside of the program area. */
export function areaAt(areas: readonly DiscArea[], lba: number): DiscArea | null {
  return areas.find((area) => lba >= area.startLba && lba < area.endLba) ?? null;
}

/** What lies between areas: no part of the disc's content, never read. */
export function gapsBetween(
  areas: readonly DiscArea[],
): { readonly lba: number; readonly lengthSectors: number }[] {
  const gaps: { lba: number; lengthSectors: number }[] = [];
  let from = 0;
  for (const { startLba, endLba } of areas) {
    if (startLba > from) gaps.push({ lba: from, lengthSectors: startLba - from });
    from = endLba;
  }
  return gaps;
}
