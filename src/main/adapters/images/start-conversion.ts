/** Starts the thread that converts, or that says what could become of an image, and hears of it. */
import { fromWireError } from '../../../shared/errors.ts';
import type { ConversionPlan } from '../../../shared/model/conversion.ts';
import type { ConversionEnd, ConversionOrder, RunningWork, WatchConversion } from '../../core/ports.ts';
import { startWorkThread, type WorkLost } from '../work-thread.ts';
import type { ConvertThreadData, FromConversion } from './conversion-messages.ts';
import { heapLimits } from './open-image-session.ts';

function threadOf(path: string, order: ConvertThreadData['order']) {
  const workerData: ConvertThreadData = { path, order };
  return {
    entry: 'adapters/images/convert-thread',
    workerData,
    resourceLimits: heapLimits,
    path,
    lost: (why: string) =>
      `Work on ${path} ended early: ${why}. The image is untouched and no file got its name; try again.`,
  };
}

/** @throws SpindleError as opening the image, or worker-lost */
export function planConversion(path: string): Promise<ConversionPlan> {
  return new Promise((resolve, reject) => {
    startWorkThread<FromConversion, { readonly state: 'planned'; readonly plan: ConversionPlan } | WorkLost>({
      ...threadOf(path, null),
      onMessage(message, end) {
        if (message.type === 'plan') end({ state: 'planned', plan: message.plan });
        else if (message.type === 'failed') end({ state: 'failed', error: fromWireError(message.error) });
      },
      onEnd: (end) => (end.state === 'planned' ? resolve(end.plan) : reject(end.error)),
    });
  });
}

export function startConversion(path: string, order: ConversionOrder, watch: WatchConversion): RunningWork {
  const thread = startWorkThread<FromConversion, ConversionEnd>({
    ...threadOf(path, order),
    onMessage(message, end) {
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
    },
    onEnd: watch.onEnd,
  });
  return { cancel: () => thread.stop(() => thread.worker.postMessage('stop')) };
}
