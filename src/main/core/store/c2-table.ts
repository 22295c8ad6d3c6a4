/**
 * What C2 said of each sector: at its first reading, and of the bytes that are kept. Every sector has a place of its own and
 * nothing is added up, so a read that is noted again after a kill counts once.
 */
import {
  type C2Record,
  type C2Stretch,
  type C2Sum,
  mostC2Stretches,
} from '../../../shared/model/c2-record.ts';
import { c2NotKnown, flaggedOf } from '../optical/c2-pointers.ts';
import type { C2OfRead } from '../ports.ts';

/** Two marks: of the first reading, and of what is kept. */
export const c2EntryBytes = 4;

interface Stretch {
  readonly lba: number;
  readonly lengthSectors: number;
  readonly known: number;
  readonly first: C2Sum;
  readonly kept: C2Sum;
}

export class C2Table {
  readonly #marks: Uint16Array;
  readonly #totalSectors: number;
  readonly #stretchCount: number;
  /** Null where sectors were noted since it was summed up. */
  readonly #stretches: (Stretch | null)[];

  /** @param bytes all entries, as they are kept: zeros for a new table */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#marks = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    this.#totalSectors = bytes.length / c2EntryBytes;
    this.#stretchCount = Math.min(mostC2Stretches, this.#totalSectors);
    this.#stretches = new Array(this.#stretchCount).fill(null);
  }

  /**
   * @param read null where the sectors came without C2
   * @param isKept whether their bytes are
   */
  note(lba: number, count: number, read: C2OfRead | null, isKept: boolean): void {
    for (let index = 0; index < count; index++) {
      const at = (lba + index) * 2;
      if (read && this.#marks[at] === c2NotKnown) this.#marks[at] = read.first[index]!;
      if (isKept) this.#marks[at + 1] = read ? read.kept[index]! : c2NotKnown;
    }
    const last = this.#stretchOf(lba + count - 1);
    for (let index = this.#stretchOf(lba); index <= last; index++) this.#stretches[index] = null;
  }

  /** The entries of some sectors, as they are kept. */
  bytesOf(lba: number, count: number): Uint8Array {
    const { buffer, byteOffset } = this.#marks;
    return new Uint8Array(buffer, byteOffset + lba * c2EntryBytes, count * c2EntryBytes);
  }

  /** Null as long as no sector came with C2. */
  record(): C2Record | null {
    let knownSectors = 0;
    let first = nothing;
    let kept = nothing;
    const stretches: C2Stretch[] = [];
    for (let index = 0; index < this.#stretchCount; index++) {
      const stretch = this.#stretches[index] ?? this.#sumUp(index);
      this.#stretches[index] = stretch;
      if (stretch.known === 0) continue;
      knownSectors += stretch.known;
      first = together(first, stretch.first);
      kept = together(kept, stretch.kept);
      append(stretches, stretch);
    }
    return knownSectors === 0 ? null : { knownSectors, first, kept, stretches };
  }

  #stretchOf(lba: number): number {
    return Math.floor((lba * this.#stretchCount) / this.#totalSectors);
  }

  #sumUp(index: number): Stretch {
    const lba = Math.ceil((index * this.#totalSectors) / this.#stretchCount);
    const end = Math.ceil(((index + 1) * this.#totalSectors) / this.#stretchCount);
    let known = 0;
    for (let at = lba * 2; at < end * 2; at += 2)
      if (this.#marks[at] !== c2NotKnown || this.#marks[at + 1] !== c2NotKnown) known++;
    return {
      lba,
      lengthSectors: end - lba,
      known,
      first: this.#sumOf(lba, end, 0),
      kept: this.#sumOf(lba, end, 1),
    };
  }

  #sumOf(lba: number, end: number, which: 0 | 1): C2Sum {
    let sectors = 0;
    let bytes = 0;
    let worst: C2Sum['worst'] = null;
    for (let sector = lba; sector < end; sector++) {
      const flagged = flaggedOf(this.#marks[sector * 2 + which]!) ?? 0;
      if (flagged === 0) continue;
      sectors++;
      bytes += flagged;
      if (flagged > (worst?.bytes ?? 0)) worst = { lba: sector, bytes: flagged };
    }
    return { sectors, bytes, worst };
  }
}

const nothing: C2Sum = { sectors: 0, bytes: 0, worst: null };

function together(a: C2Sum, b: C2Sum): C2Sum {
  const worst = (b.worst?.bytes ?? 0) > (a.worst?.bytes ?? 0) ? b.worst : a.worst;
  return { sectors: a.sectors + b.sectors, bytes: a.bytes + b.bytes, worst };
}

function append(stretches: C2Stretch[], { lba, lengthSectors, known, first, kept }: Stretch): void {
  const before = stretches.at(-1);
  const isClean = known === lengthSectors && first.sectors === 0 && kept.sectors === 0;
  if (isClean && before && isWhole(before) && before[0] + before[1] === lba) {
    before[1] += lengthSectors;
    before[2] += known;
  } else stretches.push([lba, lengthSectors, known, first.sectors, first.bytes, kept.sectors, kept.bytes]);
}

function isWhole([, lengthSectors, known, firstSectors, , keptSectors]: C2Stretch): boolean {
  return known === lengthSectors && firstSectors === 0 && keptSectors === 0;
}
