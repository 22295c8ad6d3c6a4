/** A long list, page by page: what was asked for once stays while the list is shown. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useReloadAfterLoss } from './hub-context.tsx';

export interface Page<Row> {
  readonly offset: number;
  readonly entries: readonly Row[];
  readonly total: number;
}

export interface PagedRows<Row, P extends Page<Row>> {
  /** As many as there are; holes where nothing was loaded yet. */
  readonly rows: readonly Row[];
  /** The first one; null until it came. */
  readonly first: P | null;
  readonly error: unknown;
  readonly onSight: (first: number, last: number) => void;
  readonly reload: () => void;
}

interface Loaded<Row, P> {
  readonly rows: Row[];
  readonly first: P | null;
  readonly error: unknown;
}

/** @param key says which list it is; `ask` is made anew on every render */
export function usePages<Row, P extends Page<Row>>(
  key: string,
  pageRows: number,
  ask: (offset: number, limit: number, signal: AbortSignal) => Promise<P>,
): PagedRows<Row, P> {
  const [loaded, setLoaded] = useState<Loaded<Row, P>>({ rows: [], first: null, error: null });
  const [attempt, setAttempt] = useState(0);
  const list = useRef({ asked: new Set<number>(), end: new AbortController() });
  const latest = useRef(ask);
  latest.current = ask;

  const load = useCallback(
    async (offset: number) => {
      const { asked, end } = list.current;
      if (asked.has(offset)) return;
      asked.add(offset);
      try {
        const page = await latest.current(offset, pageRows, end.signal);
        if (end.signal.aborted) return;
        setLoaded((before) => {
          const rows = before.rows.length === page.total ? [...before.rows] : new Array<Row>(page.total);
          for (const [index, row] of page.entries.entries()) rows[offset + index] = row;
          return { rows, first: offset === 0 ? page : before.first, error: null };
        });
      } catch (error) {
        asked.delete(offset);
        if (!end.signal.aborted) setLoaded((before) => ({ ...before, error }));
      }
    },
    [pageRows],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: key and attempt say when to ask again
  useEffect(() => {
    const end = new AbortController();
    list.current = { asked: new Set(), end };
    setLoaded({ rows: [], first: null, error: null });
    void load(0);
    return () => end.abort();
  }, [load, key, attempt]);

  const onSight = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / pageRows) * pageRows;
      for (let offset = from; offset <= last; offset += pageRows) void load(offset);
    },
    [load, pageRows],
  );
  const reload = () => setAttempt((count) => count + 1);
  useReloadAfterLoss(loaded.error, reload);
  return { ...loaded, onSight, reload };
}
