/** Starts the thread that checks an image, and hears of it. */
import { fromWireError, type WireError } from '../../../shared/errors.ts';
import type { ImageCheckProgress, ImageCheckResult } from '../../../shared/model/image-check.ts';
import type { ImageCheckEnd, RunningWork, WatchImageCheck } from '../../core/ports.ts';
import { startWorkThread } from '../work-thread.ts';
import { heapLimits } from './open-image-session.ts';

export type FromCheck =
  | { readonly type: 'progress'; readonly progress: ImageCheckProgress }
  | { readonly type: 'done'; readonly progress: ImageCheckProgress; readonly result: ImageCheckResult }
  | { readonly type: 'failed'; readonly error: WireError };

/** @param path of an image, a sheet or a sidecar */
export function startCheck(path: string, watch: WatchImageCheck): RunningWork {
  const thread = startWorkThread<FromCheck, ImageCheckEnd>({
    entry: 'adapters/images/check-thread',
    workerData: { path },
    resourceLimits: heapLimits,
    path,
    onMessage(message, end) {
      if (message.type === 'failed') return end({ state: 'failed', error: fromWireError(message.error) });
      watch.onProgress(message.progress);
      if (message.type === 'done') end({ state: 'done', result: message.result });
    },
    onEnd: watch.onEnd,
    lost: (why) => `Checking ${path} ended early: ${why}. The image is untouched; check it again.`,
  });
  return {
    async cancel() {
      thread.end({ state: 'cancelled' });
      await thread.worker.terminate();
    },
  };
}
