/** Several dumps of one carrier put together: what each would supply, where they are not the same, and how far one is. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { outcomeSchema } from './outcome.ts';
import { outputFileSchema } from './output.ts';
import { mergeSchema } from './sidecar.ts';

export const mergeLimits = { dumps: 32, disagreements: 200, buckets: 200 } as const;

/** What comparing the dumps found; nothing is written for it. */
export const mergeReportSchema = z.object({
  totalSectors: z.int(),
  comparedSectors: z.int(),
  /** Read by no dump, or not to be settled. */
  unreadSectors: z.int(),
  sources: z.array(
    z.object({
      dumpId: z.string(),
      name: z.string(),
      /** Taken from it. */
      sectors: z.int(),
      /** The medium in stretches of one length: of each the share, 0 to 1, that comes from this dump. */
      shares: z.array(z.number()),
    }),
  ),
  /** The first ones. */
  disagreements: mergeSchema.shape.disagreements,
  disagreementCount: z.int(),
});
export type MergeReport = z.infer<typeof mergeReportSchema>;

export const mergedDumpSchema = z.object({
  dumpId: z.string(),
  name: z.string(),
  outcome: outcomeSchema,
  /** Absolute paths; the sidecar is the last. */
  files: z.array(outputFileSchema),
  /** Why the catalogue does not have it; null when it does. */
  recordError: wireErrorSchema.nullable(),
});
export type MergedDump = z.infer<typeof mergedDumpSchema>;

export const dumpMergeSchema = z.object({
  revision: z.int(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
  phase: z.enum(['compare', 'write']),
  /** 0 to 1, of the phase. */
  share: z.number(),
  /** Null until the dumps are compared. */
  report: mergeReportSchema.nullable(),
  /** Null until every file has its name, and where only a look was asked for. */
  result: mergedDumpSchema.nullable(),
});
export type DumpMerge = z.infer<typeof dumpMergeSchema>;
