/** What the hub and the process that writes to a medium say to each other, parsed on both sides. */
import { z } from 'zod';
import { wireErrorSchema } from '../../shared/errors.ts';
import { writeCheckSchema, writeReportSchema, writeStepSchema } from '../../shared/model/write-back.ts';
import { imageIdentitySchema } from '../core/writeback/write-spec.ts';

export const fromWritingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('write-checked'), check: writeCheckSchema }),
  z.object({ type: z.literal('write-step'), step: writeStepSchema }),
  /** It went to its end. What did not take stands in the report. */
  z.object({ type: z.literal('written'), report: writeReportSchema, image: imageIdentitySchema }),
  /** Ended as it was asked to: the medium holds a part of the image only. */
  z.object({ type: z.literal('write-stopped') }),
  z.object({ type: z.literal('write-failed'), error: wireErrorSchema }),
]);
export type FromWriting = z.infer<typeof fromWritingSchema>;
