/** What the hub and an imaging process say to each other: a handful of one-way messages, parsed on both sides. */
import { z } from 'zod';
import { wireErrorSchema } from '../../shared/errors.ts';
import { inspectionSchema, warningSchema } from '../../shared/model/drive.ts';
import { driveProfileSchema, knownReadOffsetSchema } from '../../shared/model/drive-profile.ts';
import {
  jobOptionsSchema,
  locatedFirstSchema,
  logLineSchema,
  progressSchema,
  readFirstWishSchema,
} from '../../shared/model/job.ts';
import { outputFileSchema, outputNameSchema } from '../../shared/model/output.ts';
import { sidecarSchema } from '../../shared/model/sidecar.ts';
import { writeSpecSchema } from '../core/writeback/write-spec.ts';

export const jobSpecSchema = z.object({
  address: z.string(),
  /** Absolute. */
  directory: z.string(),
  name: outputNameSchema,
  options: jobOptionsSchema,
  resume: z.boolean(),
  /** A person wants no more of it read: the store is made into results as it stands, without the carrier. */
  isAccepted: z.boolean().default(false),
  /** Regular files may be sources only where the person at the door could read them anyway. */
  allowFiles: z.boolean(),
  /** Paths whose disks must not be taken for a carrier: the catalogue and the output. */
  protectedPaths: z.array(z.string()),
  /** Of drives and models, whichever of them it will be. */
  readOffsets: z.array(knownReadOffsetSchema),
});
export type JobSpec = z.infer<typeof jobSpecSchema>;

/** Opening a medium to say what it is, in a process that may hang without harm. */
export const inspectSpecSchema = jobSpecSchema.pick({
  address: true,
  allowFiles: true,
  protectedPaths: true,
});
export type InspectSpec = z.infer<typeof inspectSpecSchema>;

export const toImagingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inspect'), spec: inspectSpecSchema }),
  z.object({ type: z.literal('eject'), spec: inspectSpecSchema }),
  z.object({ type: z.literal('start'), spec: jobSpecSchema }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('unpause') }),
  z.object({ type: z.literal('park') }),
  /** From now on these come first; see `first` of the options. */
  z.object({ type: z.literal('read-first'), wanted: readFirstWishSchema }),
  /** Reading ends, and what has been read is made into results. */
  z.object({ type: z.literal('accept') }),
  /** Looks at a medium that is to be written to, or writes to it; answered as writing-messages.ts says. */
  z.object({ type: z.literal('check-write'), spec: writeSpecSchema }),
  z.object({ type: z.literal('write'), spec: writeSpecSchema }),
]);
export type ToImaging = z.infer<typeof toImagingSchema>;

export const fromImagingSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    dumpId: z.string(),
    name: z.string(),
    sectorSize: z.int(),
  }),
  z.object({ type: z.literal('stage'), state: z.enum(['identifying', 'reading', 'retrying', 'hashing']) }),
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('located'), first: locatedFirstSchema }),
  z.object({ type: z.literal('inspection'), inspection: inspectionSchema }),
  /** The tray is open. */
  z.object({ type: z.literal('ejected') }),
  /** What was found out about the drive so far. */
  z.object({ type: z.literal('profile'), profile: driveProfileSchema }),
  z.object({ type: z.literal('log'), line: logLineSchema.omit({ sequence: true }) }),
  z.object({ type: z.literal('warning'), warning: warningSchema }),
  z.object({
    type: z.literal('finished'),
    sidecar: sidecarSchema,
    /** Absolute paths, the sidecar itself among them. */
    files: z.array(outputFileSchema),
  }),
  /** Reading ended before its time, in good order; null when a person asked for it. */
  z.object({ type: z.literal('parked'), error: wireErrorSchema.nullable() }),
  /** Nothing was begun, or nothing can be continued. */
  z.object({ type: z.literal('failed'), error: wireErrorSchema }),
]);
export type FromImaging = z.infer<typeof fromImagingSchema>;
