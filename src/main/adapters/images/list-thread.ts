/** Entry of the thread that lists one image for the catalogue: what lies, hangs or eats memory ends with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import { encodePiece } from '../../core/catalogue/listing.ts';
import { readSidecar } from '../files/dump-names.ts';
import { openImage } from '../open-image.ts';
import type { FromLister, ListThreadData } from './image-messages.ts';
import { listImage } from './list-image.ts';

const pulseMs = 500;
const { path, contents, unsent } = workerData as ListThreadData;
const waiting = new Int32Array(unsent);
/** Pieces on their way to the database. */
const mostUnsent = 4;
let toldMs = performance.now();

function say(message: FromLister): void {
  toldMs = performance.now();
  parentPort!.postMessage(message);
}

try {
  const sidecar = readSidecar(path);
  const image = await openImage(path);
  try {
    const summary = listImage(image, sidecar.disc?.disc ?? null, {
      contents,
      onPiece(piece) {
        // A disk that writes slower than this reads must not fill the memory between them.
        while (Atomics.load(waiting, 0) >= mostUnsent)
          Atomics.wait(waiting, 0, Atomics.load(waiting, 0), 1000);
        Atomics.add(waiting, 0, 1);
        say({ type: 'piece', bytes: encodePiece(piece) });
      },
      onPulse() {
        if (performance.now() - toldMs > pulseMs) say({ type: 'pulse' });
      },
    });
    say({ type: 'done', summary });
  } finally {
    image.close();
  }
} catch (error) {
  say({ type: 'failed', error: toWireError(error) });
}
