/** Hits of the catalogue for what is typed, a moment after the last key. */
import { useEffect, useState } from 'react';
import type { SearchHit } from '../../shared/model/catalogue.ts';
import { messagesOf } from '../messages/messages.ts';
import { useHub } from '../state/hub-context.tsx';
import { go } from '../state/view.ts';
import type { PaletteEntry } from './palette-entries.ts';

const t = messagesOf('palette');
const pauseMs = 120;
const mostHits = 20;

export function useCatalogueHits(typed: string): readonly PaletteEntry[] {
  const { client } = useHub();
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const query = typed.trim();
  useEffect(() => {
    if (query === '') {
      setHits([]);
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(() => {
      client.catalogue.search({ query, limit: mostHits }, { signal: end.signal }).then(
        (found) => !end.signal.aborted && setHits(found.hits),
        // Without a catalogue, or with the line down, the other entries are still of use.
        () => !end.signal.aborted && setHits([]),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, query]);
  return hits.flatMap((hit) => entryOf(hit) ?? []);
}

function entryOf({ kind, id, title, path, matched }: SearchHit): PaletteEntry | null {
  if (kind === 'item') return null;
  return {
    id: `${kind} ${id} ${path ?? ''} ${matched}`,
    kind: 'catalogue',
    title,
    note: [t(kind), path ?? (matched === title ? '' : matched)].filter(Boolean).join(' \u00b7 '),
    run: () => go(kind === 'carrier' ? { screen: 'carrier', code: id } : { screen: 'dump', dumpId: id }),
  };
}
