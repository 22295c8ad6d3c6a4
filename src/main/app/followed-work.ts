/** Work of this run that screens follow: each piece with a feed of how far it is, and a way to end it. */
import { randomUUID } from 'node:crypto';
import { SpindleError } from '../../shared/errors.ts';
import type { RunningWork } from '../core/ports.ts';
import { Feed } from './feed.ts';

interface Known<Snapshot> {
  readonly feed: Feed<Snapshot>;
  readonly running: RunningWork;
}

/** What is over is remembered for whoever looks late; the oldest are forgotten first. */
const mostKnown = 100;

export interface FollowedWork<Snapshot> {
  /** @param begin starts it; `change` puts what is new into its snapshot. @throws SpindleError conflict */
  start(begun: Snapshot, begin: (change: (part: Partial<Snapshot>) => void) => RunningWork): string;
  /** @throws SpindleError not-found */
  watch(id: string, after: number, signal?: AbortSignal): Promise<Snapshot & { revision: number }>;
  /** Resolves when nothing is written any more. @throws SpindleError not-found */
  cancel(id: string): Promise<void>;
  close(): Promise<void>;
  /** Those under way, and those over that are remembered. */
  list(): readonly { readonly id: string; readonly snapshot: Snapshot }[];
  /** How many pieces are under way. */
  running(): number;
  /** Called whenever a piece begins or ends. */
  onActivity(listener: () => void): void;
}

export interface WorkRules {
  /** More at once only slow each other down. */
  readonly mostRunning: number;
  readonly tooMany: string;
  readonly unknown: string;
}

export function followedWork<Snapshot extends { readonly state: string }>(
  rules: WorkRules,
): FollowedWork<Snapshot> {
  const known = new Map<string, Known<Snapshot>>();
  const listeners = new Set<() => void>();
  const isRunning = ({ feed }: Known<Snapshot>) => feed.value.state === 'running';

  function get(id: string): Known<Snapshot> {
    const found = known.get(id);
    if (found) return found;
    throw new SpindleError('not-found', rules.unknown, { id });
  }

  const running = () => [...known.values()].filter(isRunning);
  function tellActivity(): void {
    for (const listener of listeners) listener();
  }

  return {
    list: () => [...known].map(([id, { feed }]) => ({ id, snapshot: feed.value })),
    running: () => running().length,
    onActivity: (listener) => void listeners.add(listener),
    start(begun, begin) {
      if (running().length >= rules.mostRunning) throw new SpindleError('conflict', rules.tooMany);
      for (const [oldest, each] of known) {
        if (known.size < mostKnown) break;
        if (!isRunning(each)) known.delete(oldest);
      }
      const feed = new Feed<Snapshot>(begun);
      const id = randomUUID();
      const change = (part: Partial<Snapshot>) => {
        const before = feed.value.state;
        feed.set({ ...feed.value, ...part });
        if (feed.value.state !== before) tellActivity();
      };
      known.set(id, { feed, running: begin(change) });
      tellActivity();
      return id;
    },
    async watch(id, after, signal) {
      const { revision, value } = await get(id).feed.past(after, signal);
      return { ...value, revision };
    },
    cancel: (id) => get(id).running.cancel(),
    async close() {
      await Promise.all(running().map((each) => each.running.cancel()));
    },
  };
}
