/** The batches whose drives are looked after now, for the tiles of those drives. */
import { useEffect, useState } from 'react';
import type { BatchStatus } from '../../../shared/model/batch.ts';
import { follow } from '../../state/follow.ts';
import { useHub, useHubState, useLoaded } from '../../state/hub-context.tsx';

export function useBenchBatches(): readonly BatchStatus[] {
  const { client } = useHub();
  // A batch that begins elsewhere shows by its first job at the latest.
  const jobs = useHubState((state) => state.jobs?.length ?? 0);
  const list = useLoaded(`batches at the bench ${jobs}`, (hub, signal) =>
    hub.batches.list(undefined, { signal }),
  );
  const running = list.value?.batches.filter(({ isRunning }) => isRunning).map(({ uuid }) => uuid) ?? [];
  const key = running.join();
  const [statuses, setStatuses] = useState<Readonly<Record<string, BatchStatus>>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: key holds what is running
  useEffect(() => {
    const ends = running.map((uuid) =>
      follow(
        (after, signal) => client.batches.watch({ uuid, after }, { signal }),
        (status) => setStatuses((before) => ({ ...before, [uuid]: status })),
      ),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [client, key]);
  return Object.values(statuses).filter(({ isRunning }) => isRunning);
}

export function batchOn(batches: readonly BatchStatus[], driveId: string): BatchStatus | null {
  return batches.find(({ drives }) => drives.some(({ sourceId }) => sourceId === driveId)) ?? null;
}
