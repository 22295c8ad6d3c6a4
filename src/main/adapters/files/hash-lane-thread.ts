/** A thread of hash-lanes.ts: takes what is given out, in order, until it is over. */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { done, given, type LaneData, over, resultBytes, slotBytes, slots, taken } from './hash-lanes.ts';

const { memory, lane } = workerData as LaneData;
const control = new Int32Array(memory.control);
const lengths = new Int32Array(memory.lengths);

function md5AndCrc() {
  const md5 = createHash('md5');
  let crc = 0;
  return {
    update(bytes: Uint8Array) {
      md5.update(bytes);
      crc = crc32(bytes, crc);
    },
    result: () => `${md5.digest('hex')} ${crc.toString(16).padStart(8, '0')}`,
  };
}

function bothSha() {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  return {
    update(bytes: Uint8Array) {
      sha1.update(bytes);
      sha256.update(bytes);
    },
    result: () => `${sha1.digest('hex')} ${sha256.digest('hex')}`,
  };
}

const hashes = lane === 0 ? md5AndCrc() : bothSha();
for (let next = 0; ; ) {
  const available = Atomics.load(control, given);
  if (available === next) {
    Atomics.wait(control, given, available);
    continue;
  }
  // The last word given out is no slot but the end.
  if (Atomics.load(control, over) === 1 && available - 1 === next) break;
  const slot = next % slots;
  hashes.update(new Uint8Array(memory.data, slot * slotBytes, lengths[slot]));
  next++;
  Atomics.store(control, taken + lane, next);
  Atomics.notify(control, taken + lane);
}
new Uint8Array(memory.results, lane * resultBytes, resultBytes).set(Buffer.from(hashes.result(), 'latin1'));
Atomics.store(control, done + lane, 1);
Atomics.notify(control, done + lane);
