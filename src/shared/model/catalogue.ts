/** What the catalogue answers. Records of dumps come from sidecars; everything here can be proved from the files. */
import { z } from 'zod';
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
