/**
 * Makes the listings of images one after the other, beside everything else. What was not finished when the program ended
 * is found again in the catalogue: nothing else remembers it.
 */
import { SpindleError } from '../../shared/errors.ts';
import type { Indexing } from '../../shared/model/search.ts';
import type { ImageLister, ListingRecords, ListingTask } from '../core/catalogue/search-port.ts';
import { Feed } from './feed.ts';

export interface IndexAsked {
  readonly dumpId: string | null;
  /** What is listed already is listed anew. */
  readonly all: boolean;
  /** Reads and hashes every file. */
  readonly contents: boolean;
}

interface Waiting {
  readonly task: ListingTask;
  readonly contents: boolean;
}

/** Of a collection that was never listed, more are asked for when these are done. */
const mostAtOnce = 100_000;

export class Listings {
  readonly feed = new Feed<Pick<Indexing, 'waiting' | 'now'>>({ waiting: 0, now: null });
  readonly #records: ListingRecords;
  readonly #lister: ImageLister;
  readonly #waiting = new Map<string, Waiting>();
  #working: Promise<void> | null = null;
  #queueing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(records: ListingRecords, lister: ImageLister) {
    this.#records = records;
    this.#lister = lister;
  }

  /** @returns how many are going to be listed */
  async queue({ dumpId, all, contents }: IndexAsked): Promise<number> {
    const tasks = await this.#records.pending(
      { everything: all || dumpId !== null, contents, dumpId },
      mostAtOnce,
    );
    for (const task of tasks) this.#waiting.set(task.dumpId, { task, contents });
    this.#tell(null);
    this.#start();
    return tasks.length;
  }

  /** For work nobody asked for by itself: what cannot be queued now is found again with the next opportunity. */
  queueQuietly(dumpId: string | null): void {
    const queued = this.queue({ dumpId, all: false, contents: false });
    this.#queueing = this.#queueing.then(() => queued.then(() => {})).catch(() => {});
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#queueing;
    while (this.#working) await this.#working;
  }

  /** Ends the one at work; it is listed with the next opportunity. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    await this.#lister.close();
    await this.settled();
  }

  #start(): void {
    if (this.#working || this.#waiting.size === 0 || this.#isClosed) return;
    this.#working = this.#work().finally(() => {
      this.#working = null;
      this.#start();
    });
  }

  async #work(): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) await this.#list(next);
    this.#tell(null);
  }

  #take(): Waiting | null {
    const [first] = this.#waiting.values();
    if (!first || this.#isClosed) return null;
    this.#waiting.delete(first.task.dumpId);
    this.#tell(first.task.name);
    return first;
  }

  /** The listing is whole on the disk before the catalogue says that there is one. */
  async #list({ task, contents }: Waiting): Promise<void> {
    try {
      const summary = await this.#lister.list(task, { contents });
      await this.#records.listed(task, summary);
    } catch (error) {
      if (this.#isClosed) return;
      const why =
        error instanceof SpindleError ? error.message : `Something unforeseen went wrong: ${String(error)}`;
      // Where the catalogue cannot take the note either, the dump stays among those that have none.
      await this.#records.failed(task, why).catch(() => {});
    }
  }

  #tell(now: string | null): void {
    this.feed.set({ waiting: this.#waiting.size + (now === null ? 0 : 1), now });
  }
}
