/** Follows the batches whose drives are looked after, once for all screens. */
import { useEffect, useState } from 'react';
import { follow } from '../state/follow.ts';
import { useHub, useHubState, useLoaded, useView } from '../state/hub-context.tsx';

export function useFollowedBatches(): void {
  const { client, store } = useHub();
  // A batch that begins here shows on the next screen, one that begins elsewhere by its first job at the latest.
  const { screen } = useView();
  const jobs = useHubState((state) => state.jobs?.length ?? 0);
  const list = useLoaded(`batches ${screen} ${jobs}`, (hub, signal) =>
    hub.batches.list(undefined, { signal }),
  );
  // While the list is asked for again, those known so far are followed on.
  const [running, setRunning] = useState<readonly string[]>([]);
  useEffect(() => {
    const batches = list.value?.batches.filter(({ isRunning }) => isRunning);
    if (batches) setRunning(batches.map(({ uuid }) => uuid));
  }, [list.value]);
  const key = running.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: key holds what is running
  useEffect(() => {
    const ends = running.map((uuid) =>
      follow(
        (after, signal) => client.batches.watch({ uuid, after }, { signal }),
        (status) =>
          store.setState(({ batches }) => ({
            batches: [...batches.filter(({ batch }) => batch.uuid !== uuid), status],
          })),
      ),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [client, store, key]);
}
