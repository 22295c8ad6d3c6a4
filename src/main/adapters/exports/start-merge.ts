/** Starts the thread that puts dumps together, and hears of it. */
import { fromWireError } from '../../../shared/errors.ts';
import type { DumpMergeEnd, DumpMergeOrder, WatchDumpMerge } from '../../core/merge/merge-port.ts';
import type { RunningWork } from '../../core/ports.ts';
import { startWorkThread } from '../work-thread.ts';
import type { FromMerge, MergeThreadData } from './merge-messages.ts';

export function startMerge(order: DumpMergeOrder, watch: WatchDumpMerge): RunningWork {
  const workerData: MergeThreadData = order;
  const [path = ''] = order.paths;
  const thread = startWorkThread<FromMerge, DumpMergeEnd>({
    entry: 'adapters/exports/merge-thread',
    workerData,
    path,
    lost: (why) =>
      `Merging ended early: ${why}. The dumps are untouched and no file got its name; try again.`,
    onMessage(message, end) {
      switch (message.type) {
        case 'progress':
          return watch.onProgress(message.phase, message.share);
        case 'report':
          return watch.onReport(message.report);
        case 'done':
          return end({ state: 'done', written: message.written });
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
