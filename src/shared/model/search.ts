/** What a search answers: carriers with what was found of them, counts to narrow it by, and the files inside images. */
import { z } from 'zod';
import { facetNames } from '../search-query.ts';
import { outcomeSchema } from './outcome.ts';

/** A stretch of a text that was found: start and length in UTF-16 units. */
const rangeSchema = z.tuple([z.int(), z.int()]);
export type TextRange = z.infer<typeof rangeSchema>;

export const searchProblemSchema = z.object({
  /** Where in the query, in UTF-16 units. */
  from: z.int(),
  to: z.int(),
  what: z.string(),
});
export type SearchProblem = z.infer<typeof searchProblemSchema>;

export const hitKinds = ['item', 'carrier', 'dump', 'file'] as const;

/** Something of a carrier that was found: its description, a dump, an image file. */
export const foundTextSchema = z.object({
  kind: z.enum(hitKinds),
  /** Carrier code, or dump id. */
  id: z.string(),
  title: z.string(),
  /** Absolute path of an image file, for kind `file`. */
  path: z.string().optional(),
  /** What matched, for people: a label, a hash, a volume name. */
  matched: z.string(),
  /** In `matched`. */
  ranges: z.array(rangeSchema),
});
export type FoundText = z.infer<typeof foundTextSchema>;

export const damageStates = ['intact', 'damaged', 'unread'] as const;
export const listedKinds = ['file', 'directory', 'symlink', 'other', 'track'] as const;

/** A file inside an image, as it was listed. */
export const listedFileSchema = z.object({
  dumpId: z.string(),
  /** In the filesystem, names joined by `/`. */
  path: z.string(),
  name: z.string(),
  kind: z.enum(listedKinds),
  sizeBytes: z.number(),
  /** ISO 8601, or null. */
  modified: z.string().nullable(),
  /** First sector of its content on the medium; null where it has none. */
  lba: z.int().nullable(),
  state: z.enum(damageStates),
  /** Lower-case hex; null until contents were read, and for what could not be read whole. */
  sha256: z.string().nullable(),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

export const foundFileSchema = listedFileSchema.extend({
  /** In `name`. */
  ranges: z.array(rangeSchema),
});
export type FoundFile = z.infer<typeof foundFileSchema>;

/** A number that is counted to its end, or `count` at least. */
const countSchema = z.object({ count: z.int(), isExact: z.boolean() });
export type Count = z.infer<typeof countSchema>;

/** A carrier, or a dump of no known carrier, with what was found of it. */
export const foundGroupSchema = z.object({
  kind: z.enum(['carrier', 'dump']),
  /** Carrier code, or dump id: what `catalogue show` takes. */
  id: z.string(),
  title: z.string(),
  /** A code of the vocabularies. */
  state: z.string(),
  mediumKind: z.string().nullable(),
  /** Codes. */
  collection: z.string().nullable(),
  location: z.string().nullable(),
  tags: z.array(z.string()),
  /** The dump that stands for it; null when there is none. */
  dump: z
    .object({
      dumpId: z.string(),
      name: z.string(),
      outcome: outcomeSchema,
      endedAt: z.string(),
      badSectors: z.int(),
    })
    .nullable(),
  dumps: z.int(),
  hits: z.array(foundTextSchema),
  /** The first ones. */
  files: z.array(foundFileSchema),
  fileCount: countSchema,
});
export type FoundGroup = z.infer<typeof foundGroupSchema>;

export const searchPageSchema = z.object({
  groups: z.array(foundGroupSchema),
  /** Give back with the same query to get the next page; null at the end. */
  next: z.string().nullable(),
  /** Carriers and dumps of no carrier. */
  total: countSchema,
  /** What was not understood; nothing is searched then. */
  problems: z.array(searchProblemSchema),
  tookMs: z.number(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

export const facetSchema = z.object({
  facet: z.enum(facetNames),
  /** Most first. `chip` narrows the query when it is added to it. */
  values: z.array(z.object({ value: z.string(), chip: z.string(), count: z.int(), isChosen: z.boolean() })),
  /** Values that were left out because there are too many. */
  more: z.int(),
});
export type Facet = z.infer<typeof facetSchema>;

export const facetsSchema = z.object({
  facets: z.array(facetSchema),
  total: countSchema,
  problems: z.array(searchProblemSchema),
  tookMs: z.number(),
});
export type Facets = z.infer<typeof facetsSchema>;

export const savedViewSchema = z.object({ name: z.string(), query: z.string() });
export type SavedView = z.infer<typeof savedViewSchema>;

/** A filesystem of an image. Of several trees of one volume the best is listed, the others are counted. */
export const listedFilesystemSchema = z.object({
  position: z.int(),
  type: z.string(),
  label: z.string(),
  session: z.int().nullable(),
  track: z.int().nullable(),
  isListed: z.boolean(),
  /** Null where nobody counted. */
  entries: z.int().nullable(),
});
export type ListedFilesystem = z.infer<typeof listedFilesystemSchema>;

export const listingStates = ['none', 'listed', 'outdated', 'failed'] as const;

export const listingSchema = z.object({
  dumpId: z.string(),
  /** `outdated`: the dump was improved since. */
  state: z.enum(listingStates),
  /** Why it failed, or what is missing from it; empty when nothing is. */
  problem: z.string(),
  hasContents: z.boolean(),
  listedAt: z.string().nullable(),
  entries: z.int(),
  damaged: z.int(),
  filesystems: z.array(listedFilesystemSchema),
});
export type Listing = z.infer<typeof listingSchema>;

export const filesPageSchema = z.object({
  listing: listingSchema,
  files: z.array(listedFileSchema.extend({ filesystem: z.int() })),
  next: z.string().nullable(),
});
export type FilesPage = z.infer<typeof filesPageSchema>;

/** A file that is elsewhere too. */
export const sameFileSchema = z.object({
  file: listedFileSchema,
  /** Other dumps that have it, the first ones. */
  elsewhere: z.array(
    z.object({ dumpId: z.string(), dump: z.string(), carrier: z.string().nullable(), path: z.string() }),
  ),
  copies: z.int(),
});
export type SameFile = z.infer<typeof sameFileSchema>;

export const sameFilesSchema = z.object({
  listing: listingSchema,
  /** Files of the dump with a known content, and how many of them are elsewhere. */
  known: z.int(),
  shared: z.int(),
  files: z.array(sameFileSchema),
  next: z.string().nullable(),
});
export type SameFiles = z.infer<typeof sameFilesSchema>;

/** What is listed of the collection, and the work at it. */
export const indexingSchema = z.object({
  dumps: z.int(),
  listed: z.int(),
  failed: z.int(),
  /** Waiting or at work in this hub. */
  waiting: z.int(),
  /** Name of the dump that is being listed. */
  now: z.string().nullable(),
});
export type Indexing = z.infer<typeof indexingSchema>;
