/**
 * A value with a revision, waited for by long poll: whoever asks with the revision it holds gets the newest value as
 * soon as there is a newer one. Bursts are conflated: the revision moves at most ten times a second, and nothing is
 * queued for slow readers.
 */
export const feedIntervalMs = 100;

export class Feed<T> {
  #value: T;
  #revision = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #waiting = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  get revision(): number {
    return this.#revision;
  }

  /** True while somebody waits for the next value. */
  get isWatched(): boolean {
    return this.#waiting.size > 0;
  }

  set(value: T): void {
    this.#value = value;
    if (this.#timer) return;
    const waitMs = this.#lastMs + feedIntervalMs - performance.now();
    if (waitMs <= 0) this.#publish();
    else this.#timer = setTimeout(() => this.#publish(), waitMs);
  }

  /** The value, once its revision is above `after`. Rejects when `signal` is aborted. */
  async past(after: number, signal?: AbortSignal): Promise<{ revision: number; value: T }> {
    while (this.#revision <= after) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      });
    }
    return { revision: this.#revision, value: this.#value };
  }

  #publish(): void {
    this.#timer = null;
    this.#lastMs = performance.now();
    this.#revision++;
    for (const wake of [...this.#waiting]) wake();
  }
}
