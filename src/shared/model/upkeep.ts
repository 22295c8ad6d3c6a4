import { z } from 'zod';

/** A folder backups of the catalogue go to. */
export const backupFolderSchema = z.object({
  path: z.string(),
  /** When the last one was made that is there; null when none is. */
  lastAt: z.string().nullable(),
  backups: z.int(),
  sizeBytes: z.int(),
  /** Why the last attempt of this run failed; null when it did not. */
  problem: z.string().nullable(),
});
export type BackupFolder = z.infer<typeof backupFolderSchema>;

export const backupSchema = z.object({ path: z.string(), at: z.string(), sizeBytes: z.int() });
export type CatalogueBackup = z.infer<typeof backupSchema>;

/** When the catalogue was last found sound; null for never. */
export const lastGoodChecksSchema = z.object({
  /** Database, chain of events and every record against its sidecar. */
  quick: z.string().nullable(),
  /** Every page and index of the database (monthly). */
  full: z.string().nullable(),
});
export type LastGoodChecks = z.infer<typeof lastGoodChecksSchema>;

export const upkeepStatusSchema = z.object({
  folders: z.array(backupFolderSchema),
  /** Newest first, of all folders. */
  backups: z.array(backupSchema),
  lastGoodChecks: lastGoodChecksSchema,
});
export type UpkeepStatus = z.infer<typeof upkeepStatusSchema>;

const differenceSchema = z.object({
  /** So many are here and not in the backup, and what the newest of them are called. */
  lacking: z.int(),
  newest: z.array(z.string()),
  /** So many are in the backup only. */
  gone: z.int(),
});

/** A backup beside the catalogue as it is now. */
export const backupComparisonSchema = z.object({
  dumps: differenceSchema,
  carriers: differenceSchema,
  events: z.object({ now: z.int(), backup: z.int() }),
});
export type BackupComparison = z.infer<typeof backupComparisonSchema>;

export const restoredCatalogueSchema = z.object({
  path: z.string(),
  /** Where the former catalogue is now; null when there was none. */
  formerPath: z.string().nullable(),
  dumps: z.int(),
  events: z.int(),
});
export type RestoredCatalogue = z.infer<typeof restoredCatalogueSchema>;

export const fullCheckSchema = z.object({
  ok: z.boolean(),
  findings: z.array(z.string()),
  tookMs: z.number(),
});
export type FullCheck = z.infer<typeof fullCheckSchema>;
