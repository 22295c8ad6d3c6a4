/** Work on files that takes long, as much of it as is told to somebody who looks elsewhere. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';

export const longWorkSchema = z.object({
  id: z.string(),
  kind: z.enum(['conversion', 'writing', 'hand-over', 'fixity']),
  /** `cancelled`: by a person. */
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Of what is made or written; empty where nothing has a name yet. */
  name: z.string(),
  /** Of a fixity run: files that were read. */
  files: z.int(),
  /** Sectors a medium did not take, files altered, missing or not readable, sectors that are wrong in what was converted. */
  problems: z.int(),
  error: wireErrorSchema.nullable(),
});
export type LongWork = z.infer<typeof longWorkSchema>;
