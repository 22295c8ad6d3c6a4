/** A value with a revision that callers can wait for: the long poll of the contract, in memory. */
export class FakeFeed<T> {
  private revision = 0;
  private readonly waiting = new Set<() => void>();
  private current: T;

  constructor(value: T) {
    this.current = value;
  }

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    this.current = value;
    this.revision++;
    for (const wake of [...this.waiting]) wake();
  }

  async past(after: number, signal?: AbortSignal): Promise<{ revision: number; value: T }> {
    while (this.revision === after && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      });
    }
    return { revision: this.revision, value: this.current };
  }
}
