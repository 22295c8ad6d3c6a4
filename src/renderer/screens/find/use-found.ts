/** What a query finds, page after page as the list is scrolled. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Count, FoundGroup, SearchProblem } from '../../../shared/model/search.ts';
import { useHub, useReloadAfterLoss } from '../../state/hub-context.tsx';
import { type FoundRow, rowsOf } from './rows.ts';

const pageGroups = 100;

export interface Found {
  readonly query: string;
  readonly groups: readonly FoundGroup[];
  /** Of the groups; those of a page are made once, however many pages follow. */
  readonly rows: readonly FoundRow[];
  readonly next: string | null;
  readonly total: Count;
  readonly problems: readonly SearchProblem[];
  readonly tookMs: number;
}

export interface FoundPages {
  /** Of the query before, until the first answer to this one is there. */
  readonly found: Found | null;
  readonly error: unknown;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

export function useFound(query: string, edition: number): FoundPages {
  const { client } = useHub();
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const asking = useRef<AbortController | null>(null);

  const load = useCallback(
    async (after: string | null) => {
      asking.current?.abort();
      const asked = new AbortController();
      asking.current = asked;
      try {
        const page = await client.search.find({ query, after, limit: pageGroups }, { signal: asked.signal });
        if (asked.signal.aborted) return;
        setFound((before) => ({
          ...page,
          query,
          groups: after === null ? page.groups : [...(before?.groups ?? []), ...page.groups],
          rows: [...(after === null ? [] : (before?.rows ?? [])), ...rowsOf(page.groups)],
        }));
        setError(null);
      } catch (problem) {
        if (!asked.signal.aborted) setError(problem);
      } finally {
        if (asking.current === asked) asking.current = null;
      }
    },
    [client, query],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: edition and attempt say when to ask anew
  useEffect(() => {
    void load(null);
    return () => asking.current?.abort();
  }, [load, edition, attempt]);
  const reload = () => setAttempt((count) => count + 1);
  useReloadAfterLoss(error, reload);
  const next = found?.query === query ? found.next : null;
  const loadMore = useCallback(() => {
    if (next !== null && asking.current === null) void load(next);
  }, [next, load]);
  return { found, error, loadMore, reload };
}
