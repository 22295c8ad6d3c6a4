/** The hub's end of the line to an image's thread. A thread that does not answer in time is ended. */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError } from '../../../shared/errors.ts';
import type { ImageDescription } from '../../../shared/model/image-files.ts';
import type { ImageSession } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import {
  type Answer,
  type ImageQuestions,
  type ImageThreadData,
  openingId,
  type Question,
  type QuestionName,
} from './image-messages.ts';

export interface SessionOptions {
  readonly entry?: URL;
  /** How long one answer may take. */
  readonly patienceMs?: number;
}

/** The largest directories and the deepest trees fit into this; what wants more is given up. */
export const heapLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };
/** A tree of a hundred thousand files is walked in seconds; a disk that has to spin up first takes some more. */
const defaultPatienceMs = 60_000;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: SpindleError) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * @param path an image, a sidecar or a store
 * @throws SpindleError as opening it, or worker-lost
 */
export async function openImageSession(path: string, options: SessionOptions = {}): Promise<ImageSession> {
  const { entry = entryUrl('adapters/images/image-thread'), patienceMs = defaultPatienceMs } = options;
  const workerData: ImageThreadData = { path };
  const worker = new Worker(entry, { workerData, execArgv: [], resourceLimits: heapLimits });
  worker.unref();
  const pending = new Map<number, Pending>();
  let lastId = openingId;
  let isOpen = true;
  let failure: Error | null = null;

  function end(error: SpindleError): void {
    isOpen = false;
    for (const { reject, timer } of pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    pending.clear();
    void worker.terminate();
  }

  function lost(what: string): SpindleError {
    return new SpindleError(
      'worker-lost',
      `Reading ${path} was given up: ${what}. The image is untouched; try again, or look at it with spindle ls.`,
      { path },
    );
  }

  function expect(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const slow = () => end(lost(`there was no answer for ${Math.round(patienceMs / 1000)} s`));
      pending.set(id, { resolve, reject, timer: setTimeout(slow, patienceMs) });
    });
  }

  worker.on('message', (answer: Answer) => {
    const asked = pending.get(answer.id);
    if (!asked) return;
    pending.delete(answer.id);
    clearTimeout(asked.timer);
    if ('error' in answer) asked.reject(fromWireError(answer.error));
    else asked.resolve(answer.value);
  });
  worker.on('error', (error) => {
    failure = error as Error;
  });
  worker.on('exit', () => end(lost(failure ? `its thread ended (${failure.message})` : 'it was closed')));

  function ask<Name extends QuestionName>(name: Name, asked: Parameters<ImageQuestions[Name]>[0]) {
    if (!isOpen) return Promise.reject(lost('it was closed'));
    const question: Question = { id: ++lastId, name, asked };
    const answer = expect(question.id);
    worker.postMessage(question);
    return answer as Promise<Awaited<ReturnType<ImageQuestions[Name]>>>;
  }

  const opening = expect(openingId);
  try {
    const description = (await opening) as ImageDescription;
    return {
      description,
      get isOpen() {
        return isOpen;
      },
      list: (asked) => ask('list', asked),
      seek: (asked) => ask('seek', asked),
      hurt: (asked) => ask('hurt', asked),
      read: (asked) => ask('read', asked),
      sound: (asked) => ask('sound', asked),
      portrait: () => ask('portrait', undefined),
      sector: (asked) => ask('sector', asked),
      close: () => end(lost('it was closed')),
    };
  } catch (error) {
    void worker.terminate();
    throw error;
  }
}
