/**
 * From which job on a volume will not hold what runs and waits. Jobs of one drive follow each other; those of different
 * drives may all be at their highest at once, so that is what is counted.
 */

export interface PlannedWrite {
  readonly jobId: string;
  readonly name: string;
  /** Which jobs follow each other. */
  readonly sourceId: string;
  /** From now on, at its highest moment; null where nobody knows the size. */
  readonly peakBytes: number | null;
  /** From now on, when it is done; never more than the peak. */
  readonly keptBytes: number | null;
}

export interface Forecast {
  readonly neededBytes: number;
  readonly unknownJobs: number;
  /** In their order, from the first that will not fit on. */
  readonly short: readonly PlannedWrite[];
}

/** @param writes to one volume, in the order they begin; @param freeBytes null where the system does not say */
export function forecastRoom(writes: readonly PlannedWrite[], freeBytes: number | null): Forecast {
  let keptSoFarBytes = 0;
  let neededBytes = 0;
  let unknownJobs = 0;
  let firstShort = -1;
  /** Per drive, the most that one of its jobs takes beyond what stays of it. */
  const passing = new Map<string, number>();
  for (const [place, { sourceId, peakBytes, keptBytes }] of writes.entries()) {
    if (peakBytes === null || keptBytes === null) {
      unknownJobs++;
      continue;
    }
    keptSoFarBytes += keptBytes;
    const before = passing.get(sourceId) ?? 0;
    // Whatever this drive took for a while before is gone when this job is at its highest.
    passing.set(sourceId, peakBytes - keptBytes);
    const atHighestBytes = keptSoFarBytes + [...passing.values()].reduce((sum, bytes) => sum + bytes, 0);
    passing.set(sourceId, Math.max(before, peakBytes - keptBytes));
    neededBytes = Math.max(neededBytes, atHighestBytes);
    if (firstShort < 0 && freeBytes !== null && neededBytes > freeBytes) firstShort = place;
  }
  return { neededBytes, unknownJobs, short: firstShort < 0 ? [] : writes.slice(firstShort) };
}
