/** What the hub says of drives, jobs and settings, as the screens last heard it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HubClient } from '../../shared/contract/client.ts';
import type { BatchStatus } from '../../shared/model/batch.ts';
import type { Drive } from '../../shared/model/drive.ts';
import type { JobSummary } from '../../shared/model/job.ts';
import type { LongWork } from '../../shared/model/long-work.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { follow } from './follow.ts';

export type About = Awaited<ReturnType<HubClient['system']['about']>>;

export interface HubState {
  /** Null until the hub has answered. In the order of first sight: a tile never changes its place. */
  readonly drives: readonly Drive[] | null;
  /** Newest first. */
  readonly jobs: readonly JobSummary[] | null;
  /** Ids of the jobs that wait, the next of each drive first. */
  readonly waiting: readonly string[];
  /** Ids of the drives that begin nothing more after the job at work. */
  readonly held: readonly string[];
  /** Those of them held because jobs waited there when the program ended. */
  readonly heldSinceRestart: readonly string[];
  /** Conversions, writings, hand-overs, fixity; null until the hub has answered. */
  readonly works: readonly LongWork[] | null;
  readonly settings: Settings | null;
  /** Those whose drives are looked after, or were until now. */
  readonly batches: readonly BatchStatus[];
  /** Which program answers, and whether it is the practice desk. */
  readonly about: About | null;
}

export type HubStore = StoreApi<HubState>;

export function createHubStore(): HubStore {
  return createStore<HubState>(() => ({
    drives: null,
    jobs: null,
    waiting: [],
    held: [],
    heldSinceRestart: [],
    works: null,
    settings: null,
    batches: [],
    about: null,
  }));
}

/** Drives seen before keep their place; new ones come last. */
export function inPlace(shown: readonly Drive[], listed: readonly Drive[]): Drive[] {
  const byId = new Map(listed.map((drive) => [drive.id, drive]));
  const kept = shown.flatMap((drive) => byId.get(drive.id) ?? []);
  const known = new Set(kept.map((drive) => drive.id));
  return [...kept, ...listed.filter((drive) => !known.has(drive.id))];
}

export function newestFirst(jobs: readonly JobSummary[]): JobSummary[] {
  const stamp = (job: JobSummary) => Date.parse(job.createdAt) || 0;
  return [...jobs].sort((a, b) => stamp(b) - stamp(a) || (a.id < b.id ? 1 : -1));
}

/** Jobs that did not change stay the same objects, so that hundreds at rest are not drawn again for one at work. */
export function keptJobs(shown: readonly JobSummary[], heard: readonly JobSummary[]): JobSummary[] {
  const byId = new Map(shown.map((job) => [job.id, job]));
  return heard.map((job) => {
    const before = byId.get(job.id);
    return before && JSON.stringify(before) === JSON.stringify(job) ? before : job;
  });
}

/** Keeps the store up to date until the returned function is called. */
export function followHub(client: HubClient, store: HubStore): () => void {
  const ends = [
    follow(
      (after, signal) => client.drives.watch({ after }, { signal }),
      ({ drives }) => store.setState((state) => ({ drives: inPlace(state.drives ?? [], drives) })),
    ),
    follow(
      (after, signal) => client.jobs.watch({ after }, { signal }),
      ({ jobs, waiting, held, heldSinceRestart }) =>
        store.setState((state) => ({
          jobs: newestFirst(keptJobs(state.jobs ?? [], jobs)),
          ...{ waiting, held, heldSinceRestart },
        })),
    ),
    follow(
      (after, signal) => client.work.watch({ after }, { signal }),
      ({ works }) => store.setState({ works }),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}
