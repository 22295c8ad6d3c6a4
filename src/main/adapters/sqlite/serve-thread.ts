/** A thread's end of the line whose other end is thread-link.ts: it alone holds its database, one call after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WireError } from '../../../shared/errors.ts';
import { toWire } from './catalogue-fault.ts';
import type { Connection } from './database.ts';
import type { Calls, ThreadData, ThreadRequest, ThreadResponse } from './thread-messages.ts';

export interface ThreadService<Asked extends Calls<Asked>> {
  /** @throws what the client is told as the reason why there is no thread */
  readonly open: (path: string) => Connection;
  /** `close` among them lets the connection go. */
  readonly callsOf: (connection: Connection, path: string) => Asked;
  /** What goes wrong, as it is told; failures of SQLite and the file system by themselves. */
  readonly asWire?: (error: unknown, path: string) => WireError;
}

export function serveThread<Asked extends Calls<Asked>>(service: ThreadService<Asked>): void {
  const { open, callsOf, asWire = toWire } = service;
  const { path } = workerData as ThreadData;
  const port = parentPort!;
  const answer = (response: ThreadResponse) => port.postMessage(response);

  async function serve(calls: Asked, request: ThreadRequest<Asked>): Promise<void> {
    try {
      // thread-link.ts lets only the values of a call be sent with its name.
      const call = calls[request.name] as unknown as (...values: unknown[]) => unknown;
      answer({ type: 'value', id: request.id, value: await call(...request.arguments) });
    } catch (error) {
      answer({ type: 'error', id: request.id, error: asWire(error, path) });
    }
    if (request.name === 'close') port.close();
  }

  try {
    const calls = callsOf(open(path), path);
    port.on('message', (request: ThreadRequest<Asked>) => void serve(calls, request));
    answer({ type: 'ready' });
  } catch (error) {
    answer({ type: 'refused', error: asWire(error, path) });
  }
}
