/** `room` of the contract. */
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';
import type { RoomWatch } from './room-watch.ts';

export interface RoomParts {
  readonly room: RoomWatch;
  readonly roots: OutputRoots;
}

export function roomHandlers({ room: os }: Os, { room, roots }: RoomParts) {
  return {
    watch: os.watch.handler(({ input, signal }) => room.watch(input.after, signal)),
    ofStart: os.ofStart.handler(({ input: { rootId, ...asked } }) => room.ofStart(roots.path(rootId), asked)),
  };
}
