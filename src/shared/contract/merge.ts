/** Joining the catalogue of another station with this one. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { mergeReportSchema } from '../model/merge.ts';

const bareName = z.string().regex(/^(?!\.{1,2}$)[^/\\]{1,255}$/, 'not a bare file name');

export const mergeContract = {
  /** The other catalogue is a file in a root a person granted; it is only read. */
  run: oc
    .input(z.object({ rootId: z.string(), fileName: bareName, preview: z.boolean() }))
    .output(mergeReportSchema),
};
