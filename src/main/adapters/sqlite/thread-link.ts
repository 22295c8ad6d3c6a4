/** The client's end of the line to the catalogue's thread: calls out, answers or the thread's end back. */
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { fromWireError, SpindleError } from '../../../shared/errors.ts';
import { entryUrl } from '../entry-url.ts';
import type {
  CallArguments,
  CallName,
  CallResult,
  Calls,
  CatalogueCalls,
  ThreadData,
  ThreadResponse,
} from './thread-messages.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: SpindleError) => void;
}

export interface ThreadLink<Asked extends Calls<Asked> = CatalogueCalls> {
  call<Name extends CallName<Asked>>(
    name: Name,
    ...values: CallArguments<Name, Asked>
  ): Promise<CallResult<Name, Asked>>;
  /** Resolves when the thread has closed its database and ended. Idempotent. */
  close(): Promise<void>;
}

/** @throws SpindleError as the thread refused the catalogue, or catalogue-unavailable */
export function startThread<Asked extends Calls<Asked> = CatalogueCalls>(
  path: string,
  entry = entryUrl('adapters/sqlite/catalogue-thread'),
  resourceLimits: ResourceLimits = {},
): Promise<ThreadLink<Asked>> {
  const workerData: ThreadData = { path };
  // Flags this process was started with (an inspector's port, an input type) are not for threads.
  const worker = new Worker(entry, { workerData, execArgv: [], resourceLimits });
  return new Promise((resolve, reject) => {
    const line = new Line<Asked>(path, worker);
    worker.once('message', (first: ThreadResponse) => {
      if (first.type === 'ready') resolve(line);
      else if (first.type === 'refused') reject(fromWireError(first.error));
    });
    line.onEnd((error) => reject(error));
  });
}

class Line<Asked extends Calls<Asked>> implements ThreadLink<Asked> {
  readonly #path: string;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  #lastId = 0;
  #closing: Promise<void> | null = null;
  /** Why no more calls can be made; null while the thread lives. */
  #end: SpindleError | null = null;
  #failure: unknown = null;
  #onEnd: (error: SpindleError) => void = () => {};

  constructor(path: string, worker: Worker) {
    this.#path = path;
    this.#worker = worker;
    worker.on('message', (response: ThreadResponse) => this.#settle(response));
    worker.on('error', (error) => {
      this.#failure = error;
    });
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#finish();
        resolve();
      });
    });
  }

  onEnd(listener: (error: SpindleError) => void): void {
    this.#onEnd = listener;
  }

  call<Name extends CallName<Asked>>(
    name: Name,
    ...values: CallArguments<Name, Asked>
  ): Promise<CallResult<Name, Asked>> {
    if (this.#closing || this.#end) return Promise.reject(this.#end ?? this.#unavailable('it was closed'));
    return this.#send(name, ...values) as Promise<CallResult<Name, Asked>>;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end ? Promise.resolve() : this.#send('close').then(() => this.#ended);
    return this.#closing;
  }

  #send(name: string, ...values: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, name, arguments: values });
      this.#pending.set(id, { resolve, reject });
      // A thread at rest keeps no process alive; one that works does.
      this.#worker.ref();
    });
  }

  #settle(response: ThreadResponse): void {
    if (response.type === 'value' || response.type === 'error') {
      const pending = this.#pending.get(response.id);
      this.#pending.delete(response.id);
      if (response.type === 'value') pending?.resolve(response.value);
      else pending?.reject(fromWireError(response.error));
    }
    if (this.#pending.size === 0 && this.#closing === null && response.type !== 'refused') {
      this.#worker.unref();
    }
  }

  #finish(): void {
    const why = this.#failure instanceof Error ? ` (${this.#failure.message})` : '';
    this.#end = this.#unavailable(this.#closing ? 'it was closed' : `its thread ended unexpectedly${why}`);
    for (const pending of this.#pending.values()) pending.reject(this.#end);
    this.#pending.clear();
    this.#onEnd(this.#end);
  }

  #unavailable(what: string): SpindleError {
    return new SpindleError(
      'catalogue-unavailable',
      `The catalogue ${this.#path} is not available: ${what}. What was recorded before is kept; open it again.`,
      { path: this.#path },
    );
  }
}
