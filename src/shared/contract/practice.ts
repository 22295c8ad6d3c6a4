/** The practice desk: what lies on its shelf and in its drive, and how far the exercises are. Refused everywhere else. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { exerciseStateSchema, practiceDiskSchema } from '../model/practice.ts';

export const practiceContract = {
  watch: oc.input(z.object({ after: z.int().min(-1) })).output(
    z.object({
      revision: z.int(),
      disks: z.array(practiceDiskSchema),
      /** Id of the disk in the drive. */
      inserted: z.string().nullable(),
    }),
  ),
  /** Null takes the disk out; refused while it is being read. */
  insert: oc.input(z.object({ disk: z.string().max(100).nullable() })).output(z.object({})),
  /** By what stands in the catalogue now. */
  exercises: oc.output(z.object({ exercises: z.array(exerciseStateSchema) })),
};
