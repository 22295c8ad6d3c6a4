/** Care of the catalogue: its backups and its full checks. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  backupComparisonSchema,
  backupSchema,
  fullCheckSchema,
  restoredCatalogueSchema,
  upkeepStatusSchema,
} from '../model/upkeep.ts';

/** One that `status` lists: no other file is ever opened. */
const backupRef = z.object({ path: z.string().max(4096) });

export const upkeepContract = {
  status: oc.output(upkeepStatusSchema),
  /** Now, into every folder. */
  backUp: oc.output(z.object({ made: z.array(backupSchema), problems: z.array(z.string()) })),
  /** Folders a person granted; none for the one beside the catalogue. */
  setFolders: oc.input(z.object({ rootIds: z.array(z.string()).max(2) })).output(upkeepStatusSchema),
  /** A backup of the list beside the catalogue as it is now. */
  compare: oc.input(backupRef).output(backupComparisonSchema),
  /** In the place of the catalogue, which is kept beside it; refused while anything works with it. */
  restore: oc.input(backupRef).output(restoredCatalogueSchema),
  /** Every page of the database; on its own thread, minutes for a large one. */
  checkFully: oc.output(fullCheckSchema),
};
