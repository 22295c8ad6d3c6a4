import { z } from 'zod';

export const verifyProblemSchema = z.object({
  path: z.string(),
  lba: z.int().optional(),
  what: z.string(),
});
export type VerifyProblem = z.infer<typeof verifyProblemSchema>;

export const verifyResultSchema = z.object({
  ok: z.boolean(),
  checkedSectors: z.int(),
  edcErrors: z.int(),
  eccErrors: z.int(),
  hashMismatches: z.int(),
  checkedFiles: z.int(),
});
export type VerifyResult = z.infer<typeof verifyResultSchema>;

/** A dump held against its sidecar. */
export const verifyReportSchema = z.object({
  result: verifyResultSchema,
  problems: z.array(verifyProblemSchema),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;
