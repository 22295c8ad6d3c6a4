/** Merges of dumps of the made-up hub, which a test moves on. */
import { randomUUID } from 'node:crypto';
import type { DumpMerge, MergeReport } from '../../src/shared/model/dump-merge.ts';
import { FakeFeed } from './fake-feed.ts';

type Snapshot = Omit<DumpMerge, 'revision'>;

const begun: Snapshot = {
  ...{ state: 'running', error: null, phase: 'compare', share: 0.4, report: null, result: null },
};

/** Of two dumps, of which each lacks what the other has. */
export const twoDumpsReport: MergeReport = {
  totalSectors: 2880,
  comparedSectors: 2800,
  unreadSectors: 4,
  sources: [
    { dumpId: 'd1', name: 'AR-0412', sectors: 2830, shares: sharesWith(120, 140) },
    { dumpId: 'd2', name: 'AR-0412-2', sectors: 46, shares: sharesWith(120, 140).map((share) => 1 - share) },
  ],
  disagreements: [
    { lba: 31, lengthSectors: 1, readings: [[0], [1]], settledBy: null },
    { lba: 400, lengthSectors: 3, readings: [[1], [0]], settledBy: 'edc' },
  ],
  disagreementCount: 2,
};

/** All of it but some stretches. */
function sharesWith(from: number, to: number): number[] {
  return Array.from({ length: 200 }, (_, bucket) => (bucket >= from && bucket < to ? 0 : 1));
}

export class FakeMerges {
  readonly #feeds = new Map<string, FakeFeed<Snapshot>>();
  readonly #asked: string[];

  constructor(asked: string[]) {
    this.#asked = asked;
  }

  look(dumpIds: readonly string[]): { mergeId: string } {
    this.#asked.push(`compare ${dumpIds.length} dumps`);
    return this.#add({ ...begun, state: 'done', report: twoDumpsReport });
  }

  start(dumpIds: readonly string[], name: string): { mergeId: string } {
    this.#asked.push(`merge ${dumpIds.length} dumps as ${name}`);
    return this.#add({ ...begun, phase: 'write', report: twoDumpsReport });
  }

  finish(name: string): void {
    const [feed] = [...this.#feeds.values()].slice(-1);
    feed!.set({
      ...feed!.value,
      state: 'done',
      result: { dumpId: 'd3', name, outcome: 'complete-with-errors', files: [], recordError: null },
    });
  }

  async watch(mergeId: string, after: number, signal?: AbortSignal): Promise<DumpMerge> {
    const { revision, value } = await this.#feeds.get(mergeId)!.past(after, signal);
    return { ...value, revision };
  }

  cancel(mergeId: string): Record<string, never> {
    const feed = this.#feeds.get(mergeId)!;
    feed.set({ ...feed.value, state: 'cancelled' });
    return {};
  }

  #add(snapshot: Snapshot): { mergeId: string } {
    const mergeId = randomUUID();
    this.#feeds.set(mergeId, new FakeFeed(snapshot));
    return { mergeId };
  }
}
