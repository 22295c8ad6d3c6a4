/** What was found out about one drive by trying it: kept for its next job, and shown, but never taken for granted. */
import { z } from 'zod';
import { driveIdentitySchema } from './drive.ts';

/** Largest offset of any drive that is known, with room to spare: ten sectors. */
export const readOffsetSchema = z.int().min(-5880).max(5880);

/**
 * Where a read offset comes from. `given`: by the person, for a job on this drive. `dump`: what the dump was begun with on
 * the same drive. `drive`: given for an earlier job on it. `model`: from a list the person imported. `unknown`: none is known, and none is applied.
 */
export const readOffsetOrigins = ['given', 'dump', 'drive', 'model', 'unknown'] as const;
export const readOffsetOriginSchema = z.enum(readOffsetOrigins);
export type ReadOffsetOrigin = z.infer<typeof readOffsetOriginSchema>;

export const driveProfileSchema = z.object({
  identity: driveIdentitySchema,
  /** The richest READ CD that worked; null where no CD was at hand, or no place on it could be read. */
  readForm: z
    .object({
      c2: z.union([z.literal(294), z.literal(296), z.literal('none')]),
      subchannel: z.enum(['raw-pw', 'none']),
      order: z.enum(['c2-first', 'subchannel-first']),
    })
    .nullable(),
  /** What was tried for it and what came. */
  tried: z.array(z.string()).max(100),
  /** Whether it takes the command to forget what it holds; null as long as nothing had to be read again. */
  dropsCache: z.boolean().nullable(),
  /** Whether samples outside of the program area came; null where the offset wanted none. */
  overread: z.object({ leadIn: z.boolean().nullable(), leadOut: z.boolean().nullable() }),
  /** What the system lets one command transfer. */
  maxTransferBytes: z.int().positive(),
  /** Samples, AccurateRip's sign, as a person gave it; null as long as nobody has. */
  readOffset: readOffsetSchema.nullable(),
});
export type DriveProfile = z.infer<typeof driveProfileSchema>;

/** A read offset from a list. */
export const modelReadOffsetSchema = z.object({
  vendor: z.string().max(64),
  product: z.string().min(1).max(64),
  samples: readOffsetSchema,
});
export type ModelReadOffset = z.infer<typeof modelReadOffsetSchema>;

/** What an imaging process is told of drives before it knows which one it has. */
export const knownReadOffsetSchema = modelReadOffsetSchema.extend({
  origin: z.enum(['dump', 'drive', 'model']),
  /** Of the very drive; empty for a model, and for drives that tell none. */
  serial: z.string(),
});
export type KnownReadOffset = z.infer<typeof knownReadOffsetSchema>;
