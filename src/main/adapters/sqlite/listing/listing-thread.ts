/** The thread of files.db: listings of large images take seconds, in which the catalogue goes on being written. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWire } from '../catalogue-fault.ts';
import type { Connection } from '../database.ts';
import { filesSchema } from '../migrations/files/schema.ts';
import { openDatabase } from '../open-database.ts';
import type { ThreadData, ThreadRequest, ThreadResponse } from '../thread-messages.ts';
import type { ListingCalls } from './listing-messages.ts';
import { abandonListing, appendPiece, beginListing, finishListing } from './listing-writer.ts';

const { path } = workerData as ThreadData;
const port = parentPort!;

function answer(response: ThreadResponse): void {
  port.postMessage(response);
}

function callsOf(connection: Connection): ListingCalls {
  return {
    begin: (task, madeMs) => beginListing(connection, task, madeMs),
    append: (listingId, piece) => appendPiece(connection, listingId, piece),
    finish: (listingId, summary) => finishListing(connection, listingId, summary),
    abandon: (listingId) => abandonListing(connection, listingId),
    close: () => connection.close(),
  };
}

function serve(calls: ListingCalls, request: ThreadRequest<ListingCalls>): void {
  try {
    const call = calls[request.name] as (...values: unknown[]) => unknown;
    answer({ type: 'value', id: request.id, value: call(...request.arguments) });
  } catch (error) {
    answer({ type: 'error', id: request.id, error: toWire(error, path) });
  }
  if (request.name === 'close') port.close();
}

function open(): Connection | null {
  try {
    const connection = openDatabase(path, filesSchema);
    // It can be made again from the images: a power failure may take the last listings, never the file.
    connection.pragma('synchronous = NORMAL');
    return connection;
  } catch (error) {
    answer({ type: 'refused', error: toWire(error, path) });
    return null;
  }
}

const connection = open();
if (connection) {
  const calls = callsOf(connection);
  port.on('message', (request: ThreadRequest<ListingCalls>) => serve(calls, request));
  answer({ type: 'ready' });
}
