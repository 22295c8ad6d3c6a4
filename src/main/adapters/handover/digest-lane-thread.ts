/** The thread of digest-lane.ts: SHA-256 of pieces in shared memory, one stream after the other. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { LaneAnswer, LaneRequest } from './digest-lane.ts';

let hash = createHash('sha256');

function answer(request: LaneRequest): LaneAnswer {
  if (request.kind === 'piece') {
    hash.update(new Uint8Array(request.memory, request.offsetBytes, request.lengthBytes));
    return { digest: null };
  }
  const digest = hash.digest('hex');
  hash = createHash('sha256');
  return { digest };
}

parentPort!.on('message', (request: LaneRequest) => parentPort!.postMessage(answer(request)));
