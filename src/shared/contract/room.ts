/** Room on the volumes that results go to. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  plannedMediumSchema,
  plannedOptionsSchema,
  startRoomSchema,
  volumeRoomSchema,
} from '../model/room.ts';

export const roomContract = {
  /** Volumes that jobs run or wait for; looked at again every few seconds while somebody watches. */
  watch: oc
    .input(z.object({ after: z.int().min(-1) }))
    .output(z.object({ revision: z.int(), volumes: z.array(volumeRoomSchema) })),
  /** Before a start: what this would need, and whether it fits behind what runs and waits. */
  ofStart: oc
    .input(
      z.object({
        rootId: z.string(),
        sourceId: z.string(),
        medium: plannedMediumSchema,
        options: plannedOptionsSchema,
      }),
    )
    .output(startRoomSchema),
};
