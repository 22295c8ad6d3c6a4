/** What an image is as a whole, and how we know: its container, its layout, what divides it, what it holds. */
import { z } from 'zod';
import { discSchema } from './disc.ts';
import { filesystemSchema, geometryHypothesisSchema } from './drive.ts';
import { platformSchema } from './platform.ts';
import { sectorRunsSchema } from './sector-runs.ts';

/** Of one answer. */
export const portraitLimits = { runs: 4000, files: 500, parts: 128, warnings: 100 } as const;

export const partitionSchema = z.object({
  /** The table that names it: `MBR`, `GPT` ... */
  scheme: z.string(),
  startBytes: z.number(),
  sizeBytes: z.number(),
  /** What was recognised in it, first its most likely reading. */
  holds: z.array(z.string()),
});
export type Partition = z.infer<typeof partitionSchema>;

export const imagePortraitSchema = z.object({
  /** Absolute; of the sheet where there is one. */
  path: z.string(),
  kind: z.enum(['optical', 'block']),
  /** `cue`, `ccd`, `iso`, `raw`, `IMZ`, `DiskCopy 4.2`, `store` ... */
  format: z.string(),
  /** Every file that was read for it, the one at `path` first; bare names. */
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number() })),
  /** Of user data, as filesystems see it. */
  sizeBytes: z.number(),
  sectorSize: z.number(),
  /** As the container itself says; null where it does not. */
  containerGeometry: z.object({ cylinders: z.int(), heads: z.int(), sectorsPerTrack: z.int() }).nullable(),
  /** The container's own words: a name, a comment. */
  comment: z.string(),
  /** Best first; for disks. */
  hypotheses: z.array(geometryHypothesisSchema),
  partitions: z.array(partitionSchema),
  /** `startLba` counts sectors of the image; hybrids give a list. */
  filesystems: z.array(filesystemSchema),
  /** What the medium was made for: consoles, players, standards of discs. */
  platforms: z.array(platformSchema).optional(),
  disc: discSchema.nullable(),
  /** Every sector as far as is known; null when nothing beside the image tells how its sectors were read. */
  map: z
    .object({
      sectorsPerUnit: z.int().min(1),
      totalSectors: z.int().min(0),
      runs: sectorRunsSchema,
      /** Exact, however coarse the runs are. */
      badSectors: z.int(),
      suspectSectors: z.int(),
    })
    .nullable(),
  /** The file that tells; its bare name. */
  damageFrom: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type ImagePortrait = z.infer<typeof imagePortraitSchema>;
