/** What is foretold of the volumes that jobs write to, for as long as the screen that asks is there. */
import type { VolumeRoom } from '../../shared/model/room.ts';
import { useFollowed } from './use-followed.ts';

export function useRoom(): readonly VolumeRoom[] {
  const { value } = useFollowed('room', (hub, after, signal) => hub.room.watch({ after }, { signal }));
  return value?.volumes ?? [];
}
