/** The hub within reach of every screen. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { HubClient } from '../../shared/contract/client.ts';
import type { JobSnapshot } from '../../shared/model/job.ts';
import { type Connection, ConnectionLost } from '../connection.ts';
import { follow } from './follow.ts';
import type { HubState, HubStore } from './hub-store.ts';
import { type View, viewStore } from './view.ts';

export interface Hub {
  readonly connection: Connection;
  readonly client: HubClient;
  readonly store: HubStore;
}

const HubContext = createContext<Hub | null>(null);

export function HubProvider({ hub, children }: { readonly hub: Hub; readonly children: ReactNode }) {
  return <HubContext value={hub}>{children}</HubContext>;
}

export function useHub(): Hub {
  const hub = useContext(HubContext);
  if (!hub) throw new Error('A screen was used outside HubProvider');
  return hub;
}

export function useHubState<T>(pick: (state: HubState) => T): T {
  return useStore(useHub().store, pick);
}

export function useView(): View {
  return useStore(viewStore, (state) => state.view);
}

/** Calls `reload` when the line is back after `error` said that it was lost. */
export function useReloadAfterLoss(error: unknown, reload: () => void): void {
  const { connection } = useHub();
  const connected = useStore(connection.state, (state) => state.kind === 'connected');
  const lost = error instanceof ConnectionLost;
  // biome-ignore lint/correctness/useExhaustiveDependencies: reload is made anew on every render
  useEffect(() => {
    if (connected && lost) reload();
  }, [connected, lost]);
}

export interface Loaded<T> {
  readonly value: T | null;
  readonly error: unknown;
  readonly busy: boolean;
  readonly reload: () => void;
}

/** Asks once whenever `key` changes. An answer that came too late is dropped; the last good one stays meanwhile. */
export function useLoaded<T>(
  key: string,
  load: (client: HubClient, signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const { client } = useHub();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ key: string; value: T | null; error: unknown; busy: boolean }>({
    key,
    value: null,
    error: null,
    busy: true,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: key and attempt say when to ask again; load is made anew on every render
  useEffect(() => {
    const end = new AbortController();
    setState((before) => ({ key, value: before.key === key ? before.value : null, error: null, busy: true }));
    load(client, end.signal).then(
      (value) => {
        if (!end.signal.aborted) setState({ key, value, error: null, busy: false });
      },
      (error: unknown) => {
        if (!end.signal.aborted) setState((before) => ({ ...before, error, busy: false }));
      },
    );
    return () => end.abort();
  }, [client, key, attempt]);
  const reload = () => setAttempt((count) => count + 1);
  useReloadAfterLoss(state.error, reload);
  return { ...state, reload };
}

/** The newest snapshot of one job, for as long as the screen that asks is there. */
export function useJob(jobId: string): { readonly job: JobSnapshot | null; readonly error: unknown } {
  const { client } = useHub();
  const [state, setState] = useState<{ job: JobSnapshot | null; error: unknown }>({ job: null, error: null });
  useEffect(() => {
    setState({ job: null, error: null });
    return follow(
      (after, signal) => client.jobs.watchOne({ jobId, after }, { signal }),
      (job) => setState({ job, error: null }),
      { onError: (error) => setState((before) => ({ ...before, error })) },
    );
  }, [client, jobId]);
  return state;
}
