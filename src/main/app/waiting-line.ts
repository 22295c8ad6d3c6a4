/** Who waits for which drive, in what order, and which drives begin nothing more until somebody says so. */
import { SpindleError } from '../../shared/errors.ts';
import type { JobSnapshot } from '../../shared/model/job.ts';
import { movedBefore } from '../../shared/model/waiting-order.ts';

/** As much of a job as its place depends on. */
export type Waiter = Pick<JobSnapshot, 'id' | 'name' | 'state' | 'source'>;

export class WaitingLine {
  #ids: string[] = [];
  readonly #held = new Set<string>();

  /** The ids of those who wait, the next first. Jobs of one drive are in their order; drives do not wait for each other. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Ids of the sources in which no job begins by itself. */
  get held(): readonly string[] {
    return [...this.#held];
  }

  isHeld(sourceId: string): boolean {
    return this.#held.has(sourceId);
  }

  hold(sourceId: string, held: boolean): void {
    if (held) this.#held.add(sourceId);
    else this.#held.delete(sourceId);
  }

  join(jobId: string): void {
    this.leave(jobId);
    this.#ids.push(jobId);
  }

  leave(jobId: string): void {
    this.#ids = this.#ids.filter((id) => id !== jobId);
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
  }
}

function notWaiting({ id, name, state }: Waiter): SpindleError {
  return new SpindleError(
    'conflict',
    `${name} is ${state}: only jobs that wait can change places. Nothing was moved.`,
    { jobId: id, state },
  );
}
