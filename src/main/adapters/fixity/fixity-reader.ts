/** The hub's end of the fixity thread. */
import { Worker } from 'node:worker_threads';
import { SpindleError } from '../../../shared/errors.ts';
import type { FixityReader } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import { control, type FixityAnswer, type FixityRequest, type FixityThreadData } from './fixity-messages.ts';

type Asked = FixityRequest extends infer Request
  ? Request extends FixityRequest
    ? Omit<Request, 'id'>
    : never
  : never;

export function openFixityReader(): FixityReader {
  const shared = new SharedArrayBuffer(control.sharedBytes);
  const stop = new Int32Array(shared, 0, 1);
  const bytes = new BigInt64Array(shared, control.bytesOffset, 1);
  const workerData: FixityThreadData = { shared };
  const worker = new Worker(entryUrl('adapters/fixity/fixity-thread'), { workerData, execArgv: [] });
  const pending = new Map<number, { resolve: (value: never) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  const fail = (why: unknown) => {
    const error = new SpindleError(
      'worker-lost',
      `The fixity check ended unexpectedly (${why instanceof Error ? why.message : String(why)}). What it found before is kept; start it again.`,
    );
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('message', ({ id, value }: FixityAnswer) => {
    pending.get(id)?.resolve(value as never);
    pending.delete(id);
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(`status ${code}`));
  const ask = <Value>(request: Asked): Promise<Value> => {
    const id = ++lastId;
    return new Promise<Value>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });
  };
  return {
    sight: (root) => ask({ kind: 'sight', root }),
    anyIsThere: (paths) => ask({ kind: 'any-there', paths }),
    check: (file, maxBytesPerSecond) => ask({ kind: 'check', file, maxBytesPerSecond }),
    readBytes: () => Number(Atomics.load(bytes, 0)),
    stop: () => {
      Atomics.store(stop, control.stopIndex, 1);
      Atomics.notify(stop, control.stopIndex);
    },
    close: async () => {
      worker.removeAllListeners('exit');
      await worker.terminate();
    },
  };
}
