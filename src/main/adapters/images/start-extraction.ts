/** Starts the thread that extracts, and hears of it. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError, toWireError } from '../../../shared/errors.ts';
import type { RunningWork, WatchExtraction } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import type { ExtractThreadData, FromExtraction } from './image-messages.ts';
import { heapLimits } from './open-image-session.ts';

/** What a thread that was told to end may take until it is ended: a piece of a file is on its way. */
const goodbyeMs = 10_000;

export function startExtraction(
  order: Omit<ExtractThreadData, 'control'>,
  watch: WatchExtraction,
): RunningWork {
  const control = new SharedArrayBuffer(4);
  const workerData: ExtractThreadData = { ...order, control };
  const worker = new Worker(entryUrl('adapters/images/extract-thread'), {
    workerData,
    execArgv: [],
    resourceLimits: heapLimits,
  });
  let ended = false;
  let failure: unknown = null;
  const end = (result: Parameters<WatchExtraction['onEnd']>[0]) => {
    if (ended) return;
    ended = true;
    watch.onEnd(result);
  };
  worker.on('message', (message: FromExtraction) => {
    if (message.progress) watch.onProgress(message.progress);
    switch (message.type) {
      case 'progress':
        return;
      case 'failed':
        return end({ state: 'failed', error: fromWireError(message.error) });
      case 'done':
      case 'cancelled':
        return end({ state: message.type });
    }
  });
  worker.on('error', (error) => {
    failure = error;
  });
  const closed = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      const why = failure === null ? 'its thread was ended' : toWireError(failure).message;
      const words = `Extracting from ${order.path} ended early: ${why}. What was extracted is kept; extract the rest again.`;
      end({ state: 'failed', error: new SpindleError('worker-lost', words, { path: order.path }) });
      resolve();
    });
  });
  return {
    async cancel() {
      Atomics.store(new Int32Array(control), 0, 1);
      const timer = setTimeout(() => void worker.terminate(), goodbyeMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
