import type { Facets, FilesPage, SameFiles, SavedView, SearchPage } from '../../../../shared/model/search.ts';
import type { FindAsked, PageOf } from '../../../core/catalogue/search-port.ts';

/** What the thread that reads the catalogue is asked. */
export interface FindCalls {
  find(asked: FindAsked): SearchPage;
  facets(query: string, valuesPerFacet: number): Facets;
  filesOf(asked: PageOf & { readonly onlyDamaged: boolean }): FilesPage;
  sameFiles(asked: PageOf): SameFiles;
  savedViews(): SavedView[];
  close(): void;
}
