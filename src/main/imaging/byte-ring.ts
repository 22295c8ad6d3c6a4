/**
 * A ring of page-aligned buffers shared by the reader thread and the threads that hash: the reader fills a slot from the
 * device, writes it to the image from the same memory, and publishes it in order; each consumer sees every published
 * slot once. Memory is bounded by the ring; a slow consumer holds the reader back.
 */
import { allocateAlignedShared } from '../adapters/memory/aligned.ts';

const published = 0;
const closed = 1;
/** Changes with every publication and with the end: what consumers sleep on. */
const news = 2;
const firstConsumer = 3;

export const ringConsumers = 2;
export const ringSlotBytes = 256 * 1024;
const ringSlots = 24;

const running = 0;
const finished = 1;
const aborted = 2;

/** Everything a thread needs to take part; may be posted. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly lengths: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

export function createRingMemory(): RingMemory {
  return {
    control: new SharedArrayBuffer((firstConsumer + ringConsumers) * 4),
    lengths: new SharedArrayBuffer(ringSlots * 4),
    data: allocateAlignedShared(ringSlots * ringSlotBytes).buffer,
  };
}

export class RingProducer {
  readonly #control: Int32Array;
  readonly #lengths: Int32Array;
  readonly #data: SharedArrayBuffer;

  constructor(memory: RingMemory) {
    this.#control = new Int32Array(memory.control);
    this.#lengths = new Int32Array(memory.lengths);
    this.#data = memory.data;
  }

  /** The buffer that will be published next, once every consumer has left it. Blocks. */
  slot(): Uint8Array {
    const next = Atomics.load(this.#control, published);
    for (let consumer = 0; consumer < ringConsumers; consumer++) {
      const index = firstConsumer + consumer;
      for (let seen = Atomics.load(this.#control, index); next - seen >= ringSlots; ) {
        Atomics.wait(this.#control, index, seen);
        seen = Atomics.load(this.#control, index);
      }
    }
    return new Uint8Array(this.#data, (next % ringSlots) * ringSlotBytes, ringSlotBytes);
  }

  /** Hands the first `lengthBytes` of the current slot to the consumers. */
  publish(lengthBytes: number): void {
    const next = Atomics.load(this.#control, published);
    this.#lengths[next % ringSlots] = lengthBytes;
    Atomics.store(this.#control, published, next + 1);
    this.#wake();
  }

  /** No more will come. */
  finish(): void {
    this.#close(finished);
  }

  /** What came is not the whole: digests of it must not be used. */
  abort(): void {
    this.#close(aborted);
  }

  #close(how: number): void {
    Atomics.store(this.#control, closed, how);
    this.#wake();
  }

  #wake(): void {
    Atomics.add(this.#control, news, 1);
    Atomics.notify(this.#control, news);
  }
}

/** @returns true when the ring was finished, false when it was aborted */
export function consumeRing(memory: RingMemory, consumer: number, use: (bytes: Uint8Array) => void): boolean {
  const control = new Int32Array(memory.control);
  const lengths = new Int32Array(memory.lengths);
  const index = firstConsumer + consumer;
  for (let seen = 0; ; ) {
    const heard = Atomics.load(control, news);
    if (seen < Atomics.load(control, published)) {
      const slot = seen % ringSlots;
      use(new Uint8Array(memory.data, slot * ringSlotBytes, lengths[slot]!));
      seen++;
      Atomics.store(control, index, seen);
      Atomics.notify(control, index);
      continue;
    }
    // Closing comes after the last publication, and `seen` was compared with it after hearing the news.
    const how = Atomics.load(control, closed);
    if (how !== running && seen === Atomics.load(control, published)) return how === finished;
    Atomics.wait(control, news, heard);
  }
}
