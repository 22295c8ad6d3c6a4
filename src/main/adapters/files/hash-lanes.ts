/**
 * The four hashes of a long stream, taken by two threads beside whoever writes it. Bytes pass through a ring of shared
 * memory; MD5, the slowest, has a thread with CRC-32 only.
 */
import { Worker } from 'node:worker_threads';
import { SpindleError } from '../../../shared/errors.ts';
import type { Hashes } from '../../../shared/model/output.ts';
import { entryUrl } from '../entry-url.ts';
import { FourHashes } from './hash-file.ts';

export interface PassingHashes {
  readonly sizeBytes: number;
  update(bytes: Uint8Array): void;
  /**
   * Memory in which bytes can be made that are to pass next: what lies at its start when {@link update} is given it is not
   * copied. Up to {@link slotBytes} long; it changes with every update.
   */
  room(): Uint8Array;
  /** Of all that has passed. Nothing passes after it. */
  digest(): Hashes;
  /** Ends what runs for it, whether or not it was asked for its result. */
  stop(): void;
}

export const lanes = 2;
export const slotBytes = 256 * 1024;
export const slots = 16;
/** Of the control words: slots given out, whether it is over, and of each lane slots taken and whether it is done. */
export const given = 0;
export const over = 1;
export const taken = 2;
export const done = taken + lanes;
/** Of each lane, as text: hashes in hexadecimal one behind the other. */
export const resultBytes = 128;

export interface LaneMemory {
  readonly control: SharedArrayBuffer;
  readonly lengths: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
  readonly results: SharedArrayBuffer;
}

export interface LaneData {
  readonly memory: LaneMemory;
  readonly lane: number;
}

/** A lane takes a slot in a millisecond; one that has ended takes none. */
const longestWaitMs = 60_000;
/** Threads cost their start: below this the hashes are taken on the spot. */
const worthwhileBytes = 32 * 1024 * 1024;

/** @param expectedBytes about how much will pass */
export function passingHashes(expectedBytes: number): PassingHashes {
  return expectedBytes < worthwhileBytes ? onTheSpot() : besides();
}

function onTheSpot(): PassingHashes {
  const four = new FourHashes();
  let scratch: Uint8Array | null = null;
  return {
    get sizeBytes() {
      return four.sizeBytes;
    },
    update: (bytes) => four.update(bytes),
    room() {
      scratch ??= new Uint8Array(slotBytes);
      return scratch;
    },
    digest: () => four.digest(),
    stop: () => {},
  };
}

function besides(): PassingHashes {
  const memory: LaneMemory = {
    control: new SharedArrayBuffer((done + lanes) * 4),
    lengths: new SharedArrayBuffer(slots * 4),
    data: new SharedArrayBuffer(slots * slotBytes),
    results: new SharedArrayBuffer(lanes * resultBytes),
  };
  const control = new Int32Array(memory.control);
  const lengths = new Int32Array(memory.lengths);
  const data = new Uint8Array(memory.data);
  const threads = Array.from({ length: lanes }, (_, lane) => {
    const workerData: LaneData = { memory, lane };
    return new Worker(entryUrl('adapters/files/hash-lane-thread'), { workerData, execArgv: [] });
  });
  let sizeBytes = 0;
  let filled = 0;
  let hashes: Hashes | null = null;

  function waitWhile(index: number, isTooEarly: (value: number) => boolean): void {
    for (let value = Atomics.load(control, index); isTooEarly(value); value = Atomics.load(control, index))
      if (Atomics.wait(control, index, value, longestWaitMs) === 'timed-out')
        throw new SpindleError('internal', 'A thread that hashes does not answer. Nothing was written.');
  }

  function giveOut(): void {
    const next = Atomics.load(control, given);
    lengths[next % slots] = filled;
    filled = 0;
    Atomics.add(control, given, 1);
    Atomics.notify(control, given);
    for (let lane = 0; lane < lanes; lane++) waitWhile(taken + lane, (seen) => next + 1 - seen >= slots);
  }

  function finish(): Hashes {
    if (filled > 0) giveOut();
    Atomics.store(control, over, 1);
    // Wakes lanes that sleep on what was given out.
    Atomics.add(control, given, 1);
    Atomics.notify(control, given);
    for (let lane = 0; lane < lanes; lane++) waitWhile(done + lane, (value) => value === 0);
    const text = (lane: number) =>
      Buffer.from(memory.results, lane * resultBytes, resultBytes)
        .toString('latin1')
        .replace(/\0+$/, '')
        .split(' ');
    const [md5, crc32] = text(0);
    const [sha1, sha256] = text(1);
    return { crc32: crc32!, md5: md5!, sha1: sha1!, sha256: sha256! };
  }

  const slotAt = () => (Atomics.load(control, given) % slots) * slotBytes;

  return {
    get sizeBytes() {
      return sizeBytes;
    },
    room: () => data.subarray(slotAt() + filled, slotAt() + slotBytes),
    update(bytes) {
      sizeBytes += bytes.length;
      if (bytes.buffer === memory.data && bytes.byteOffset === slotAt() + filled) {
        filled += bytes.length;
        if (filled === slotBytes) giveOut();
        return;
      }
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + slotBytes - filled);
        data.set(part, slotAt() + filled);
        filled += part.length;
        at += part.length;
        if (filled === slotBytes) giveOut();
      }
    },
    digest() {
      hashes ??= finish();
      return hashes;
    },
    stop() {
      for (const thread of threads) void thread.terminate();
    },
  };
}
