/** Batches at the bench. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { batchReportSchema, batchSchema, batchStatusSchema, newBatchSchema } from '../model/batch.ts';
import { changeResultSchema } from '../model/collection.ts';
import { dispositions } from '../model/vocabulary.ts';

const batchRef = z.object({ uuid: z.uuid() });
const nothing = z.object({});

export const batchContract = {
  /** Makes it and begins. Carriers that are not there yet are made with it: one step of the history. */
  create: oc.input(newBatchSchema).output(batchRef),
  list: oc.output(
    z.object({
      batches: z.array(
        batchSchema.omit({ entries: true }).extend({
          entries: z.int(),
          done: z.int(),
          /** Its drives are looked after now. */
          isRunning: z.boolean(),
        }),
      ),
    }),
  ),
  /** Goes on with an open batch, after the program was closed. */
  run: oc.input(batchRef).output(nothing),
  /** Only shows: a batch nobody works on is not begun by it. */
  watch: oc.input(batchRef.extend({ after: z.int().min(-1) })).output(batchStatusSchema),
  /** Enter: looks at what is in the drive, or begins what was looked at. */
  begin: oc.input(batchRef.extend({ sourceId: z.string() })).output(nothing),
  /** One key on an exception. `retry` puts it back on the list and reads it whatever it is. */
  decide: oc
    .input(
      batchRef.extend({
        entry: z.uuid(),
        action: z.enum(['retry', 'skip', 'accept', 'dispose']),
        disposition: z.enum(dispositions).nullable().default(null),
        reason: z.string().trim().max(2000).default(''),
      }),
    )
    .output(nothing),
  /** Moves the dumps from a position on to the records they fit: one step, one undo. */
  shift: oc
    .input(batchRef.extend({ fromPosition: z.int(), by: z.union([z.literal(1), z.literal(-1)]) }))
    .output(changeResultSchema),
  close: oc.input(batchRef).output(batchReportSchema),
};
