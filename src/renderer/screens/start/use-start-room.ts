import type { Inspection } from '../../../shared/model/drive.ts';
import { plannedMedium, type StartRoom } from '../../../shared/model/room.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import type { StartChoices } from './start-choices.ts';

/** Whether the dump will fit as it is chosen now; null until that is known, or where much of it is there already. */
export function useStartRoom(
  sourceId: string,
  inspection: Inspection | null,
  { rootId, formats, keepStore, subchannel, resume }: StartChoices,
): StartRoom | null {
  const isAsked = inspection !== null && rootId !== '' && formats.length > 0 && !resume;
  const options = { formats: [...formats], keepStore, subchannel };
  const key = isAsked ? `room ${sourceId} ${rootId} ${JSON.stringify(options)}` : 'no room';
  // Only a forecast: where it cannot be made, the start itself tells what is wrong.
  const { value } = useLoaded(key, (hub, signal) =>
    isAsked
      ? hub.room.ofStart({ rootId, sourceId, medium: plannedMedium(inspection), options }, { signal })
      : Promise.resolve(null),
  );
  return isAsked ? value : null;
}
