/** A thread that does one piece of work: heard of while it works, its end told once, however it ends. */
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { SpindleError, toWireError } from '../../shared/errors.ts';
import { entryUrl } from './entry-url.ts';

export interface WorkThreadOrder<Message, End> {
  /** For `entryUrl`. */
  readonly entry: string;
  readonly workerData: unknown;
  readonly resourceLimits?: ResourceLimits;
  /** @param end tells the end; what comes after it is not heard */
  readonly onMessage: (message: Message, end: (result: End) => void) => void;
  /** Called once. */
  readonly onEnd: (end: End | WorkLost) => void;
  /** A sentence for a thread that ended without a word. @param why as the system says it */
  readonly lost: (why: string) => string;
  readonly path: string;
}

export interface WorkLost {
  readonly state: 'failed';
  readonly error: SpindleError;
}

export interface WorkThread<End> {
  readonly worker: Worker;
  /** Tells this end now, unless one was told. */
  end(result: End): void;
  /** Asks it to end by `tell`; one that does not is ended. Resolves when it is gone. */
  stop(tell: () => void): Promise<void>;
}

/** What a thread that was told to end may take: a piece of a file is on its way, or has to be taken away again. */
const goodbyeMs = 10_000;

export function startWorkThread<Message, End>(order: WorkThreadOrder<Message, End>): WorkThread<End> {
  const { workerData, resourceLimits, path } = order;
  const worker = new Worker(entryUrl(order.entry), {
    workerData,
    execArgv: [],
    ...(resourceLimits && { resourceLimits }),
  });
  let ended = false;
  let failure: unknown = null;
  const end = (result: End | WorkLost) => {
    if (ended) return;
    ended = true;
    order.onEnd(result);
  };
  worker.on('message', (message: Message) => {
    if (!ended) order.onMessage(message, end);
  });
  worker.on('error', (error) => {
    failure = error;
  });
  const closed = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      const why = failure === null ? 'its thread was ended' : toWireError(failure).message;
      end({ state: 'failed', error: new SpindleError('worker-lost', order.lost(why), { path }) });
      resolve();
    });
  });
  return {
    worker,
    end,
    async stop(tell) {
      tell();
      const timer = setTimeout(() => void worker.terminate(), goodbyeMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
