/** Images in other formats. What is lost is known before anything is written, and what was begun can be ended. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { conversionPlanSchema, conversionSchema, convertFormatSchema } from '../model/conversion.ts';
import { imageSourceSchema } from '../model/image-source.ts';
import { outputNameSchema } from '../model/output.ts';

const fromImage = z.object({ source: imageSourceSchema });
const conversionRef = z.object({ conversionId: z.uuid() });

export const convertContract = {
  /** Every format, with what it would lose or why it is refused. Writes nothing. */
  plan: oc.input(fromImage).output(conversionPlanSchema),
  /** Into a root a person granted, under this name or `name-2`. */
  start: oc
    .input(fromImage.extend({ format: convertFormatSchema, rootId: z.string(), name: outputNameSchema }))
    .output(conversionRef),
  watch: oc.input(conversionRef.extend({ after: z.int().min(-1) })).output(conversionSchema),
  /** Resolves when nothing is left of it: no file has got its name. */
  cancel: oc.input(conversionRef).output(z.object({})),
};
