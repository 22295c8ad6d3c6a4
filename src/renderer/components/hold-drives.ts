/** Telling drives to stop after the job at work, and letting them go on, with a word about it and the way back. */

import { messagesOf } from '../messages/messages.ts';
import type { Hub } from '../state/hub-context.tsx';
import type { QueueDrive } from '../state/queue-order.ts';
import { act, sayWithUndo } from './toasts.tsx';

const t = messagesOf('queue');

export async function holdDrives(hub: Hub, drives: readonly QueueDrive[], held: boolean): Promise<void> {
  if (!(await holdQuietly(hub, drives, held))) return;
  const back = () => void holdQuietly(hub, drives, !held);
  const [drive] = drives;
  if (drive && drives.length === 1)
    sayWithUndo(t(held ? 'willStop' : 'goesOn', { drive: drive.label }), back);
  else sayWithUndo(t(held ? 'allStop' : 'allGoOn', { count: drives.length }), back);
}

function holdQuietly({ client }: Hub, drives: readonly QueueDrive[], held: boolean): Promise<boolean> {
  return act(() => Promise.all(drives.map(({ id }) => client.jobs.hold({ sourceId: id, held }))));
}
