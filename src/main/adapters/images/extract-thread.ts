/** Entry of the thread that extracts: it reads what nobody vouches for and writes as long as it takes. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import type { ExtractionProgress } from '../../../shared/model/image-files.ts';
import { openImage } from '../open-image.ts';
import { extractEntries } from './extract-entries.ts';
import type { ExtractThreadData, FromExtraction } from './image-messages.ts';

const progressIntervalMs = 100;

const { path, control, ...order } = workerData as ExtractThreadData;
const stop = new Int32Array(control);
let last: ExtractionProgress | null = null;
let toldMs = Number.NEGATIVE_INFINITY;

function say(message: FromExtraction): void {
  parentPort!.postMessage(message);
}

function onProgress(progress: ExtractionProgress): void {
  last = progress;
  if (performance.now() - toldMs < progressIntervalMs) return;
  toldMs = performance.now();
  say({ type: 'progress', progress });
}

try {
  const image = await openImage(path);
  try {
    const { state, progress } = extractEntries(image, order, {
      onProgress,
      isCancelled: () => Atomics.load(stop, 0) !== 0,
    });
    say({ type: state, progress });
  } finally {
    image.close();
  }
} catch (error) {
  say({ type: 'failed', progress: last, error: toWireError(error) });
}
