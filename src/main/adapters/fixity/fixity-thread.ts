/** Reads and hashes for fixity, one file after the other; file systems that hang hang this thread only. */
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { checkFile } from './check-file.ts';
import { control, type FixityAnswer, type FixityRequest, type FixityThreadData } from './fixity-messages.ts';
import { sightStorage } from './storage-sight.ts';

const port = parentPort!;
const { shared } = workerData as FixityThreadData;
const stop = new Int32Array(shared, 0, 1);
const bytes = new BigInt64Array(shared, control.bytesOffset, 1);

function answer(request: FixityRequest): FixityAnswer['value'] {
  switch (request.kind) {
    case 'sight':
      return sightStorage(request.root);
    case 'any-there':
      return request.paths.some((path) => existsSync(path));
    case 'check':
      return checkFile(request.file, {
        maxBytesPerSecond: request.maxBytesPerSecond,
        onBytes: (count) => {
          Atomics.add(bytes, 0, BigInt(count));
          return Atomics.load(stop, control.stopIndex) !== 0;
        },
        // Woken at once when it is asked to stop.
        sleep: (ms) => void Atomics.wait(stop, control.stopIndex, 0, ms),
      });
  }
}

port.on('message', (request: FixityRequest) => {
  port.postMessage({ id: request.id, value: answer(request) } satisfies FixityAnswer);
});
