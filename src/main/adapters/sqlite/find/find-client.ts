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
    thread ??= startThread<FindCalls>(path, entryUrl('adapters/sqlite/find/find-thread'));
    // One that could not be opened is tried again at the next question.
    thread.catch(() => {
      thread = null;
    });
    return thread;
  };
  return {
    find: async (asked) => (await opened()).call('find', asked),
    facets: async (query, valuesPerFacet) => (await opened()).call('facets', query, valuesPerFacet),
    filesOf: async (asked) => (await opened()).call('filesOf', asked),
    sameFiles: async (asked) => (await opened()).call('sameFiles', asked),
    savedViews: async () => (await opened()).call('savedViews'),
    close: async () => (await thread?.catch(() => null))?.close(),
  };
}
