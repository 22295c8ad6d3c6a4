/** A list that comes in pages; further ones when a person asks for them. */
import { useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { act } from '../../components/toasts.tsx';
import { type Loaded, useHub, useLoaded } from '../../state/hub-context.tsx';

export interface Pages<Page> extends Loaded<Page> {
  /** What has come, the first one included. */
  readonly pages: readonly Page[];
  readonly hasMore: boolean;
  readonly showMore: () => void;
}

export function usePages<Page extends { readonly next: string | null }>(
  key: string,
  load: (client: HubClient, after: string | null, signal?: AbortSignal) => Promise<Page>,
): Pages<Page> {
  const { client } = useHub();
  const first = useLoaded(key, (hub, signal) => load(hub, null, signal));
  const [further, setFurther] = useState<{ readonly of: Page; readonly pages: readonly Page[] } | null>(null);
  const { value } = first;
  const later = value && further?.of === value ? further.pages : [];
  const pages = value ? [value, ...later] : [];
  const next = pages.at(-1)?.next ?? null;
  const showMore = () =>
    void act(async () => {
      if (value) setFurther({ of: value, pages: [...later, await load(client, next)] });
    });
  return { ...first, pages, hasMore: next !== null, showMore };
}
