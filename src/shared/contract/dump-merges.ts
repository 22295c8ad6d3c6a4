/** Several dumps of one carrier into one. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { dumpMergeSchema, mergeLimits } from '../model/dump-merge.ts';
import { outputNameSchema } from '../model/output.ts';

const mergeRef = z.object({ mergeId: z.uuid() });
const dumpIds = z.array(z.string()).min(2).max(mergeLimits.dumps);

export const dumpMergesContract = {
  /** Compares the dumps and writes nothing. */
  look: oc.input(z.object({ dumpIds })).output(mergeRef),
  /** Compares them, then writes what they have together, under this name or `name-2`, and records it. */
  start: oc.input(z.object({ dumpIds, rootId: z.string(), name: outputNameSchema })).output(mergeRef),
  watch: oc.input(mergeRef.extend({ after: z.int().min(-1) })).output(dumpMergeSchema),
  /** Resolves when nothing is left of it: no file has got its name. */
  cancel: oc.input(mergeRef).output(z.object({})),
};
