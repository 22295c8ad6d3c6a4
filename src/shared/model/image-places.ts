/** Where images lie: below folders a person granted, named by the folder's id and a path that never leaves it. */
import { z } from 'zod';

export const placeLimits = { pageEntries: 500, found: 20 } as const;

/** `a/b/image.cue`; empty for the folder itself. No step up, no root, no drive, nothing a system reads otherwise. */
export const pathBelowSchema = z
  .string()
  .max(4096)
  .check((context) => {
    const problem = pathBelowProblem(context.value);
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
  });

export function pathBelowProblem(path: string): string | null {
  if (path === '') return null;
  if (path.includes('\0')) return 'the path has a zero byte';
  if (path.includes('\\')) return 'the path has a backslash';
  if (path.split('/').some((step) => step === '' || step === '.' || step === '..'))
    return 'the path has an empty step or one that leads elsewhere';
  return /^[a-z]:/i.test(path) ? 'the path names a drive' : null;
}

export const imagePlaceSchema = z.object({ rootId: z.string(), path: pathBelowSchema });
export type ImagePlace = z.infer<typeof imagePlaceSchema>;

export const browsedKinds = ['folder', 'image', 'store', 'other'] as const;

export const browsedEntrySchema = z.object({
  name: z.string(),
  /** `image`: its name says so; `other` files can be opened all the same. */
  kind: z.enum(browsedKinds),
  /** Null for folders, and for what cannot be looked at. */
  sizeBytes: z.number().nullable(),
  modified: z.string().nullable(),
});
export type BrowsedEntry = z.infer<typeof browsedEntrySchema>;

export const browseFolderSchema = imagePlaceSchema.extend({
  /** Leaves out files whose names speak of something else. */
  imagesOnly: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(placeLimits.pageEntries),
});
export type BrowseFolder = z.infer<typeof browseFolderSchema>;

/** Folders first, then by name. */
export const browsedPageSchema = z.object({
  offset: z.int(),
  entries: z.array(browsedEntrySchema),
  total: z.int(),
  /** Files that were left out. */
  otherTotal: z.int(),
});
export type BrowsedPage = z.infer<typeof browsedPageSchema>;

/** A file as a browser shows it that will not tell where it lies. */
export const findImageSchema = z.object({ name: z.string().min(1).max(255), sizeBytes: z.number().min(0) });
export type FindImage = z.infer<typeof findImageSchema>;

export const foundImagesSchema = z.object({
  places: z.array(imagePlaceSchema),
  /** False when there was too much to look at all of it. */
  isWhole: z.boolean(),
});
export type FoundImages = z.infer<typeof foundImagesSchema>;
