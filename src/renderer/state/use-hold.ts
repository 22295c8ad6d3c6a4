import { useHubState } from './hub-context.tsx';

/** Why a drive begins nothing by itself: a person told it to stop, or the program ended while jobs waited for it. Null: it does. */
export function useHold(sourceId: string): 'told' | 'restart' | null {
  const isHeld = useHubState(({ held }) => held.includes(sourceId));
  const isSinceRestart = useHubState(({ heldSinceRestart }) => heldSinceRestart.includes(sourceId));
  return isSinceRestart ? 'restart' : isHeld ? 'told' : null;
}
