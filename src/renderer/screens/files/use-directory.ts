/** One directory of an image: its pages are asked for as their rows come into sight. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryPage, ImageEntry } from '../../../shared/model/image-files.ts';
import { useHub, useReloadAfterLoss } from '../../state/hub-context.tsx';

const pageRows = 250;

export interface Place {
  readonly imageId: string;
  readonly tree: string;
  readonly directory: string;
  readonly deleted: boolean;
}

export interface DirectoryRows {
  /** As many as there are; holes where nothing was loaded yet. */
  readonly rows: readonly ImageEntry[];
  /** The first page, for all that is not a row; null until it came. */
  readonly page: EntryPage | null;
  readonly error: unknown;
  readonly onSight: (first: number, last: number) => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly rows: ImageEntry[];
  readonly page: EntryPage | null;
  readonly error: unknown;
}

const nothing: Loaded = { rows: [], page: null, error: null };

export function useDirectory({ imageId, tree, directory, deleted }: Place): DirectoryRows {
  const { client } = useHub();
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(new Set<number>());

  const load = useCallback(
    async (offset: number, signal?: AbortSignal) => {
      if (asked.current.has(offset)) return;
      asked.current.add(offset);
      try {
        const options = signal ? { signal } : {};
        const page = await client.images.list(
          { imageId, tree, directory, deleted, offset, limit: pageRows },
          options,
        );
        if (signal?.aborted) return;
        setLoaded((before) => {
          const rows =
            before.rows.length === page.total ? [...before.rows] : new Array<ImageEntry>(page.total);
          for (const [index, entry] of page.entries.entries()) rows[offset + index] = entry;
          return { rows, page: offset === 0 ? page : before.page, error: null };
        });
      } catch (error) {
        asked.current.delete(offset);
        if (!signal?.aborted) setLoaded((before) => ({ ...before, error }));
      }
    },
    [client, imageId, tree, directory, deleted],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt says when to ask again
  useEffect(() => {
    const end = new AbortController();
    asked.current = new Set();
    setLoaded(nothing);
    void load(0, end.signal);
    return () => end.abort();
  }, [load, attempt]);

  const onSight = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / pageRows) * pageRows;
      for (let offset = from; offset <= last; offset += pageRows) void load(offset);
    },
    [load],
  );
  const reload = () => setAttempt((count) => count + 1);
  useReloadAfterLoss(loaded.error, reload);
  return { ...loaded, onSight, reload };
}
