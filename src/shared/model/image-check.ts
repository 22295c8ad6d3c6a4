/** An image held against itself and against the sidecar beside it, and how far that is. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { verifyProblemSchema, verifyResultSchema } from './verify.ts';

export const checkLimits = { problems: 200 } as const;

export const imageCheckResultSchema = verifyResultSchema.extend({
  /** Left out because a sidecar or map says that they were not read. */
  knownBadSectors: z.int(),
  /** Whether a sidecar vouches for the image; else only its own check bytes were looked at. */
  hasSidecar: z.boolean(),
});
export type ImageCheckResult = z.infer<typeof imageCheckResultSchema>;

export const imageCheckSchema = z.object({
  revision: z.int(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
  /** Of the file that is being read, 0 to 1; its bare name. */
  share: z.number(),
  file: z.string(),
  problems: z.array(verifyProblemSchema),
  problemCount: z.int(),
  result: imageCheckResultSchema.nullable(),
});
export type ImageCheck = z.infer<typeof imageCheckSchema>;
export type ImageCheckProgress = Pick<ImageCheck, 'share' | 'file' | 'problems' | 'problemCount'>;
