/**
 * What several readings of one audio sector say together. C2 can lie in both directions, so no single reading settles a
 * byte that was once in doubt: a value stands when two clean readings agree on it, and three for each one that differs.
 */
interface Candidate {
  readonly value: number;
  clean: number;
  flagged: number;
}

export class SectorVotes {
  readonly #first: Uint8Array;
  /** Bytes that were flagged, or did not come the same each time; all others agree in every reading. */
  readonly #contested = new Map<number, Candidate[]>();
  #readings = 0;

  /** @param sectorBytes length of a reading */
  constructor(sectorBytes: number) {
    this.#first = new Uint8Array(sectorBytes);
  }

  get readings(): number {
    return this.#readings;
  }

  /** Bytes still without two clean readings that agree. */
  get openBytes(): number {
    let open = 0;
    for (const candidates of this.#contested.values()) if (winner(candidates) === null) open++;
    return open;
  }

  /** Adds a reading; `isByteFlagged` tells what C2 says of each of its bytes. */
  add(bytes: Uint8Array, isByteFlagged: (index: number) => boolean): void {
    if (this.#readings === 0) this.#first.set(bytes);
    for (let index = 0; index < bytes.length; index++) {
      const value = bytes[index]!;
      const flagged = isByteFlagged(index);
      let candidates = this.#contested.get(index);
      if (candidates === undefined) {
        if (!flagged && value === this.#first[index]) continue;
        candidates =
          this.#readings === 0 ? [] : [{ value: this.#first[index]!, clean: this.#readings, flagged: 0 }];
        this.#contested.set(index, candidates);
      }
      vote(candidates, value, flagged);
    }
    this.#readings++;
  }

  /**
   * The sector all readings make together, or null while it is not settled: two readings at least, and every byte
   * with a winner.
   */
  settled(): Uint8Array | null {
    if (this.#readings < 2) return null;
    const sector = this.#first.slice();
    for (const [index, candidates] of this.#contested) {
      const value = winner(candidates);
      if (value === null) return null;
      sector[index] = value;
    }
    return sector;
  }
}

function vote(candidates: Candidate[], value: number, flagged: boolean): void {
  let candidate = candidates.find((one) => one.value === value);
  if (!candidate) {
    candidate = { value, clean: 0, flagged: 0 };
    candidates.push(candidate);
  }
  if (flagged) candidate.flagged++;
  else candidate.clean++;
}

function winner(candidates: readonly Candidate[]): number | null {
  const best = candidates.reduce((one, other) => (other.clean > one.clean ? other : one));
  const against = candidates.reduce((sum, one) => (one === best ? sum : sum + one.clean), 0);
  return best.clean >= 2 && best.clean >= 3 * against ? best.value : null;
}
