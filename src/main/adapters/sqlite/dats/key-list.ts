/**
 * Pairs of content and set, kept until all are known: an index that is filled in order grows at its end only, which is
 * several times as fast as filling it in the order hashes come.
 */
export class KeyList {
  /** Key and set in turn. */
  #pairs = new Float64Array(8192);
  #length = 0;

  add(key: number, gameId: number): void {
    if (this.#length + 2 > this.#pairs.length) {
      const grown = new Float64Array(this.#pairs.length * 2);
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    this.#pairs[this.#length++] = key;
    this.#pairs[this.#length++] = gameId;
  }

  /** Key and set in turn, in the order of both. */
  sorted(): Float64Array {
    const pairs = this.#pairs;
    const order = new Uint32Array(this.#length / 2);
    for (let index = 0; index < order.length; index++) order[index] = index * 2;
    order.sort((a, b) => pairs[a]! - pairs[b]! || pairs[a + 1]! - pairs[b + 1]!);
    const sorted = new Float64Array(this.#length);
    for (const [index, at] of order.entries()) {
      sorted[index * 2] = pairs[at]!;
      sorted[index * 2 + 1] = pairs[at + 1]!;
    }
    return sorted;
  }
}
