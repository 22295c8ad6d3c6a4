/** Starts the thread that hands over, gives it the dumps it asks for, and hears of it. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError, toWireError } from '../../../shared/errors.ts';
import type { HandOverEnd, HandOverOrder, WatchHandOver } from '../../core/handover/hand-over-port.ts';
import type { RunningWork } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import type { FromHandOver, HandOverThreadData, ToHandOver } from './hand-over-messages.ts';

/** What a thread that was told to end may take: a piece of a file is on its way. */
const goodbyeMs = 10_000;

export function startHandOver(order: HandOverOrder, watch: WatchHandOver): RunningWork {
  const workerData: HandOverThreadData = { order };
  const worker = new Worker(entryUrl('adapters/handover/hand-over-thread'), { workerData, execArgv: [] });
  const tell = (message: ToHandOver) => worker.postMessage(message);
  let ended = false;
  let failure: unknown = null;
  const end = (result: HandOverEnd) => {
    if (ended) return;
    ended = true;
    watch.onEnd(result);
  };
  worker.on('message', (message: FromHandOver) => {
    switch (message.type) {
      case 'want':
        watch.dump(message.dumpId).then(
          (dump) => tell({ type: 'dump', dump }),
          (error: unknown) => tell({ type: 'no-dump', error: toWireError(error) }),
        );
        return;
      case 'progress':
        return watch.onProgress(message.progress);
      case 'warning':
        return watch.onWarning(message.sentence);
      case 'done':
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
      const why = failure === null ? 'its thread was ended' : toWireError(failure).message;
      const words = `Handing over to ${order.directory} ended early: ${why}. Nothing got its name; start it again.`;
      end({ state: 'failed', error: new SpindleError('worker-lost', words, { path: order.directory }) });
      resolve();
    });
  });
  return {
    async cancel() {
      tell({ type: 'stop' });
      const timer = setTimeout(() => void worker.terminate(), goodbyeMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
