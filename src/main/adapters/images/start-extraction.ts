/** Starts the thread that extracts, and hears of it. */
import { fromWireError } from '../../../shared/errors.ts';
import type { ExtractionEnd, RunningWork, WatchExtraction } from '../../core/ports.ts';
import { startWorkThread } from '../work-thread.ts';
import type { ExtractThreadData, FromExtraction } from './image-messages.ts';
import { heapLimits } from './open-image-session.ts';

export function startExtraction(
  order: Omit<ExtractThreadData, 'control'>,
  watch: WatchExtraction,
): RunningWork {
  const control = new SharedArrayBuffer(4);
  const workerData: ExtractThreadData = { ...order, control };
  const thread = startWorkThread<FromExtraction, ExtractionEnd>({
    entry: 'adapters/images/extract-thread',
    workerData,
    resourceLimits: heapLimits,
    path: order.path,
    onMessage(message, end) {
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
    },
    onEnd: watch.onEnd,
    lost: (why) =>
      `Extracting from ${order.path} ended early: ${why}. What was extracted is kept; extract the rest again.`,
  });
  return { cancel: () => thread.stop(() => Atomics.store(new Int32Array(control), 0, 1)) };
}
