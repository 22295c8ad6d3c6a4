/** What C2 said along a CD: where a drive flagged bytes it could not correct, even where the sector was whole in the end. */
import { z } from 'zod';

/** Of sectors in which bytes were flagged. */
export const c2SumSchema = z.object({
  sectors: z.int().nonnegative(),
  /** Flagged bytes in all of them. */
  bytes: z.int().nonnegative(),
  /** The sector with the most; the first of them where several have as many. */
  worst: z.object({ lba: z.int().nonnegative(), bytes: z.int().positive() }).nullable(),
});
export type C2Sum = z.infer<typeof c2SumSchema>;

export const mostC2Stretches = 512;

/**
 * `[lba, lengthSectors, knownSectors, first.sectors, first.bytes, kept.sectors, kept.bytes]`. Neighbours that are wholly
 * known and without a flag are one; stretches of which nothing is known are left out.
 */
const c2StretchSchema = z.tuple([
  z.int().nonnegative(),
  z.int().positive(),
  z.int().positive(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
]);
export type C2Stretch = z.infer<typeof c2StretchSchema>;

export const c2RecordSchema = z.object({
  /** Sectors that came with C2; of all others nothing is known. */
  knownSectors: z.int().positive(),
  /** At the first reading of each that came. */
  first: c2SumSchema,
  /** In the bytes that are kept. */
  kept: c2SumSchema,
  stretches: z.array(c2StretchSchema).max(mostC2Stretches),
});
export type C2Record = z.infer<typeof c2RecordSchema>;
