/** What the catalogue finds for what is typed, in the language of its search box, a moment after the last key. */
import { useEffect, useState } from 'react';
import type { SearchPage } from '../../shared/model/search.ts';
import { useHub } from '../state/hub-context.tsx';
import { catalogueEntries } from './catalogue-entries.ts';
import type { PaletteEntry } from './palette-entries.ts';

const pauseMs = 120;
const mostGroups = 12;
const filesPerGroup = 3;

export interface CatalogueHits {
  readonly entries: readonly PaletteEntry[];
  /** What was not understood: nothing was searched then. */
  readonly problem: string | null;
}

const nothing: CatalogueHits = { entries: [], problem: null };

export function useCatalogueHits(typed: string): CatalogueHits {
  const { client } = useHub();
  const [page, setPage] = useState<SearchPage | null>(null);
  const query = typed.trim();
  useEffect(() => {
    if (query === '') {
      setPage(null);
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(() => {
      client.search.find({ query, limit: mostGroups, filesPerGroup }, { signal: end.signal }).then(
        (found) => !end.signal.aborted && setPage(found),
        // Without a catalogue, or with the line down, the other entries are still of use.
        () => !end.signal.aborted && setPage(null),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, query]);
  if (!page) return nothing;
  return { entries: catalogueEntries(page.groups), problem: page.problems[0]?.what ?? null };
}
