/** Which step comes next, from what there is: nothing here remembers a step, so none can be out of date. */
import type { Drive } from '../../../shared/model/drive.ts';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { isFree } from '../../state/bench-store.ts';

export type FirstStep =
  /** A drive that does not say what is in it may be offered as well. */
  | { readonly kind: 'choose'; readonly drive: Drive | null; readonly tile: number }
  | { readonly kind: 'start'; readonly drive: Drive; readonly tile: number }
  | { readonly kind: 'read'; readonly job: JobSummary }
  | { readonly kind: 'halted'; readonly job: JobSummary }
  | { readonly kind: 'done'; readonly job: JobSummary };

/** @param earlier ids of jobs that were there before the steps began */
export function nextStep(
  drives: readonly Drive[],
  jobs: readonly JobSummary[],
  earlier: ReadonlySet<string>,
): FirstStep {
  const own = jobs.filter(({ id }) => !earlier.has(id));
  const done = own.find(({ state, dumpId }) => state === 'done' && dumpId !== null);
  if (done) return { kind: 'done', job: done };
  const working = own.find(({ state }) => !isAtRest(state));
  if (working) return { kind: 'read', job: working };
  const halted = own[0];
  if (halted) return { kind: 'halted', job: halted };
  const free = drives.filter((drive) => isFree(drive, jobs));
  const holding = free.find(({ sizeBytes }) => sizeBytes !== null);
  if (holding) return { kind: 'start', drive: holding, tile: drives.indexOf(holding) };
  const silent = free[0] ?? null;
  return { kind: 'choose', drive: silent, tile: silent ? drives.indexOf(silent) : -1 };
}

export const placeOf = { choose: 1, start: 2, read: 3, halted: 3, done: 3 } as const satisfies Record<
  FirstStep['kind'],
  number
>;
