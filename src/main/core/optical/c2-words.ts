/** What C2 said of a disc, for its log. */
import type { C2Record, C2Sum } from '../../../shared/model/c2-record.ts';

export function c2Words(record: C2Record | null): string {
  if (record === null) return 'C2: no sector came with it, so nothing is known of its errors.';
  const { knownSectors, first, kept } = record;
  return `C2: of ${knownSectors} sectors ${sumWords(first)} at their first reading; ${sumWords(kept)} in the bytes that are kept.`;
}

function sumWords({ sectors, bytes, worst }: C2Sum): string {
  if (worst === null) return 'none flagged';
  return `${sectors} flagged (${bytes} bytes, most at LBA ${worst.lba}: ${worst.bytes})`;
}
