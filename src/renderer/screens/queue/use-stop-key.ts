/** One key stops the drive after its job, or lets it go on: the drive of the row that has the focus, else the only one. */
import { holdDrives } from '../../components/hold-drives.ts';
import { useCommand } from '../../keys/use-keys.tsx';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import type { QueueParts } from '../../state/queue-order.ts';

export function useStopKey({ atWork, lines }: QueueParts): void {
  const hub = useHub();
  const held = useHubState((state) => state.held);
  const drives = new Map(
    [
      ...atWork.map(({ source }) => source),
      // Where nothing is at work there is nothing to stop after.
      ...lines
        .filter(({ sourceId }) => held.includes(sourceId))
        .map(({ sourceId, label }) => ({ id: sourceId, label })),
    ].map((drive) => [drive.id, drive]),
  );
  useCommand(
    'stopAfter',
    drives.size === 0
      ? null
      : () => {
          const focused = document.activeElement?.closest<HTMLElement>('[data-drive]')?.dataset.drive;
          const only = drives.size === 1 ? [...drives.values()][0] : undefined;
          const drive = (focused === undefined ? undefined : drives.get(focused)) ?? only;
          if (drive) void holdDrives(hub, [drive], !held.includes(drive.id));
        },
  );
}
