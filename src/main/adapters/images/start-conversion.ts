/** Starts the thread that converts, or that says what could become of an image, and hears of it. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError, toWireError } from '../../../shared/errors.ts';
import type { ConversionPlan } from '../../../shared/model/conversion.ts';
import type { ConversionEnd, ConversionOrder, RunningWork, WatchConversion } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import type { ConvertThreadData, FromConversion } from './conversion-messages.ts';
import { heapLimits } from './open-image-session.ts';

/** What a thread that was told to end may take: a file may have to be taken away again. */
const goodbyeMs = 10_000;

function threadOf(workerData: ConvertThreadData): Worker {
  return new Worker(entryUrl('adapters/images/convert-thread'), {
    workerData,
    execArgv: [],
    resourceLimits: heapLimits,
  });
}

function lost(path: string, failure: unknown): SpindleError {
  const why = failure === null ? 'its thread was ended' : toWireError(failure).message;
  return new SpindleError(
    'worker-lost',
    `Work on ${path} ended early: ${why}. The image is untouched and no file got its name; try again.`,
    { path },
  );
}

/** @throws SpindleError as opening the image, or worker-lost */
export function planConversion(path: string): Promise<ConversionPlan> {
  return new Promise((resolve, reject) => {
    const worker = threadOf({ path, order: null });
    let failure: unknown = null;
    worker.on('message', (message: FromConversion) => {
      if (message.type === 'plan') resolve(message.plan);
      else if (message.type === 'failed') reject(fromWireError(message.error));
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => reject(lost(path, failure)));
  });
}

export function startConversion(path: string, order: ConversionOrder, watch: WatchConversion): RunningWork {
  const worker = threadOf({ path, order });
  let ended = false;
  let failure: unknown = null;
  const end = (result: ConversionEnd) => {
    if (ended) return;
    ended = true;
    watch.onEnd(result);
  };
  worker.on('message', (message: FromConversion) => {
    switch (message.type) {
      case 'plan':
        return;
      case 'progress':
        return watch.onProgress(message.progress);
      case 'done':
        watch.onProgress(message.progress);
        return end({ state: 'done', result: message.result });
      case 'cancelled':
        return end({ state: 'cancelled' });
      case 'failed':
        return end({ state: 'failed', error: fromWireError(message.error) });
    }
  });
  worker.on('error', (error) => {
    failure = error;
  });
  const closed = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end({ state: 'failed', error: lost(path, failure) });
      resolve();
    });
  });
  return {
    async cancel() {
      worker.postMessage('stop');
      const timer = setTimeout(() => void worker.terminate(), goodbyeMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
