/**
 * What a store keeps beside the working image. `store.json` is written once and says whose store it is; `state.json`
 * is replaced at each checkpoint; the outcome log holds every read since then.
 */
import { z } from 'zod';
import { SpindleError } from '../../../shared/errors.ts';
import { discSchema } from '../../../shared/model/disc.ts';
import { driveIdentitySchema, mediumSchema } from '../../../shared/model/drive.ts';
import { readOffsetOriginSchema } from '../../../shared/model/drive-profile.ts';
import { jobOptionsSchema, passReportSchema, passSchema } from '../../../shared/model/job.ts';
import { outputNameSchema } from '../../../shared/model/output.ts';
import { sectorRunsSchema } from '../../../shared/model/sector-runs.ts';
import { dumpEventSchema, extentSchema } from '../../../shared/model/sidecar.ts';

export const storeVersion = 1;

/** What a disc is, as learned before reading: enough to know it again and to go on without asking the drive. */
export const discDocumentSchema = z.object({
  disc: discSchema,
  /** SHA-1 of the TOC as it came: another disc has another one. */
  tocSha1: z.string(),
  /** Stretches of the program area, ascending; what lies between them is no part of any session. */
  areas: z.array(
    z.object({
      startLba: z.int().nonnegative(),
      endLba: z.int().positive(),
      session: z.int().positive(),
      kind: z.enum(['audio', 'data']),
    }),
  ),
  /** 96 bytes a sector lie in the store beside the image. */
  hasSubchannel: z.boolean(),
  /** Samples; applied while reading, so that the store holds the disc and not the drive's view of it. */
  readOffset: z.int(),
  readOffsetOrigin: readOffsetOriginSchema.optional(),
});
export type DiscDocument = z.infer<typeof discDocumentSchema>;

export const storeDocumentSchema = z.object({
  format: z.literal('spindle-store'),
  version: z.literal(storeVersion),
  dumpId: z.uuid(),
  name: outputNameSchema,
  startedAt: z.iso.datetime({ offset: true }),
  tool: z.object({ name: z.string(), version: z.string() }),
  medium: mediumSchema,
  disc: discDocumentSchema.nullable().default(null),
});
export type StoreDocument = z.infer<typeof storeDocumentSchema>;

const cursorSchema = z.object({
  pass: passSchema,
  positionLba: z.int().nonnegative(),
  isAmongFirst: z.literal(true).optional(),
});

/** What a person wants read before all else, and where it was found. */
export const readFirstSchema = z.object({
  /** Patterns of names; empty: the directories alone. */
  wanted: z.array(z.string()),
  /** `[lba, lengthSectors]`, ascending and apart; null until the directories have been looked through. */
  ranges: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])).nullable(),
  /** Files and tracks that match. */
  files: z.int().nonnegative(),
  /** Those wanted that nothing matched. */
  missing: z.array(z.string()),
  /** Where the passes over the rest go on: how far they were when this was asked for. */
  later: cursorSchema.nullable(),
});
export type ReadFirst = z.infer<typeof readFirstSchema>;

export const stateDocumentSchema = z.object({
  format: z.literal('spindle-state'),
  version: z.literal(storeVersion),
  /** Counts checkpoints; the outcome log that continues this state bears the same number. */
  revision: z.int().nonnegative(),
  address: z.string(),
  options: jobOptionsSchema,
  states: sectorRunsSchema,
  tries: z.array(z.tuple([z.int().positive(), z.int().nonnegative()])),
  cursor: cursorSchema.nullable(),
  first: readFirstSchema.nullable().default(null),
  /** All passes have ended; what remains is filling, hashing and publishing. */
  readingDone: z.boolean(),
  /** The results lie beside the store and vouch for all of it; to go on, the image must be taken back to work. */
  published: z.boolean(),
  /** Absolute paths this dump may replace: its own earlier results, or those of a program it goes on from. */
  replaces: z.array(z.string()),
  passes: z.array(passReportSchema),
  /** Drives that took part, first use first; the last one is at work. */
  drives: z.array(driveIdentitySchema).min(1),
  extents: z.array(extentSchema),
  elapsedMs: z.number().nonnegative(),
  events: z.array(dumpEventSchema),
});
export type StateDocument = z.infer<typeof stateDocumentSchema>;

/** @throws SpindleError store-corrupt naming the file and what is wrong in it */
export function parseStoreFile<T>(schema: z.ZodType<T>, path: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw corrupt(path, (error as Error).message);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw corrupt(path, `${issue.path.join('.') || 'document'}: ${issue.message}`);
}

function corrupt(path: string, what: string): SpindleError {
  return new SpindleError(
    'store-corrupt',
    `The store cannot be continued: ${path} is damaged (${what}). Nothing was changed; its image file is untouched.`,
    { path, what },
  );
}
