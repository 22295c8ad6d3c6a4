/**
 * Q of a whole disc as it comes from the drive, thirteen bytes a sector. What was read stays as it was read: analysis
 * and repair look at it and never change it.
 */
import { leadInStartLba } from '../../../shared/msf.ts';
import { isQCrcRight, qBytes } from './q-frame.ts';

export type QState = 'absent' | 'invalid' | 'valid';

/** MSF 99:59:74. */
export const lastLba = 449_849;
const stateAt = qBytes;
const entryBytes = qBytes + 1;
const noted = 1;
const valid = 2;
const pKnown = 4;
const pSet = 8;
const chunkSectors = 4096;

export class QCollector {
  readonly #chunks = new Map<number, Uint8Array>();
  #noted = 0;
  #valid = 0;
  #contradictions = 0;
  #firstLba = Number.POSITIVE_INFINITY;
  #endLba = Number.NEGATIVE_INFINITY;

  /** Sectors whose Q has come, whatever it was. */
  get noted(): number {
    return this.#noted;
  }

  get valid(): number {
    return this.#valid;
  }

  /** Sectors that gave two different Q, both with a right CRC; the first is kept. */
  get contradictions(): number {
    return this.#contradictions;
  }

  /** First LBA noted; above {@link endLba} while there is none. */
  get firstLba(): number {
    return this.#firstLba;
  }

  /** One past the last LBA noted. */
  get endLba(): number {
    return this.#endLba;
  }

  /**
   * Takes the Q a read of `lba` brought. A sector may come again: a Q with a right CRC takes the place of one without,
   * and is never given up.
   * @param p the P of the same sector, where it is known
   */
  note(lba: number, q: Uint8Array, offsetBytes = 0, p: boolean | null = null): void {
    if (!Number.isInteger(lba) || lba < leadInStartLba || lba > lastLba) {
      throw new RangeError(`LBA ${lba} is not on a CD`);
    }
    if (offsetBytes < 0 || offsetBytes + qBytes > q.length) {
      throw new RangeError(`No Q at ${offsetBytes} of ${q.length} bytes`);
    }
    const key = Math.floor(lba / chunkSectors);
    let chunk = this.#chunks.get(key);
    if (!chunk) {
      chunk = new Uint8Array(chunkSectors * entryBytes);
      this.#chunks.set(key, chunk);
    }
    const at = (lba - key * chunkSectors) * entryBytes;
    const before = chunk[at + stateAt]!;
    const isRight = isQCrcRight(q, offsetBytes);
    if (before & valid && isRight && !sameQ(chunk, at, q, offsetBytes)) this.#contradictions++;
    if (before & valid || (before & noted && !isRight)) return;
    for (let byte = 0; byte < qBytes; byte++) chunk[at + byte] = q[offsetBytes + byte]!;
    chunk[at + stateAt] = noted | (isRight ? valid : 0) | (p === null ? 0 : pKnown | (p ? pSet : 0));
    if (!(before & noted)) this.#noted++;
    if (isRight) this.#valid++;
    this.#firstLba = Math.min(this.#firstLba, lba);
    this.#endLba = Math.max(this.#endLba, lba + 1);
  }

  stateOf(lba: number): QState {
    const state = this.#flagsOf(lba);
    if (!(state & noted)) return 'absent';
    return state & valid ? 'valid' : 'invalid';
  }

  /** null where it was not told. */
  pOf(lba: number): boolean | null {
    const state = this.#flagsOf(lba);
    return state & pKnown ? (state & pSet) !== 0 : null;
  }

  /** The twelve bytes as they were read, not to be written to; null where nothing was. */
  qOf(lba: number): Uint8Array | null {
    if (!(this.#flagsOf(lba) & noted)) return null;
    const key = Math.floor(lba / chunkSectors);
    const at = (lba - key * chunkSectors) * entryBytes;
    return this.#chunks.get(key)!.subarray(at, at + qBytes);
  }

  #flagsOf(lba: number): number {
    const key = Math.floor(lba / chunkSectors);
    return this.#chunks.get(key)?.[(lba - key * chunkSectors) * entryBytes + stateAt] ?? 0;
  }
}

function sameQ(a: Uint8Array, aOffset: number, b: Uint8Array, bOffset: number): boolean {
  for (let byte = 0; byte < qBytes; byte++) if (a[aOffset + byte] !== b[bOffset + byte]) return false;
  return true;
}
