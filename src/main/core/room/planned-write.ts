import type { JobSnapshot } from '../../../shared/model/job.ts';
import type { PlannedMedium, PlannedOptions } from '../../../shared/model/room.ts';
import { dumpSize, writtenBytes } from './dump-size.ts';
import type { PlannedWrite } from './room-forecast.ts';

/** As much of a job as what it will still write depends on. */
export type WritingJob = Pick<JobSnapshot, 'id' | 'name' | 'source' | 'state' | 'counts' | 'progress'> & {
  readonly options: PlannedOptions;
};

/** What a job that runs or waits will still write; @param medium null where nobody knows what it reads */
export function plannedWrite(job: WritingJob, medium: PlannedMedium | null): PlannedWrite {
  const { id: jobId, name, source, counts } = job;
  const common = { jobId, name, sourceId: source.id };
  if (medium === null) return { ...common, peakBytes: null, keptBytes: null };
  const size = dumpSize(medium, job.options);
  const finalBytes = (counts?.bad ?? 0) > 0 ? size.keptWithErrorsBytes : size.keptBytes;
  const written = writtenSoFar(job, medium, size.peakBytes);
  const peakBytes = Math.max(0, size.peakBytes - written);
  return { ...common, peakBytes, keptBytes: Math.min(peakBytes, Math.max(0, finalBytes - written)) };
}

/** Once reading has ended the whole working image is there, and the results grow beside it. */
function writtenSoFar(
  { state, counts, progress }: WritingJob,
  medium: PlannedMedium,
  peakBytes: number,
): number {
  const hasEnded = state === 'hashing' || state === 'recording';
  if (!hasEnded) return writtenBytes(medium, counts);
  const storeBytes = writtenBytes(medium, { total: 1, good: 1, goodAfterRetry: 0, bad: 0, pending: 0 });
  const share = state === 'recording' ? 1 : (progress?.finishing ?? 0);
  return storeBytes + Math.max(0, peakBytes - storeBytes) * share;
}
