/** Care of the catalogue: its backups and its full checks. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { backupSchema, fullCheckSchema, upkeepStatusSchema } from '../model/upkeep.ts';

export const upkeepContract = {
  status: oc.output(upkeepStatusSchema),
  /** Now, into every folder. */
  backUp: oc.output(z.object({ made: z.array(backupSchema), problems: z.array(z.string()) })),
  /** Folders a person granted; none for the one beside the catalogue. */
  setFolders: oc.input(z.object({ rootIds: z.array(z.string()).max(2) })).output(upkeepStatusSchema),
  /** Every page of the database; on its own thread, minutes for a large one. */
  checkFully: oc.output(fullCheckSchema),
};
