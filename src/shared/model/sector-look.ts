/** One sector as it is kept: its bytes and what they are, where they lie, how it was read, and what it belongs to. */
import { z } from 'zod';
import { driveIdentitySchema } from './drive.ts';
import { passSchema } from './job.ts';
import { sectorFailures, sectorKinds } from './sector-kind.ts';
import { sectorStates } from './sector-state.ts';

/** Of one answer. */
export const sectorLookLimits = { files: 50, reads: 50, sectorBytes: 8192 } as const;

export const lookAtSectorSchema = z.object({ lba: z.int().min(0) });
export type LookAtSector = z.infer<typeof lookAtSectorSchema>;

export const sectorFieldNames = [
  'sync',
  'header',
  'subheader',
  'user',
  'edc',
  'zeros',
  'ecc-p',
  'ecc-q',
  'samples',
] as const;
export const sectorFieldSchema = z.object({
  name: z.enum(sectorFieldNames),
  offset: z.int().min(0),
  length: z.int().min(1),
});
export type SectorField = z.infer<typeof sectorFieldSchema>;

export const qLookSchema = z.object({
  /** Twelve bytes, lower-case. */
  hex: z.string(),
  isCrcRight: z.boolean(),
  /** What it says, where it says anything a standard knows. */
  says: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('position'),
        control: z.int(),
        /** 1 to 99; 170 for the lead-out. */
        track: z.int(),
        index: z.int(),
        relativeSectors: z.int(),
        absoluteLba: z.int(),
      }),
      z.object({ kind: z.literal('mcn'), control: z.int(), mcn: z.string() }),
      z.object({ kind: z.literal('isrc'), control: z.int(), isrc: z.string() }),
      z.object({ kind: z.literal('lead-in'), control: z.int() }),
    ])
    .nullable(),
});
export type QLook = z.infer<typeof qLookSchema>;

/** What nobody has written down of a sector, so that nothing stands in its place. */
export const unkeptFacts = ['state', 'drive', 'tries', 'reads', 'rebuilding'] as const;

export const sectorLookSchema = z.object({
  lba: z.int(),
  /** Null where nothing beside the image tells. */
  state: z.enum(sectorStates).nullable(),
  /** Bare name of what tells. */
  stateFrom: z.string().nullable(),
  sectorBytes: z.int(),
  /** Base64; null where no byte of it is vouched for: what fills its place is not shown as its content. */
  bytes: z.base64().nullable(),
  /** Made for the sector by the program, as a pregap that no file holds. */
  isGenerated: z.boolean(),
  fields: z.array(sectorFieldSchema),
  /** What the bytes are by their own account; null for disks. */
  kind: z.enum(sectorKinds).nullable(),
  /** What in it speaks against it. */
  failures: z.array(z.enum(sectorFailures)),
  /** LBA its header names. */
  headerLba: z.int().nullable(),
  place: z.object({ file: z.string(), offsetBytes: z.int() }).nullable(),
  q: qLookSchema.nullable(),
  /** The drive that supplied it. */
  drive: driveIdentitySchema.nullable(),
  /** Commands that held it and failed. */
  tries: z.int().nullable(),
  /** Reads of it that are still written down one by one: those since the store was last saved. The last ones. */
  reads: z.array(
    passSchema.extend({ result: z.enum(['read', 'failed', 'doubtful', 'rebuilt']), sectors: z.int() }),
  ),
  /** When it was made whole by its own parity. */
  rebuilt: z.object({ at: z.string(), changedBytes: z.int() }).nullable(),
  /** Bytes that C2 flagged, at its first reading and in what is kept; null where it is not known, or nobody wrote it down. */
  c2: z.object({ first: z.int().nullable(), kept: z.int().nullable() }).nullable(),
  notKept: z.array(z.enum(unkeptFacts)),
  /** Files and directories it belongs to, in every tree. */
  files: z.array(z.object({ tree: z.string(), path: z.string(), kind: z.enum(['file', 'directory']) })),
  fileCount: z.int(),
});
export type SectorLook = z.infer<typeof sectorLookSchema>;
