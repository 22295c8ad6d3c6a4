/** Starts the thread that hands over, gives it the dumps it asks for, and hears of it. */
import { fromWireError, toWireError } from '../../../shared/errors.ts';
import type { HandOverEnd, HandOverOrder, WatchHandOver } from '../../core/handover/hand-over-port.ts';
import type { RunningWork } from '../../core/ports.ts';
import { startWorkThread } from '../work-thread.ts';
import type { FromHandOver, HandOverThreadData, ToHandOver } from './hand-over-messages.ts';

export function startHandOver(order: HandOverOrder, watch: WatchHandOver): RunningWork {
  const workerData: HandOverThreadData = { order };
  const tell = (message: ToHandOver) => thread.worker.postMessage(message);
  const give = (dumpId: string) =>
    watch.dump(dumpId).then(
      (dump) => tell({ type: 'dump', dump }),
      (error: unknown) => tell({ type: 'no-dump', error: toWireError(error) }),
    );
  const thread = startWorkThread<FromHandOver, HandOverEnd>({
    entry: 'adapters/handover/hand-over-thread',
    workerData,
    path: order.directory,
    onMessage(message, end) {
      switch (message.type) {
        case 'want':
          return void give(message.dumpId);
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
    },
    onEnd: watch.onEnd,
    lost: (why) =>
      `Handing over to ${order.directory} ended early: ${why}. Nothing got its name; start it again.`,
  });
  return { cancel: () => thread.stop(() => tell({ type: 'stop' })) };
}
