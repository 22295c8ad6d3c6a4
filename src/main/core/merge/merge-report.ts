/** A plan of a merge for people: what each dump supplies, and where. */
import { type MergeReport, mergeLimits } from '../../../shared/model/dump-merge.ts';
import { totalSectors } from '../../../shared/model/sector-runs.ts';
import { isReadState } from '../../../shared/model/sector-state.ts';
import type { MergePlan } from './plan-merge.ts';

export function mergeReport(
  { states, stretches, disagreements, comparedSectors }: MergePlan,
  sources: readonly { readonly dumpId: string; readonly name: string }[],
): MergeReport {
  const total = totalSectors(states);
  const read = totalSectors(states.filter(([, state]) => isReadState(state)));
  return {
    totalSectors: total,
    comparedSectors,
    unreadSectors: total - read,
    sources: sources.map(({ dumpId, name }, source) => {
      const own = stretches.filter((stretch) => stretch.source === source);
      return {
        dumpId,
        name,
        sectors: own.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0),
        shares: sharesOf(own, total),
      };
    }),
    disagreements: disagreements.slice(0, mergeLimits.disagreements).map(({ readings, ...rest }) => ({
      ...rest,
      readings: readings.map((group) => [...group]),
    })),
    disagreementCount: disagreements.length,
  };
}

/** Never more buckets than sectors, so that one sector is seen. */
function sharesOf(own: readonly { lba: number; lengthSectors: number }[], total: number): number[] {
  const buckets = Math.min(mergeLimits.buckets, total);
  const counts = new Array<number>(buckets).fill(0);
  const startOf = (bucket: number) => Math.floor((bucket * total) / buckets);
  for (const { lba, lengthSectors } of own) {
    const end = lba + lengthSectors;
    for (let bucket = Math.floor((lba * buckets) / total); bucket < buckets; bucket++) {
      if (startOf(bucket) >= end) break;
      counts[bucket]! += Math.max(0, Math.min(end, startOf(bucket + 1)) - Math.max(lba, startOf(bucket)));
    }
  }
  return counts.map((count, bucket) => count / (startOf(bucket + 1) - startOf(bucket)));
}
