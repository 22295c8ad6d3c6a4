/** Two of the four hashes of an image, computed beside the reading. MD5 is the slowest: it shares with CRC-32 only. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { Hashes } from '../../shared/model/output.ts';
import { consumeRing, type RingMemory } from './byte-ring.ts';

export interface HashThreadData {
  readonly ring: RingMemory;
  readonly consumer: 0 | 1;
}

export type HashThreadResult = Partial<Hashes> | null;

function md5AndCrc32({ ring, consumer }: HashThreadData): HashThreadResult {
  const md5 = createHash('md5');
  let crc = 0;
  const whole = consumeRing(ring, consumer, (bytes) => {
    md5.update(bytes);
    crc = crc32(bytes, crc);
  });
  return whole ? { md5: md5.digest('hex'), crc32: crc.toString(16).padStart(8, '0') } : null;
}

function sha1AndSha256({ ring, consumer }: HashThreadData): HashThreadResult {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  const whole = consumeRing(ring, consumer, (bytes) => {
    sha1.update(bytes);
    sha256.update(bytes);
  });
  return whole ? { sha1: sha1.digest('hex'), sha256: sha256.digest('hex') } : null;
}

const data = workerData as HashThreadData;
parentPort!.postMessage(data.consumer === 0 ? md5AndCrc32(data) : sha1AndSha256(data));
