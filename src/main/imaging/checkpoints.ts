/** When to make the state durable: often where a read was dear, seldom where syncing is. */
const calmIntervalMs = 5000;
/** Time spent on failing reads that may be at stake: repeating them wears the carrier. */
const failureBudgetMs = 2000;
/** A checkpoint that takes long is taken less often, so that it costs at most a tenth of the time. */
const costFactor = 10;

export class Checkpoints {
  readonly #save: () => void;
  #lastMs: number;
  #intervalMs = calmIntervalMs;
  #failureMs = 0;

  constructor(save: () => void, nowMs: number) {
    this.#save = save;
    this.#lastMs = nowMs;
  }

  note(failedReadMs: number): void {
    this.#failureMs += failedReadMs;
  }

  takeIfDue(nowMs: number): void {
    if (nowMs - this.#lastMs >= this.#intervalMs || this.#failureMs >= failureBudgetMs) this.take(nowMs);
  }

  take(nowMs: number): void {
    this.#save();
    const costMs = performance.now() - nowMs;
    this.#intervalMs = Math.max(calmIntervalMs, costMs * costFactor);
    this.#lastMs = nowMs + costMs;
    this.#failureMs = 0;
  }
}
