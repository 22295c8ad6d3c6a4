/** Starts the thread that checks an image, and hears of it. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError, toWireError, type WireError } from '../../../shared/errors.ts';
import type { ImageCheckProgress, ImageCheckResult } from '../../../shared/model/image-check.ts';
import type { ImageCheckEnd, RunningWork, WatchImageCheck } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import { heapLimits } from './open-image-session.ts';

export type FromCheck =
  | { readonly type: 'progress'; readonly progress: ImageCheckProgress }
  | { readonly type: 'done'; readonly progress: ImageCheckProgress; readonly result: ImageCheckResult }
  | { readonly type: 'failed'; readonly error: WireError };

/** @param path of an image, a sheet or a sidecar */
export function startCheck(path: string, watch: WatchImageCheck): RunningWork {
  const worker = new Worker(entryUrl('adapters/images/check-thread'), {
    workerData: { path },
    execArgv: [],
    resourceLimits: heapLimits,
  });
  let ended = false;
  let failure: unknown = null;
  const end = (result: ImageCheckEnd) => {
    if (ended) return;
    ended = true;
    watch.onEnd(result);
  };
  worker.on('message', (message: FromCheck) => {
    if (ended) return;
    if (message.type === 'failed') return end({ state: 'failed', error: fromWireError(message.error) });
    watch.onProgress(message.progress);
    if (message.type === 'done') end({ state: 'done', result: message.result });
  });
  worker.on('error', (error) => {
    failure = error;
  });
  worker.on('exit', () => {
    const why = failure === null ? 'its thread was ended' : toWireError(failure).message;
    const words = `Checking ${path} ended early: ${why}. The image is untouched; check it again.`;
    end({ state: 'failed', error: new SpindleError('worker-lost', words, { path }) });
  });
  return {
    async cancel() {
      end({ state: 'cancelled' });
      await worker.terminate();
    },
  };
}
