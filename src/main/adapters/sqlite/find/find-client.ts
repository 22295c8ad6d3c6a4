import { resolve } from 'node:path';
import type { CatalogueSearch } from '../../../core/catalogue/search-port.ts';
import { entryUrl } from '../../entry-url.ts';
import { startThread, type ThreadLink } from '../thread-link.ts';
import type { FindCalls } from './find-messages.ts';

/** @param cataloguePath of a catalogue that is open already; the thread starts with the first question */
export function catalogueSearch(cataloguePath: string): CatalogueSearch {
  const path = resolve(cataloguePath);
  let thread: Promise<ThreadLink<FindCalls>> | null = null;
  const opened = () => {
    if (thread) return thread;
    const starting = startThread<FindCalls>(path, entryUrl('adapters/sqlite/find/find-thread'));
    thread = starting;
    // One that could not be opened is tried again at the next question.
    starting.catch(() => {
      if (thread === starting) thread = null;
    });
    return starting;
  };
  return {
    find: async (asked) => (await opened()).call('find', asked),
    facets: async (query, valuesPerFacet) => (await opened()).call('facets', query, valuesPerFacet),
    filesOf: async (asked) => (await opened()).call('filesOf', asked),
    sameFiles: async (asked) => (await opened()).call('sameFiles', asked),
    savedViews: async () => (await opened()).call('savedViews'),
    // The next question begins it again.
    close: async () => {
      const ending = thread;
      thread = null;
      await (await ending?.catch(() => null))?.close();
    },
  };
}
