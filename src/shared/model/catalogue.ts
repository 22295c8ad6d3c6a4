/** What the catalogue answers. Records of dumps come from sidecars; everything here can be proved from the files. */
import { z } from 'zod';
import { discIdsSchema } from './disc.ts';
import { discSummarySchema } from './disc-summary.ts';
import { outcomeSchema } from './outcome.ts';
import { dumpEventSchema, sidecarSchema } from './sidecar.ts';

export const dumpSummarySchema = z.object({
  dumpId: z.string(),
  name: z.string(),
  carrier: z.string().nullable(),
  attempt: z.int(),
  outcome: outcomeSchema,
  endedAt: z.string(),
  sizeBytes: z.number(),
  totalSectors: z.int(),
  badSectors: z.int(),
  formatName: z.string().nullable(),
  volumeLabels: z.array(z.string()),
  driveLabel: z.string(),
  /** Null for media of blocks. */
  disc: discSummarySchema.nullable(),
});
export type DumpSummary = z.infer<typeof dumpSummarySchema>;

/** What a medium in a drive is looked for by. */
export const mediumMarksSchema = z.object({
  ids: discIdsSchema.nullable().default(null),
  /** SHA-256 of sectors spread over it. */
  samples: z.string().max(64).nullable().default(null),
});
export type MediumMarks = z.infer<typeof mediumMarksSchema>;

/** Dumps of what may be the same medium, newest first. */
export const seenDumpsSchema = z.object({
  dumps: z.array(dumpSummarySchema),
  /** Ids of those whose sectors are the same wherever they were looked at. */
  sameSamples: z.array(z.string()),
});
export type SeenDumps = z.infer<typeof seenDumpsSchema>;

export const dumpPageSchema = z.object({
  dumps: z.array(dumpSummarySchema),
  /** Give back to get the next page; null at the end. */
  next: z.string().nullable(),
  total: z.int(),
});
export type DumpPage = z.infer<typeof dumpPageSchema>;

export const dumpRecordSchema = z.object({
  summary: dumpSummarySchema,
  /** The directory the files were in when they were last recorded. */
  directory: z.string(),
  record: sidecarSchema,
  events: z.array(dumpEventSchema.extend({ sequence: z.int(), hash: z.string() })),
});
export type DumpRecord = z.infer<typeof dumpRecordSchema>;

export const carrierRecordSchema = z.object({
  code: z.string(),
  dumps: z.array(dumpSummarySchema),
});
export type CarrierRecord = z.infer<typeof carrierRecordSchema>;

/** What came of a folder of sidecars. */
export const importReportSchema = z.object({
  added: z.int(),
  known: z.int(),
  refused: z.array(z.object({ path: z.string(), why: z.string() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;
