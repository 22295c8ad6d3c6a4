/** An image in another format: what is possible, what each costs, and how far one is. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { convertFormats } from './convert-formats.ts';
import { generatedParts, losses } from './losses.ts';
import { outputFileSchema } from './output.ts';

export const conversionLimits = { faults: 100 } as const;

export const convertFormatSchema = z.enum(convertFormats);

/** What a format could hold of an image, or why it would lie about it. */
export const formatPlanSchema = z.discriminatedUnion('possible', [
  z.object({
    format: convertFormatSchema,
    possible: z.literal(true),
    lost: z.array(z.enum(losses)),
    generated: z.array(z.enum(generatedParts)),
  }),
  z.object({
    format: convertFormatSchema,
    possible: z.literal(false),
    /** One sentence without its end, to follow "cannot hold this image: ". */
    why: z.string(),
  }),
]);
export type FormatPlan = z.infer<typeof formatPlanSchema>;

export const conversionPlanSchema = z.object({
  /** Absolute. */
  path: z.string(),
  kind: z.enum(['disc', 'block']),
  /** As the image is now: `bincue`, `raw`, `IMZ` ... */
  sourceFormat: z.string(),
  warnings: z.array(z.string()),
  /** Every format there is, in one order for all images. */
  formats: z.array(formatPlanSchema),
});
export type ConversionPlan = z.infer<typeof conversionPlanSchema>;

export const convertedSchema = z.object({
  /** As it was free: `name`, `name-2` ... */
  name: z.string(),
  /** Absolute paths; the sidecar is the last. */
  files: z.array(outputFileSchema),
  sectors: z.object({ total: z.int(), good: z.int(), bad: z.int() }),
  /** What a sheet of this format leaves out, in words. */
  notes: z.array(z.string()),
});
export type ConvertedFiles = z.infer<typeof convertedSchema>;

export const conversionProgressSchema = z.object({
  /** 0 to 1. */
  share: z.number(),
  lost: z.array(z.enum(losses)),
  generated: z.array(z.enum(generatedParts)),
  /** Sectors whose user data is wrong or missing, where it is looked at on the way; the first ones. */
  faults: z.array(z.object({ lba: z.int(), what: z.string() })),
  faultCount: z.int(),
});
export type ConversionProgress = z.infer<typeof conversionProgressSchema>;

export const conversionSchema = conversionProgressSchema.extend({
  revision: z.int(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
  format: convertFormatSchema,
  /** Null until every file has its name. */
  result: convertedSchema.nullable(),
});
export type Conversion = z.infer<typeof conversionSchema>;
