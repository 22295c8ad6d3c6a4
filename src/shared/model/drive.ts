/** Drives and other sources of sectors, as people and procedures see them. */
import { z } from 'zod';
import { discSchema } from './disc.ts';

export const sourceKinds = ['optical', 'floppy', 'disk', 'loop', 'file', 'simulated'] as const;

/** What a device says of itself; empty strings where it says nothing. */
export const driveIdentitySchema = z.object({
  vendor: z.string(),
  product: z.string(),
  revision: z.string(),
  serial: z.string(),
  bus: z.string(),
});
export type DriveIdentity = z.infer<typeof driveIdentitySchema>;

/** One tile on the bench: something that may hold a medium. */
export const driveSchema = z.object({
  /** Opaque and stable while the device is plugged in; the only thing a screen may send back. */
  id: z.string(),
  kind: z.enum(sourceKinds),
  /** What a person calls it: `/dev/fd0`, `sim:practice.json`. */
  address: z.string(),
  label: z.string(),
  identity: driveIdentitySchema,
  removable: z.boolean(),
  /** Null where the system does not say without touching the drive (an idle PC floppy drive). */
  writeProtected: z.boolean().nullable(),
  /** Null: unknown without touching the drive; 0: no medium. */
  sizeBytes: z.number().nullable(),
  sectorSize: z.number().nullable(),
  /** Why it must not be imaged, as words that continue "it ...": the disk the system runs from. Null for all others. */
  systemDisk: z.string().nullable(),
});
export type Drive = z.infer<typeof driveSchema>;

/** What is known of the medium in a source once it is open. */
export const mediumSchema = z.object({
  sizeBytes: z.number(),
  sectorSize: z.number(),
  totalSectors: z.number(),
  writeProtected: z.boolean().nullable(),
  removable: z.boolean(),
  /** Linux `diskseq`: changes whenever another medium is inserted. Null where the system has none. */
  diskSequence: z.number().nullable(),
});
export type Medium = z.infer<typeof mediumSchema>;

/** A proof that can be looked up: where, and what stood there. */
export const evidenceSchema = z.object({
  what: z.string(),
  offsetBytes: z.number().optional(),
  bytesHex: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One explanation of how the medium is laid out. Ranked by confidence, never chosen silently. */
export const geometryHypothesisSchema = z.object({
  /** Short name of the format, e.g. `1.44M`, `DMF 1.68M`, `Amiga DD`. */
  name: z.string(),
  cylinders: z.number(),
  heads: z.number(),
  sectorsPerTrack: z.number(),
  bytesPerSector: z.number(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema),
  /** What speaks against it, or what would be lost if it is wrong. */
  against: z.array(z.string()),
});
export type GeometryHypothesis = z.infer<typeof geometryHypothesisSchema>;

export const filesystemSchema = z.object({
  type: z.string(),
  label: z.string(),
  startLba: z.number(),
  evidence: z.array(evidenceSchema),
});
export type Filesystem = z.infer<typeof filesystemSchema>;

/** Something the person at the bench must know before trusting the image. */
export const warningSchema = z.object({ code: z.string(), message: z.string() });
export type Warning = z.infer<typeof warningSchema>;

/** What a medium is known again by without reading it whole. */
export const mediumSamplesSchema = z.object({
  /** Over sectors spread over the medium, and its size. */
  sha256: z.string(),
  readable: z.int(),
  /** Every sector that was read holds one value only, as a blank disk does. */
  uniform: z.boolean(),
});
export type MediumSamples = z.infer<typeof mediumSamplesSchema>;

export const inspectionSchema = z.object({
  medium: mediumSchema,
  identity: driveIdentitySchema,
  /** Best first; empty when the medium is no floppy. */
  hypotheses: z.array(geometryHypothesisSchema),
  filesystems: z.array(filesystemSchema),
  warnings: z.array(warningSchema),
  /** For discs. */
  disc: discSchema.nullable().default(null),
  /** Where the medium was looked at for its own sake, not at the beginning of a job. */
  samples: mediumSamplesSchema.optional(),
});
export type Inspection = z.infer<typeof inspectionSchema>;
