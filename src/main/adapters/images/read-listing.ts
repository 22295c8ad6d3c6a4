/** The hub's end of the line to the thread that lists one image. It is ended when it is silent, or takes too long. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError } from '../../../shared/errors.ts';
import type { ListingSummary } from '../../core/catalogue/search-port.ts';
import { entryUrl } from '../entry-url.ts';
import type { FromLister, ListThreadData } from './image-messages.ts';
import { heapLimits } from './open-image-session.ts';

export interface ReadListingOptions {
  readonly contents: boolean;
  /** Stores a piece; the next ones wait for it. */
  readonly onPiece: (bytes: Uint8Array) => Promise<void>;
  readonly signal: AbortSignal;
  readonly entry?: URL;
  /** How long it may say nothing. */
  readonly silenceMs?: number;
  /** How long all of it may take. */
  readonly totalMs?: number;
}

const defaultSilenceMs = 60_000;
/** Names alone of the largest image take minutes on a slow disk; reading all of a full one takes as long as its bytes. */
const namesMs = 15 * 60_000;
const contentsMs = 12 * 3_600_000;

/**
 * @param path of a sidecar
 * @throws SpindleError as opening it; worker-lost when it was ended
 */
export async function readListing(path: string, options: ReadListingOptions): Promise<ListingSummary> {
  const { contents, onPiece, signal, entry = entryUrl('adapters/images/list-thread') } = options;
  const { silenceMs = defaultSilenceMs, totalMs = contents ? contentsMs : namesMs } = options;
  signal.throwIfAborted();
  const unsent = new SharedArrayBuffer(4);
  const workerData: ListThreadData = { path, contents, unsent };
  const worker = new Worker(entry, { workerData, execArgv: [], resourceLimits: heapLimits });
  const lost = (what: string) =>
    new SpindleError(
      'worker-lost',
      `The files in ${path} were not listed: ${what}. The image is untouched; list it again, or look at it with spindle ls.`,
      { path },
    );
  let stored: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ListingSummary>((resolve, reject) => {
      const giveUp = (what: string) => reject(lost(what));
      const expect = () => {
        clearTimeout(timer);
        timer = setTimeout(
          () => giveUp(`nothing was heard for ${Math.round(silenceMs / 1000)} s`),
          silenceMs,
        );
      };
      const whole = setTimeout(
        () => giveUp(`it took more than ${Math.round(totalMs / 60_000)} min`),
        totalMs,
      );
      signal.addEventListener('abort', () => giveUp('it was stopped'), { once: true });
      expect();
      worker.on('message', (message: FromLister) => {
        expect();
        switch (message.type) {
          case 'pulse':
            return;
          case 'piece':
            stored = stored
              .then(() => onPiece(message.bytes))
              .then(() => {
                taken();
                expect();
              });
            stored.catch(reject);
            return;
          case 'failed':
            return reject(fromWireError(message.error));
          case 'done':
            clearTimeout(timer);
            return void stored.then(() => resolve(message.summary), reject);
        }
      });
      worker.on('error', (error) => giveUp(`its thread ended (${(error as Error).message})`));
      worker.on('exit', () => {
        clearTimeout(whole);
        void stored.finally(() => giveUp('its thread was ended')).catch(() => {});
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }

  function taken(): void {
    const cell = new Int32Array(unsent);
    Atomics.sub(cell, 0, 1);
    Atomics.notify(cell, 0);
  }
}
