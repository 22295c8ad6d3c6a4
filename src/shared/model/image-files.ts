/** What is inside an image, as doors ask for it and are answered: page by page and piece by piece. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';

/** Of one answer, so that no image makes a message large. */
export const imageLimits = {
  pageEntries: 1000,
  pieceBytes: 256 * 1024,
  /** Two seconds. */
  soundSectors: 150,
  hurtEntries: 2000,
  rangesOfEntry: 256,
  warnings: 100,
  problems: 200,
  chosenEntries: 1000,
} as const;

/** Offset and length in bytes. */
const byteRangeSchema = z.tuple([z.number(), z.number()]);
export type ByteRange = z.infer<typeof byteRangeSchema>;

export const damageStates = ['intact', 'damaged', 'unread'] as const;
const damageSchema = {
  state: z.enum(damageStates),
  /** How many of its bytes could not be read, or are in doubt. */
  damagedBytes: z.number(),
};
export type DamageState = (typeof damageStates)[number];

const kindSchema = z.enum(['file', 'directory', 'symlink', 'other']);

/**
 * The positions of an entry and of the directories above it, from the root: `3.0.12`, empty for the root. Names would
 * not do: damaged directories have the same name twice, and one must not be shown for the other.
 */
const entryIdSchema = z.string().regex(/^(\d{1,9}(\.\d{1,9}){0,255})?$/);
const treeIdSchema = z.string().max(100);

export const imageTreeSchema = z.object({
  /** As `--tree` of the command line takes it. */
  id: z.string(),
  type: z.string(),
  label: z.string(),
  track: z.int().nullable(),
  session: z.int().nullable(),
});
export type ImageTree = z.infer<typeof imageTreeSchema>;

export const soundTrackSchema = z.object({
  number: z.int(),
  lengthSectors: z.int(),
  /** First sector, from the start of the track, and number of sectors; not read, or in doubt. */
  damaged: z.array(byteRangeSchema),
});
export type SoundTrack = z.infer<typeof soundTrackSchema>;

export const imageDescriptionSchema = z.object({
  kind: z.enum(['optical', 'block']),
  /** The best one first. */
  trees: z.array(imageTreeSchema),
  /** Filesystems that are there, but cannot be listed. */
  foreign: z.array(z.string()),
  soundTracks: z.array(soundTrackSchema),
  /** False when nothing beside the image says how its sectors were read: no mark then means nothing. */
  isDamageKnown: z.boolean(),
  warnings: z.array(z.string()),
});
export type ImageDescription = z.infer<typeof imageDescriptionSchema>;

export const imageEntrySchema = z.object({
  id: entryIdSchema,
  name: z.string(),
  kind: kindSchema,
  sizeBytes: z.number(),
  modified: z.string().nullable(),
  isDeleted: z.boolean(),
  linkTarget: z.string().nullable(),
  forks: z.array(z.object({ name: z.string(), sizeBytes: z.number() })),
  /** Type and creator, attributes: facts of this filesystem alone. */
  facts: z.record(z.string(), z.string()),
  ...damageSchema,
});
export type ImageEntry = z.infer<typeof imageEntrySchema>;

const inTree = z.object({ tree: treeIdSchema });
const inDirectory = inTree.extend({ directory: entryIdSchema, deleted: z.boolean() });

export const listEntriesSchema = inDirectory.extend({
  offset: z.int().min(0),
  limit: z.int().min(1).max(imageLimits.pageEntries),
});
export type ListEntries = z.infer<typeof listEntriesSchema>;

/** A page of a directory: folders first, then by name. Deleted entries are a list of their own. */
export const entryPageSchema = z.object({
  offset: z.int(),
  entries: z.array(imageEntrySchema),
  total: z.int(),
  deletedTotal: z.int(),
  /** From the root to the directory. */
  trail: z.array(z.object({ id: entryIdSchema, name: z.string() })),
  /** Of the directory itself: where its names stand is not wholly read. */
  state: z.enum(damageStates),
  warnings: z.array(z.string()),
});
export type EntryPage = z.infer<typeof entryPageSchema>;

export const seekEntrySchema = inDirectory.extend({
  prefix: z.string().min(1).max(255),
  from: z.int().min(0),
});
export type SeekEntry = z.infer<typeof seekEntrySchema>;

export const findHurtSchema = inTree.extend({
  /** Without what nobody has tried to read yet: of a dump that is under way. */
  failedOnly: z.boolean().default(false),
});
export type FindHurt = z.infer<typeof findHurtSchema>;

export const hurtEntrySchema = z.object({
  id: entryIdSchema,
  path: z.string(),
  kind: kindSchema,
  sizeBytes: z.number(),
  ...damageSchema,
  /** Stretches of the medium, in bytes of user data from its start, that hurt it. */
  places: z.array(byteRangeSchema),
});
export type HurtEntry = z.infer<typeof hurtEntrySchema>;

export const hurtFilesSchema = z.object({
  entries: z.array(hurtEntrySchema),
  total: z.int(),
  /** Directories are among them: there may be more files than have names. */
  isIncomplete: z.boolean(),
});
export type HurtFiles = z.infer<typeof hurtFilesSchema>;

export const readPieceSchema = inTree.extend({
  entry: entryIdSchema,
  fork: z.string().max(255).optional(),
  offset: z.int().min(0),
  length: z.int().min(1).max(imageLimits.pieceBytes),
});
export type ReadPiece = z.infer<typeof readPieceSchema>;

export const pieceSchema = z.object({
  offset: z.int(),
  /** Base64. What could not be read is zeros, and named. */
  bytes: z.base64(),
  /** In bytes of the file, as is `doubtful`: read, but not the same twice. */
  unread: z.array(byteRangeSchema),
  doubtful: z.array(byteRangeSchema),
});
export type Piece = z.infer<typeof pieceSchema>;

export const readSoundSchema = z.object({
  track: z.int().min(1).max(99),
  offsetSectors: z.int().min(0),
  lengthSectors: z.int().min(1).max(imageLimits.soundSectors),
});
export type ReadSound = z.infer<typeof readSoundSchema>;

/** 44 100 samples a second, left and right, 16 bits, little-endian. What could not be read is silence. */
export const soundPieceSchema = z.object({ bytes: z.base64() });
export type SoundPiece = z.infer<typeof soundPieceSchema>;

export const extractEntriesSchema = inTree.extend({
  /** Directories with all that is in them; the root for everything. */
  entries: z.array(entryIdSchema).min(1).max(imageLimits.chosenEntries),
});
export type ExtractEntries = z.infer<typeof extractEntriesSchema>;

export const extractionProgressSchema = z.object({
  /** Absolute; null until it is made. */
  folder: z.string().nullable(),
  totalFiles: z.int(),
  totalBytes: z.number(),
  files: z.int(),
  bytes: z.number(),
  damagedFiles: z.int(),
  /** Of what is being written. */
  path: z.string(),
  /** Links and devices that were not made, names that had to change; the first ones. */
  problems: z.array(z.object({ path: z.string(), what: z.string() })),
  problemCount: z.int(),
});
export type ExtractionProgress = z.infer<typeof extractionProgressSchema>;

export const extractionSchema = extractionProgressSchema.extend({
  revision: z.int(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
});
export type Extraction = z.infer<typeof extractionSchema>;
