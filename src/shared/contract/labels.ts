/** Labels to print: a PDF with the codes of carriers as text and as bars. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { codeSchema } from '../model/collection.ts';
import { labelLayoutSchema, labelLayouts, labelsMadeSchema, mostLabels } from '../model/labels.ts';
import { outputNameSchema } from '../model/output.ts';

export const labelsContract = {
  layouts: oc.output(z.object({ layouts: z.array(labelLayoutSchema) })),
  /** Into a root a person granted, as `name.pdf`, or `name-2.pdf` where that is taken. */
  make: oc
    .input(
      z.object({
        codes: z.array(codeSchema).min(1).max(mostLabels),
        layout: z.enum(labelLayouts),
        /** The first free label of the first sheet, counted from 1 along the rows. */
        startPosition: z.int().min(1).default(1),
        rootId: z.string(),
        name: outputNameSchema,
      }),
    )
    .output(labelsMadeSchema),
};
