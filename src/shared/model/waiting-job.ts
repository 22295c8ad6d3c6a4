/** How a job that waits will begin: what must be known of it beside its snapshot, also in the next run of the program. */
import { z } from 'zod';
import { plannedMediumSchema } from './room.ts';

export const beginningSchema = z.object({
  /** It goes on with a dump of its name. */
  resumes: z.boolean(),
  /** No more is to be read: results are made of what there is. */
  isAccepted: z.boolean(),
  /** What its medium was taken for; null where nobody looked. */
  medium: plannedMediumSchema.nullable(),
});
export type Beginning = z.infer<typeof beginningSchema>;
