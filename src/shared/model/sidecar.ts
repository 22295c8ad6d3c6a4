/**
 * The sidecar beside an image: everything the catalogue says of a dump, so that the catalogue can be made again
 * from the files alone. Version 1. Unknown keys are kept out, unknown versions are refused.
 */
import { z } from 'zod';
import { c2RecordSchema } from './c2-record.ts';
import { discSchema, subchannelQualitySchema, trackRecordSchema } from './disc.ts';
import {
  driveIdentitySchema,
  filesystemSchema,
  geometryHypothesisSchema,
  mediumSamplesSchema,
  mediumSchema,
  warningSchema,
} from './drive.ts';
import { readOffsetOriginSchema } from './drive-profile.ts';
import { jobOptionsSchema, passReportSchema, sectorCountsSchema } from './job.ts';
import { outcomeSchema } from './outcome.ts';
import { hashesSchema, nameProblem, outputFileSchema } from './output.ts';
import { protectionSchema } from './protection.ts';
import { sectorRunsSchema } from './sector-runs.ts';

export const sidecarVersion = 1;
export const sidecarSuffix = '.spindle.json';
/** Of the folder in which a dump is made. */
export const storeSuffix = '.spindle';

/** ISO 8601 with the offset of the place where it happened. */
const timestampSchema = z.iso.datetime({ offset: true });

export const dumpEventSchema = z.object({
  uuid: z.uuid(),
  /** A code of the Library of Congress event type vocabulary: `ima`, `mes`, ... */
  type: z.string().regex(/^[a-z]{3}$/),
  at: timestampSchema,
  outcome: z.enum(['success', 'warning', 'fail']),
  detail: z.string(),
});
export type DumpEvent = z.infer<typeof dumpEventSchema>;

/** Which drive supplied which sectors, in which session of work. */
export const extentSchema = z.object({
  lba: z.int().nonnegative(),
  lengthSectors: z.int().positive(),
  /** Index into `drives`. */
  drive: z.int().nonnegative(),
});
export type Extent = z.infer<typeof extentSchema>;

/** What a dump of a disc knows beyond its sectors. */
export const discRecordSchema = z.object({
  disc: discSchema,
  /** SHA-1 of the TOC as the drive gave it. */
  tocSha1: z.string(),
  /** Samples, AccurateRip's sign; already applied to the image. */
  readOffset: z.int(),
  readOffsetOrigin: readOffsetOriginSchema.optional(),
  /** Of tracks that went into a file each. */
  tracks: z.array(trackRecordSchema),
  subchannel: subchannelQualitySchema.nullable(),
});
export type DiscRecord = z.infer<typeof discRecordSchema>;

/** Of an image made from another image instead of from a carrier. */
export const lineageSchema = z.object({
  /** Absolute path of the image it was made from, and its format. */
  source: z.string(),
  sourceFormat: z.string(),
  /** Every file that was read. */
  sourceFiles: z.array(
    z.object({ path: z.string(), sizeBytes: z.int().nonnegative(), sha256: hashesSchema.shape.sha256 }),
  ),
  /** The dump the source belongs to, where a sidecar beside it says so. */
  sourceDumpId: z.uuid().nullable(),
  format: z.string(),
  tool: z.object({ name: z.string(), version: z.string() }),
  /** What the source had and the format cannot hold. */
  lost: z.array(z.string()),
  /** What the format has and the source had not: `sync`, `header`, `edc`, `ecc` ... */
  generated: z.array(z.string()),
});
export type Lineage = z.infer<typeof lineageSchema>;

/** Of an image put together from several dumps of one medium. */
export const mergeSchema = z.object({
  sources: z.array(
    z.object({
      /** Absolute path of the sidecar or store. */
      path: z.string(),
      dumpId: z.uuid(),
      name: z.string(),
      outcome: outcomeSchema,
    }),
  ),
  /** Which dump each stretch was taken from, as an index into `sources`; no dump holds anything of what is left out. */
  stretches: z.array(
    z.object({
      lba: z.int().nonnegative(),
      lengthSectors: z.int().positive(),
      source: z.int().nonnegative(),
    }),
  ),
  /** Sectors that at least two of the dumps had read and believed. */
  comparedSectors: z.int().nonnegative(),
  /** Those of them that are not the same; dumps that agree stand together, the chosen ones first. */
  disagreements: z.array(
    z.object({
      lba: z.int().nonnegative(),
      lengthSectors: z.int().positive(),
      readings: z.array(z.array(z.int().nonnegative())),
      settledBy: z.enum(['edc']).nullable(),
    }),
  ),
});
export type MergeRecord = z.infer<typeof mergeSchema>;

export const sidecarSchema = z
  .object({
    format: z.literal('spindle-sidecar'),
    version: z.literal(sidecarVersion),
    dumpId: z.uuid(),
    kind: z.enum(['block', 'optical']),
    name: z.string().refine((name) => nameProblem(name) === null, 'not a safe file name'),
    carrier: z.string().nullable(),
    tool: z.object({ name: z.string(), version: z.string() }),
    startedAt: timestampSchema,
    endedAt: timestampSchema,
    outcome: outcomeSchema,
    source: z.object({ address: z.string(), medium: mediumSchema }),
    /** Every drive that took part, first use first. */
    drives: z.array(driveIdentitySchema).min(1),
    options: jobOptionsSchema,
    hypotheses: z.array(geometryHypothesisSchema),
    filesystems: z.array(filesystemSchema),
    warnings: z.array(warningSchema),
    /** Marks of copy protection, where there are any. */
    protection: z.array(protectionSchema).optional(),
    counts: sectorCountsSchema,
    states: sectorRunsSchema,
    extents: z.array(extentSchema),
    /** By which the medium is known again; absent where that tells nothing. */
    samples: mediumSamplesSchema.optional(),
    /** The sectors of the medium in LBA order, whatever container they were put into. */
    image: z.object({ sizeBytes: z.int().nonnegative(), ...hashesSchema.shape }),
    /** Absent where no sector came with C2: nothing is known then, which is not the same as none. */
    c2: c2RecordSchema.optional(),
    /** For discs. */
    disc: discRecordSchema.nullable().default(null),
    passes: z.array(passReportSchema),
    /** Paths are bare names in the sidecar's own directory. */
    files: z.array(
      outputFileSchema.refine((file) => nameProblem(file.path) === null, 'not a bare file name'),
    ),
    events: z.array(dumpEventSchema),
    lineage: lineageSchema.optional(),
    merge: mergeSchema.optional(),
  })
  .strict();
export type Sidecar = z.infer<typeof sidecarSchema>;
