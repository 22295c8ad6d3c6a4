/** Labels for carriers: what they can be printed on. */
import { z } from 'zod';

export const labelLayouts = ['l7160', 'l7651', '5160', '62x29'] as const;
export type LabelLayoutId = (typeof labelLayouts)[number];

export const labelLayoutSchema = z.object({
  id: z.enum(labelLayouts),
  columns: z.int(),
  rows: z.int(),
  widthMm: z.number(),
  heightMm: z.number(),
  page: z.enum(['a4', 'letter', 'roll']),
});
export type LabelLayoutFacts = z.infer<typeof labelLayoutSchema>;

/** Reached by one order; 5,000 labels fill 240 sheets of 21. */
export const mostLabels = 5_000;

export const labelsMadeSchema = z.object({
  path: z.string(),
  labels: z.int(),
  pages: z.int(),
  /** Carriers whose words have characters the font lacks: they are printed as "?"; codes and bars are exact. */
  withReplacedWords: z.array(z.string()),
});
export type LabelsMade = z.infer<typeof labelsMadeSchema>;
