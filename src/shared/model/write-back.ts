/** An image put onto a medium: where it may go, whether it fits, how far it is, and what came of it. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';

/** A drive of the bench, and whether it may ever be written to. */
export const writeTargetSchema = z.object({
  /** The id of the drive on the bench. */
  sourceId: z.string(),
  address: z.string(),
  label: z.string(),
  kind: z.enum(['floppy', 'disk', 'optical']),
  /** Null where it is not known without touching the drive. */
  sizeBytes: z.number().nullable(),
  /** As the drive gives it: what has to be typed where `needsModel` says so. */
  model: z.string(),
  /** Larger than any floppy: it is written to only when its model was typed. */
  needsModel: z.boolean(),
  /** Why it is never written to, or not now; null when it may be. */
  refused: wireErrorSchema.nullable(),
});
export type WriteTarget = z.infer<typeof writeTargetSchema>;

/** `sectors`: written and compared here; the others are programs that burn discs. */
export const writeMethods = ['sectors', 'cdrdao', 'xorriso'] as const;
export type WriteMethod = (typeof writeMethods)[number];

/** An image held against what is in the drive, before the first byte is written. */
export const writeCheckSchema = z.object({
  /** Absolute. */
  path: z.string(),
  address: z.string(),
  imageBytes: z.number(),
  method: z.enum(writeMethods),
  medium: z.object({
    sizeBytes: z.number(),
    sectorSize: z.number(),
    totalSectors: z.number(),
    /** What is known of it in words: `80 cylinders, 2 heads, 18 sectors a track`, `CD-R, blank`. */
    description: z.string(),
  }),
  model: z.string(),
  needsModel: z.boolean(),
  /** Sectors of the image that were not read from its carrier, or with errors: the medium will not show which. */
  unsoundSectors: z.int(),
  warnings: z.array(z.string()),
});
export type WriteCheck = z.infer<typeof writeCheckSchema>;

export const writePhases = ['write', 'compare', 'rewrite', 'burn', 'verify'] as const;

export const writeStepSchema = z.object({
  phase: z.enum(writePhases),
  /** Null where a program that burns does not say. */
  lba: z.int().nullable(),
  /** 0 to 1 of this phase. */
  share: z.number(),
});
export type WritingStep = z.infer<typeof writeStepSchema>;

export const writeReportSchema = z.object({
  method: z.enum(writeMethods),
  totalSectors: z.int(),
  /** Read back from the medium and the same. */
  goodSectors: z.int(),
  /** What did not take, or came back otherwise: LBA and length. */
  failed: z.array(z.tuple([z.int(), z.int()])),
  rewrittenSectors: z.int(),
  /** The last words of the program that burnt, oldest first. */
  said: z.array(z.string()),
});
export type WrittenReport = z.infer<typeof writeReportSchema>;

export const writingSchema = z.object({
  revision: z.int(),
  /** `done` with `failed` sectors in the report is no success: the medium is not what the image is. */
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
  path: z.string(),
  address: z.string(),
  /** Null until the first byte is on its way. */
  step: writeStepSchema.nullable(),
  report: writeReportSchema.nullable(),
  /** Whether the catalogue has an event of it; null before the end, or where it knows no such dump. */
  isNoted: z.boolean().nullable(),
});
export type Writing = z.infer<typeof writingSchema>;
