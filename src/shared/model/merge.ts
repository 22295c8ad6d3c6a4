/** What joining another catalogue with this one brings, and where the two say different things. */
import { z } from 'zod';

export const mergeConflictSchema = z.object({
  /** `carrier`, `item` ... */
  kind: z.string(),
  /** What people call it: a code, a title. */
  name: z.string(),
  field: z.string(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});
export type MergeConflict = z.infer<typeof mergeConflictSchema>;

export const mergeReportSchema = z.object({
  /** Rows that come new, and rows that change, by kind. */
  added: z.record(z.string(), z.int()),
  changed: z.record(z.string(), z.int()),
  /** Rows people took out there, which go here too. */
  removed: z.record(z.string(), z.int()),
  dumps: z.int(),
  events: z.int(),
  /** Each keeps what stands here until a person decides. */
  conflicts: z.array(mergeConflictSchema),
  /** Sentences: what was left out, and why. */
  left: z.array(z.string()),
  /** The step in the history, which can be taken back; null for a preview and where nothing changed. */
  txn: z.string().nullable(),
});
export type MergeReport = z.infer<typeof mergeReportSchema>;
