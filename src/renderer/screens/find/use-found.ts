/** What a query finds, each page when it comes into sight. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Count, SearchProblem } from '../../../shared/model/search.ts';
import { useHub, useReloadAfterLoss } from '../../state/hub-context.tsx';
import { type FoundListPages, listOf, pageGroups, pageOf, pagesInSight } from './found-list.ts';
import type { FoundRow } from './rows.ts';

interface Found {
  readonly query: string;
  /** Pages of another time are shown, but not gone on with. */
  readonly time: string;
  readonly pages: FoundListPages;
  readonly total: Count;
  readonly problems: readonly SearchProblem[];
  readonly tookMs: number;
}

export interface FoundPages {
  /** Of the query before, until the first answer to this one is there. */
  readonly found: Pick<Found, 'query' | 'total' | 'problems' | 'tookMs'> | null;
  /** With holes where nothing was in sight yet. */
  readonly rows: readonly FoundRow[];
  readonly error: unknown;
  readonly onSight: (firstRow: number, lastRow: number) => void;
  readonly reload: () => void;
}

const noPages: FoundListPages = new Map();

/** @param edition grows whenever everything is to be asked anew */
export function useFound(query: string, edition: number): FoundPages {
  const { client } = useHub();
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const [sight, setSight] = useState<readonly number[]>([0]);
  const asking = useRef(new Map<number, AbortController>());

  const time = `${edition} ${attempt}`;
  const isOfQuery = found?.query === query;
  const pages = isOfQuery && found.time === time ? found.pages : noPages;
  const list = useMemo(() => listOf(found?.total.count ?? 0, found?.pages ?? noPages), [found]);

  const load = useCallback(
    async (page: number, after: string | null) => {
      const request = new AbortController();
      asking.current.set(page, request);
      try {
        const answer = await client.search.find(
          { query, after, skip: after === null ? page * pageGroups : 0, limit: pageGroups },
          { signal: request.signal },
        );
        if (request.signal.aborted) return;
        setFound((before) => {
          const known = before?.query === query && before.time === time ? before.pages : noPages;
          const { groups, next, ...rest } = answer;
          return { ...rest, query, time, pages: new Map(known).set(page, pageOf(groups, next)) };
        });
        setError(null);
      } catch (problem) {
        if (!request.signal.aborted) setError(problem);
      } finally {
        if (asking.current.get(page) === request) asking.current.delete(page);
      }
    },
    [client, query, time],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for before is not waited for any more
  useEffect(() => {
    const requests = asking.current;
    return () => {
      for (const request of requests.values()) request.abort();
      requests.clear();
    };
  }, [query, time]);

  useEffect(() => {
    // Another query begins at its first page; the same one anew where the list stands.
    const wanted = isOfQuery ? sight : [0];
    for (const [page, request] of asking.current) if (!wanted.includes(page)) request.abort();
    for (const page of wanted)
      if (!pages.has(page) && !asking.current.has(page)) void load(page, pages.get(page - 1)?.next ?? null);
  }, [isOfQuery, sight, pages, load]);

  const onSight = useCallback(
    (first: number, last: number) => setSight(pagesInSight(list, first, last)),
    [list],
  );
  const reload = () => setAttempt((count) => count + 1);
  useReloadAfterLoss(error, reload);
  return { found, rows: list.rows, error, onSight, reload };
}
