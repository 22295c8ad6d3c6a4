/** Work at the hub, followed for as long as the screen that asks is there. */
import { useEffect, useState } from 'react';
import type { HubClient } from '../../shared/contract/client.ts';
import { follow } from './follow.ts';
import { useHub } from './hub-context.tsx';

export interface Followed<T> {
  /** Null until the hub has answered. */
  readonly value: T | null;
  /** Why it cannot be followed just now; null when it is. */
  readonly lost: unknown;
}

/** @param key says which work it is; `watch` is made anew on every render */
export function useFollowed<T extends { readonly revision: number }>(
  key: string,
  watch: (client: HubClient, after: number, signal: AbortSignal) => Promise<T>,
): Followed<T> {
  const { client } = useHub();
  const [state, setState] = useState<Followed<T>>({ value: null, lost: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: key says when to follow other work
  useEffect(
    () =>
      follow(
        (after, signal) => watch(client, after, signal),
        (value) => setState({ value, lost: null }),
        { onError: (lost) => setState((before) => ({ ...before, lost })) },
      ),
    [client, key],
  );
  return state;
}
