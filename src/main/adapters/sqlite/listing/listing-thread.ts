/** The thread of files.db: listings of large images take seconds, in which the catalogue goes on being written. */
import type { Connection } from '../database.ts';
import { filesSchema } from '../migrations/files/schema.ts';
import { openDatabase } from '../open-database.ts';
import { serveThread } from '../serve-thread.ts';
import type { ListingCalls } from './listing-messages.ts';
import { abandonListing, appendPiece, beginListing, finishListing } from './listing-writer.ts';

function callsOf(connection: Connection): ListingCalls {
  return {
    begin: (task, madeMs) => beginListing(connection, task, madeMs),
    append: (listingId, piece) => appendPiece(connection, listingId, piece),
    finish: (listingId, summary) => finishListing(connection, listingId, summary),
    abandon: (listingId) => abandonListing(connection, listingId),
    close: () => connection.close(),
  };
}

serveThread<ListingCalls>({
  open: (path) => {
    const connection = openDatabase(path, filesSchema);
    // It can be made again from the images: a power failure may take the last listings, never the file.
    connection.pragma('synchronous = NORMAL');
    return connection;
  },
  callsOf,
});
