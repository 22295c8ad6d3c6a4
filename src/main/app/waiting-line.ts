/** Who waits for which drive, in what order, and which drives begin nothing more until somebody says so. */
import { SpindleError } from '../../shared/errors.ts';
import type { JobSnapshot } from '../../shared/model/job.ts';
import { movedBefore } from '../../shared/model/waiting-order.ts';

/** As much of a job as its place depends on. */
export type Waiter = Pick<JobSnapshot, 'id' | 'name' | 'state' | 'source'>;

/** A person told the drive to stop, or the program ended while jobs waited for it. */
type Hold = 'told' | 'restart';

export class WaitingLine {
  #ids: string[] = [];
  /** Rise along the line; gaps are left by those that went. */
  #places = new Map<string, number>();
  readonly #held = new Map<string, Hold>();

  /** The ids of those who wait, the next first. Jobs of one drive are in their order; drives do not wait for each other. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Ids of the sources in which no job begins by itself. */
  get held(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** Those held since the program began: jobs waited there when it ended, and a carrier may have been changed since. */
  get heldSinceRestart(): readonly string[] {
    return [...this.#held].filter(([, hold]) => hold === 'restart').map(([id]) => id);
  }

  get places(): readonly { readonly jobId: string; readonly place: number }[] {
    return this.#ids.map((jobId) => ({ jobId, place: this.#places.get(jobId)! }));
  }

  placeOf(jobId: string): number | null {
    return this.#places.get(jobId) ?? null;
  }

  isHeld(sourceId: string): boolean {
    return this.#held.has(sourceId);
  }

  hold(sourceId: string, held: boolean, why: Hold = 'told'): void {
    if (held) this.#held.set(sourceId, why);
    else this.#held.delete(sourceId);
  }

  join(jobId: string): void {
    this.leave(jobId);
    const last = this.#ids.at(-1);
    this.#places.set(jobId, (last === undefined ? 0 : this.#places.get(last)!) + 1);
    this.#ids.push(jobId);
  }

  leave(jobId: string): void {
    this.#ids = this.#ids.filter((id) => id !== jobId);
    this.#places.delete(jobId);
  }

  /**
   * Puts a job before another one of its drive, or behind all.
   * @throws SpindleError conflict when one of them does not wait, or they wait for different drives
   */
  move(job: Waiter, before: Waiter | null): void {
    for (const each of [job, before]) if (each && !this.#ids.includes(each.id)) throw notWaiting(each);
    if (before && before.source.id !== job.source.id)
      throw new SpindleError(
        'conflict',
        `${job.name} waits for ${job.source.label}, ${before.name} for ${before.source.label}: they do not stand in each other's way. Nothing was moved.`,
        { jobId: job.id, before: before.id },
      );
    if (before?.id === job.id) return;
    this.#ids = movedBefore(this.#ids, job.id, before?.id ?? null);
    this.#places = new Map(this.#ids.map((id, index) => [id, index + 1]));
  }
}

function notWaiting({ id, name, state }: Waiter): SpindleError {
  return new SpindleError(
    'conflict',
    `${name} is ${state}: only jobs that wait can change places. Nothing was moved.`,
    { jobId: id, state },
  );
}
