/** What a person has chosen on the bench; cards, keys and the palette reach it from any screen. */
import { createStore } from 'zustand/vanilla';
import type { BatchStatus } from '../../shared/model/batch.ts';
import type { Drive } from '../../shared/model/drive.ts';
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';
import { isAtWork } from './queue-order.ts';

export interface BenchState {
  /** The drive that keys go to: the last one that had the focus. */
  readonly chosenId: string | null;
  /** Set until the tile of the chosen drive has taken the focus. */
  readonly focusWanted: boolean;
  /** The drive the start dialog is open for, and the code that was scanned for it. */
  readonly starting: { readonly driveId: string; readonly carrier: string | null } | null;
}

export const benchStore = createStore<BenchState>(() => ({
  chosenId: null,
  focusWanted: false,
  starting: null,
}));

export function chooseDrive(driveId: string, options: { readonly focus?: boolean } = {}): void {
  benchStore.setState((before) => ({
    chosenId: driveId,
    focusWanted: options.focus ?? before.focusWanted,
  }));
}

export function openStart(driveId: string, carrier: string | null = null): void {
  benchStore.setState({ chosenId: driveId, starting: { driveId, carrier } });
}

export function closeStart(): void {
  benchStore.setState({ starting: null });
}

/** The job at work in a drive, else one that waits for it, else the last one that was. `jobs` are newest first. */
export function jobOn(jobs: readonly JobSummary[], drive: Drive): JobSummary | undefined {
  const here = jobs.filter((job) => job.source.id === drive.id);
  return here.find(isAtWork) ?? here.findLast((job) => !isAtRest(job.state)) ?? here[0];
}

export interface DriveStanding {
  readonly job: JobSummary | undefined;
  /** How many jobs wait for the drive. */
  readonly waiting: number;
  readonly isInBatch: boolean;
  readonly isHeld: boolean;
}

/** Whether it means anything to stop a drive after its job, or to let it go on: something must be to come. */
export function mayStopAfter({ job, waiting, isInBatch, isHeld }: DriveStanding): boolean {
  const hasMore = waiting > 0 || isInBatch;
  if (job && isAtWork(job)) return hasMore || isHeld;
  return hasMore && isHeld;
}

/** Whether a job could be started in a drive now: nobody is at work there, and it is not the disk of the system. */
export function isFree(drive: Drive, jobs: readonly JobSummary[]): boolean {
  const job = jobOn(jobs, drive);
  return drive.systemDisk === null && (!job || isAtRest(job.state));
}

/** The drive a key or a scanned carrier is meant for: the chosen one, else the only one that is free. */
export function driveForStart(
  drives: readonly Drive[],
  jobs: readonly JobSummary[],
  chosenId: string | null,
): Drive | null {
  const free = drives.filter((drive) => isFree(drive, jobs));
  return free.find(({ id }) => id === chosenId) ?? (free.length === 1 ? free[0]! : null);
}

/** The batch that looks after a drive now. */
export function batchOn(batches: readonly BatchStatus[], driveId: string): BatchStatus | null {
  return (
    batches.find(
      ({ isRunning, drives }) => isRunning && drives.some(({ sourceId }) => sourceId === driveId),
    ) ?? null
  );
}
