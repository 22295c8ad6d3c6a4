/**
 * One value per sector, kept as runs of equal values. All operations cost the runs they touch, so a clean disk of
 * any size is one run and a damaged one is as large as its damage.
 */
export interface Run<T> {
  readonly lba: number;
  readonly lengthSectors: number;
  readonly value: T;
}

export class RunMap<T> {
  readonly totalSectors: number;
  /** First LBA of each run, ascending, `[0]` first; neighbours differ in value. */
  readonly #starts: number[];
  readonly #values: T[];

  constructor(totalSectors: number, value: T) {
    if (!Number.isSafeInteger(totalSectors) || totalSectors <= 0) {
      throw new RangeError(`a map needs at least one sector, got ${totalSectors}`);
    }
    this.totalSectors = totalSectors;
    this.#starts = [0];
    this.#values = [value];
  }

  get runCount(): number {
    return this.#starts.length;
  }

  at(lba: number): T {
    return this.#values[this.#indexOf(lba)]!;
  }

  /** The whole run that holds `lba`. */
  runAt(lba: number): Run<T> {
    return this.#run(this.#indexOf(lba));
  }

  /** The first run at or after `lba` with a wanted value, cut to start no earlier than `lba`. */
  next(lba: number, wanted: (value: T) => boolean): Run<T> | null {
    if (lba >= this.totalSectors) return null;
    for (let index = this.#indexOf(Math.max(0, lba)); index < this.#starts.length; index++) {
      if (!wanted(this.#values[index]!)) continue;
      const run = this.#run(index);
      const start = Math.max(run.lba, lba);
      return { lba: start, lengthSectors: run.lba + run.lengthSectors - start, value: run.value };
    }
    return null;
  }

  /** The last run that starts before `end` with a wanted value, cut to end no later than `end`. */
  previous(end: number, wanted: (value: T) => boolean): Run<T> | null {
    if (end <= 0) return null;
    for (let index = this.#indexOf(Math.min(end, this.totalSectors) - 1); index >= 0; index--) {
      if (!wanted(this.#values[index]!)) continue;
      const run = this.#run(index);
      return { ...run, lengthSectors: Math.min(run.lba + run.lengthSectors, end) - run.lba };
    }
    return null;
  }

  *[Symbol.iterator](): Generator<Run<T>> {
    for (let index = 0; index < this.#starts.length; index++) yield this.#run(index);
  }

  /** Replaces each value of a range by `change(value)`; visits runs, not sectors. */
  update(lba: number, lengthSectors: number, change: (value: T, lengthSectors: number) => T): void {
    const end = lba + lengthSectors;
    if (lba < 0 || lengthSectors < 0 || end > this.totalSectors) {
      throw new RangeError(`range ${lba}+${lengthSectors} lies outside 0+${this.totalSectors}`);
    }
    if (lengthSectors === 0) return;
    const first = this.#indexOf(lba);
    const last = this.#indexOf(end - 1);
    const starts: number[] = [];
    const values: T[] = [];
    const push = (start: number, value: T) => {
      if (values.length > 0 && values[values.length - 1] === value) return;
      starts.push(start);
      values.push(value);
    };
    // A neighbour before the range takes part so that it can join with a changed run.
    const from = first > 0 && this.#starts[first] === lba ? first - 1 : first;
    for (let index = from; index <= last; index++) {
      const run = this.#run(index);
      const runEnd = run.lba + run.lengthSectors;
      const cutStart = Math.max(run.lba, lba);
      const cutEnd = Math.min(runEnd, end);
      if (run.lba < cutStart) push(run.lba, run.value);
      if (cutStart < cutEnd) push(cutStart, change(run.value, cutEnd - cutStart));
      if (runEnd > cutEnd && cutEnd >= cutStart) push(cutEnd, run.value);
    }
    const after = last + 1;
    const joinsNext = after < this.#starts.length && this.#values[after] === values[values.length - 1];
    const removed = after - from + (joinsNext ? 1 : 0);
    this.#starts.splice(from, removed, ...starts);
    this.#values.splice(from, removed, ...values);
  }

  #run(index: number): Run<T> {
    const lba = this.#starts[index]!;
    const end = this.#starts[index + 1] ?? this.totalSectors;
    return { lba, lengthSectors: end - lba, value: this.#values[index]! };
  }

  #indexOf(lba: number): number {
    if (!(lba >= 0 && lba < this.totalSectors)) {
      throw new RangeError(`LBA ${lba} lies outside 0+${this.totalSectors}`);
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= lba) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
