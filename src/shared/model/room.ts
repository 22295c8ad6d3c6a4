/** Whether what is running and waiting fits on the volumes its results go to. All bytes are estimates, never too small. */
import { z } from 'zod';
import type { Inspection } from './drive.ts';
import { jobOptionsSchema } from './job.ts';

/** As much of a medium as the size of its results depends on. */
export const plannedMediumSchema = z.object({
  kind: z.enum(['blocks', 'cd', 'dvd']),
  totalSectors: z.int().nonnegative(),
  sectorSize: z.int().positive(),
  /** Of a CD. */
  audioSectors: z.int().nonnegative().default(0),
});
export type PlannedMedium = z.infer<typeof plannedMediumSchema>;

/** The medium as it was found. */
export function plannedMedium({ medium, disc }: Pick<Inspection, 'medium' | 'disc'>): PlannedMedium {
  const { totalSectors, sectorSize } = medium;
  const audio = disc?.tracks.filter(({ mode }) => mode === 'AUDIO') ?? [];
  return {
    kind: disc === null ? 'blocks' : disc.tracks.length > 0 ? 'cd' : 'dvd',
    totalSectors,
    sectorSize,
    audioSectors: audio.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0),
  };
}

export const plannedOptionsSchema = jobOptionsSchema.pick({
  formats: true,
  keepStore: true,
  subchannel: true,
});
export type PlannedOptions = z.infer<typeof plannedOptionsSchema>;

/** One volume, and what the jobs that run and wait will write to it. */
export const volumeRoomSchema = z.object({
  /** A folder on it that results go to. */
  path: z.string(),
  /** Null where the system does not say. */
  freeBytes: z.number().nullable(),
  /** At the highest moment, over what is written already. */
  neededBytes: z.number(),
  /** Jobs that run and wait for it. */
  jobs: z.int(),
  /** Jobs among them of which nobody knows how large they will be; they are not in `neededBytes`. */
  unknownJobs: z.int(),
  /** From this job on it will not fit, in the order they begin; null when all do, or nobody knows. */
  firstShort: z.object({ jobId: z.string(), name: z.string() }).nullable(),
  /** It and those behind it. */
  shortJobIds: z.array(z.string()),
});
export type VolumeRoom = z.infer<typeof volumeRoomSchema>;

/** A job that is thought of, beside those that run and wait already. */
export const startRoomSchema = z.object({
  /** Of this job alone. */
  neededBytes: z.number(),
  /** Of all of them together. */
  togetherBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** Jobs that run and wait on the same volume. */
  others: z.int(),
  fits: z.boolean(),
});
export type StartRoom = z.infer<typeof startRoomSchema>;
