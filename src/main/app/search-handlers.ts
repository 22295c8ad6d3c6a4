/** `search` of the contract. */

import type { CatalogueSearch } from '../core/catalogue/search-port.ts';
import type { Catalogue } from '../core/ports.ts';
import type { Os } from './implementer.ts';
import type { Listings } from './listings.ts';

export interface SearchParts {
  /** @throws SpindleError why there is no catalogue */
  readonly catalogue: () => Catalogue;
  readonly search: () => CatalogueSearch;
  readonly listings: () => Listings;
}

export function searchHandlers({ search: os }: Os, { catalogue, search, listings }: SearchParts) {
  const views = async () => ({ views: [...(await search().savedViews())] });
  return {
    find: os.find.handler(({ input }) => search().find(input)),
    facets: os.facets.handler(({ input }) => search().facets(input.query, input.valuesPerFacet)),
    savedViews: os.savedViews.handler(views),
    saveView: os.saveView.handler(async ({ input }) => {
      await catalogue().listings.saveView(input);
      return views();
    }),
    removeView: os.removeView.handler(async ({ input }) => {
      await catalogue().listings.removeView(input.name);
      return views();
    }),
    filesOf: os.filesOf.handler(({ input }) => search().filesOf(input)),
    sameFiles: os.sameFiles.handler(({ input }) => search().sameFiles(input)),
    indexing: os.indexing.handler(async ({ input, signal }) => {
      const { revision, value } = await listings().feed.past(input.after, signal);
      return { ...(await catalogue().listings.counts()), ...value, revision };
    }),
    index: os.index.handler(async ({ input }) => ({ queued: await listings().queue(input) })),
  };
}
