/** Images put onto media. Screens name drives of the bench, never paths; nothing is chosen for a person. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { imageSourceSchema } from '../model/image-source.ts';
import { writeCheckSchema, writeTargetSchema, writingSchema } from '../model/write-back.ts';

const fromImage = z.object({ source: imageSourceSchema, targetId: z.string() });
const writingRef = z.object({ writingId: z.uuid() });

export const writeMediaContract = {
  /** Every drive of the machine, those that are never written to with the reason. Touches none. */
  targets: oc.output(z.object({ targets: z.array(writeTargetSchema) })),
  /** Looks at the medium and holds the image against it; throws what speaks against writing. Writes nothing. */
  check: oc.input(fromImage).output(writeCheckSchema),
  /** Checks again, then overwrites what is on the medium. `model`: as it was typed, where `needsModel` says so. */
  start: oc
    .input(
      fromImage.extend({
        model: z.string().max(200).nullable(),
        retries: z.int().min(0).max(100).default(3),
      }),
    )
    .output(writingRef),
  watch: oc.input(writingRef.extend({ after: z.int().min(-1) })).output(writingSchema),
  /** The medium then holds a part of the image only. */
  cancel: oc.input(writingRef).output(z.object({})),
};
