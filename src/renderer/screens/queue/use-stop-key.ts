/** One key stops the drive after its job, or lets it go on: the drive of the row that has the focus, else the only one. */
import { holdDrives } from '../../components/hold-drives.ts';
import { useCommand } from '../../keys/use-keys.tsx';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { drivesToStop, type QueueParts } from '../../state/queue-order.ts';

export function useStopKey(parts: QueueParts): void {
  const hub = useHub();
  const held = useHubState((state) => state.held);
  const drives = drivesToStop(parts, held);
  useCommand(
    'stopAfter',
    drives.length === 0
      ? null
      : () => {
          const focused = document.activeElement?.closest<HTMLElement>('[data-drive]')?.dataset.drive;
          const only = drives.length === 1 ? drives[0] : undefined;
          const drive = drives.find(({ id }) => id === focused) ?? only;
          if (drive) void holdDrives(hub, [drive], !held.includes(drive.id));
        },
  );
}
