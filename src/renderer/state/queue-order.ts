/** The queue as a person sees it: what is at work, who waits for which drive in what order, and what rests. */
import { isAtRest, type JobSummary } from '../../shared/model/job.ts';

/** The jobs that wait for one drive, the next first. */
export interface DriveLine {
  readonly sourceId: string;
  readonly label: string;
  readonly jobs: readonly JobSummary[];
}

export interface QueueParts {
  readonly atWork: readonly JobSummary[];
  readonly lines: readonly DriveLine[];
  readonly atRest: readonly JobSummary[];
}

export function isAtWork({ state }: Pick<JobSummary, 'state'>): boolean {
  return state !== 'planned' && !isAtRest(state);
}

/** @param jobs newest first */
export function queueParts(jobs: readonly JobSummary[], waiting: readonly string[]): QueueParts {
  const places = new Map(waiting.map((id, place) => [id, place]));
  // The newest is last, also where the hub has not told its place yet.
  const placeOf = ({ id }: JobSummary) => places.get(id) ?? waiting.length;
  const planned = jobs.filter(({ state }) => state === 'planned').toReversed();
  const lines = new Map<string, JobSummary[]>();
  for (const job of planned.toSorted((a, b) => placeOf(a) - placeOf(b)))
    lines.set(job.source.id, [...(lines.get(job.source.id) ?? []), job]);
  return {
    atWork: jobs.filter(isAtWork),
    lines: [...lines].map(([sourceId, line]) => ({ sourceId, label: line[0]!.source.label, jobs: line })),
    atRest: jobs.filter(({ state }) => isAtRest(state)),
  };
}

export interface QueueDrive {
  readonly id: string;
  readonly label: string;
}

/** Drives that can be told to stop after their job, and those told so: where nothing is at work there is nothing to stop after. */
export function drivesToStop({ atWork, lines }: QueueParts, held: readonly string[]): readonly QueueDrive[] {
  const told = lines.filter(({ sourceId }) => held.includes(sourceId));
  const drives = [
    ...told.map(({ sourceId, label }) => ({ id: sourceId, label })),
    ...atWork.map(({ source }) => source),
  ];
  return [...new Map(drives.map((drive) => [drive.id, drive])).values()];
}

export type Step = 'up' | 'down' | 'front' | 'end';

/**
 * Before whom a job comes by a step in the line of its drive; null: behind all.
 * @returns undefined where it is there already
 */
export function beforeWhom(line: readonly string[], jobId: string, step: Step): string | null | undefined {
  const at = line.indexOf(jobId);
  const isFirst = at === 0;
  const isLast = at === line.length - 1;
  switch (step) {
    case 'up':
      return isFirst ? undefined : line[at - 1];
    case 'front':
      return isFirst ? undefined : line[0];
    case 'down':
      return isLast ? undefined : (line[at + 2] ?? null);
    case 'end':
      return isLast ? undefined : null;
  }
}
