/** From an image to its listing in files.db: one thread reads it, another writes, the hub hands pieces on unseen. */
import type { ImageLister, ListingSummary } from '../../../core/catalogue/search-port.ts';
import { entryUrl } from '../../entry-url.ts';
import { sidecarPath } from '../../files/dump-names.ts';
import { type ReadListingOptions, readListing } from '../../images/read-listing.ts';
import { startThread, type ThreadLink } from '../thread-link.ts';
import { filesPath } from './files-path.ts';
import type { ListingCalls } from './listing-messages.ts';

export type ListerLimits = Pick<ReadListingOptions, 'entry' | 'silenceMs' | 'totalMs'>;

/** The file is made with the first listing. */
export function imageLister(cataloguePath: string, limits: ListerLimits = {}): ImageLister {
  const path = filesPath(cataloguePath);
  const closing = new AbortController();
  let thread: Promise<ThreadLink<ListingCalls>> | null = null;
  const writer = () => {
    thread ??= startThread<ListingCalls>(path, entryUrl('adapters/sqlite/listing/listing-thread'));
    // One that could not be opened is tried again with the next image.
    thread.catch(() => {
      thread = null;
    });
    return thread;
  };
  return {
    async list(task, { contents }): Promise<ListingSummary> {
      const link = await writer();
      const listing = await link.call('begin', task, Date.now());
      try {
        const summary = await readListing(sidecarPath(task.directory, task.name), {
          ...limits,
          contents,
          signal: closing.signal,
          onPiece: (bytes) => link.call('append', listing, bytes),
        });
        await link.call('finish', listing, summary);
        return summary;
      } catch (error) {
        await link.call('abandon', listing).catch(() => {});
        throw error;
      }
    },
    async close() {
      closing.abort();
      await (await thread?.catch(() => null))?.close();
    },
  };
}
