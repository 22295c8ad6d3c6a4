/** DATs as people see them: which lists are here, of which date, and what a dump is in them. */
import { z } from 'zod';

export const datSources = ['redump', 'tosec', 'no-intro', 'other'] as const;

export const datSchema = z.object({
  /** What commands and procedures know it by; a newer edition of the same list keeps it. */
  id: z.int(),
  source: z.enum(datSources),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  /** As the list says it, or empty where it says none. */
  date: z.string(),
  author: z.string(),
  fileName: z.string(),
  fileSizeBytes: z.number(),
  fileSha256: z.string(),
  importedAt: z.string(),
  games: z.int(),
  roms: z.int(),
});
export type Dat = z.infer<typeof datSchema>;

export const datMatchSchema = z.object({
  dat: datSchema.pick({ id: true, source: true, name: true, version: true, date: true }),
  game: z.string(),
  /** Files of the set that are in the dump, of those that make it up; sheets count for neither. */
  hit: z.int(),
  total: z.int(),
  missing: z.array(z.string()),
  /** Tracks of the dump the set does not have. */
  unlisted: z.array(z.string()),
  /** The list itself says that its copy was read badly. */
  isBadDump: z.boolean(),
});
export type DatMatch = z.infer<typeof datMatchSchema>;

export const datMatchReportSchema = z.object({
  /** `multiple`: several sets are the same bytes, and the dump is all of them. */
  kind: z.enum(['none', 'partial', 'full', 'multiple']),
  games: z.array(datMatchSchema),
});
export type DatMatchReport = z.infer<typeof datMatchReportSchema>;

export const datImportReportSchema = z.object({
  dat: datSchema,
  /** Of the edition that was here before; null when there was none. */
  replaced: datSchema.pick({ version: true, date: true, games: true }).nullable(),
  /** The very same file had been imported: nothing was changed. */
  unchanged: z.boolean(),
  warnings: z.array(z.string()),
});
export type DatImportReport = z.infer<typeof datImportReportSchema>;

/** A whole DAT held against the collection. */
export const datCoverageSchema = z.object({
  dat: datSchema,
  full: z.int(),
  partial: z.int(),
  missing: z.int(),
  partialGames: z.array(
    z.object({ game: z.string(), dumpId: z.string(), dump: z.string(), missing: z.array(z.string()) }),
  ),
  /** Releases of several media of which some are here and some are not. */
  incompleteSets: z.array(
    z.object({ set: z.string(), present: z.array(z.string()), missing: z.array(z.string()) }),
  ),
});
export type DatCoverage = z.infer<typeof datCoverageSchema>;
