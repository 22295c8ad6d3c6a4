/** Entry of the thread that writes bags and documents; the catalogue's records come from its keeper, one by one. */
import { parentPort, workerData } from 'node:worker_threads';
import { fromWireError, toWireError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { HandOverProgress } from '../../core/handover/hand-over-port.ts';
import type { FromHandOver, HandOverThreadData, ToHandOver } from './hand-over-messages.ts';
import { Cancelled, writeHandOver } from './write-hand-over.ts';

const progressIntervalMs = 100;

const { order } = workerData as HandOverThreadData;
const port = parentPort!;
let isCancelled = false;
let toldMs = Number.NEGATIVE_INFINITY;
let asked: { resolve(dump: DumpRecord): void; reject(error: unknown): void } | null = null;

function say(message: FromHandOver): void {
  port.postMessage(message);
}

port.on('message', (message: ToHandOver) => {
  switch (message.type) {
    case 'stop':
      isCancelled = true;
      return;
    case 'dump':
      return asked?.resolve(message.dump);
    case 'no-dump':
      return asked?.reject(fromWireError(message.error));
  }
});

function dump(dumpId: string): Promise<DumpRecord> {
  say({ type: 'want', dumpId });
  return new Promise((resolve, reject) => {
    asked = { resolve, reject };
  });
}

function onProgress(progress: HandOverProgress): void {
  if (performance.now() - toldMs < progressIntervalMs) return;
  toldMs = performance.now();
  say({ type: 'progress', progress });
}

try {
  const result = await writeHandOver(order, {
    dump,
    onProgress,
    onWarning: (sentence) => say({ type: 'warning', sentence }),
    isCancelled: () => isCancelled,
  });
  say({ type: 'done', result });
} catch (error) {
  say(error instanceof Cancelled ? { type: 'cancelled' } : { type: 'failed', error: toWireError(error) });
}
port.close();
