/** Dumps handed on to others. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  handOverFormatSchema,
  handOverSchema,
  handOverScopeSchema,
  startHandOverSchema,
} from '../model/hand-over.ts';

const handOverRef = z.object({ handOverId: z.uuid() });

export const handOverContract = {
  formats: oc.output(z.object({ formats: z.array(handOverFormatSchema) })),
  /** The dumps, each once; and for bags what each belongs to, a batch or a collection, which takes a look at every one. */
  resolve: oc
    .input(z.object({ scope: handOverScopeSchema, isBagged: z.boolean() }))
    .output(z.object({ dumpIds: z.array(z.string()), groups: z.record(z.string(), z.string()) })),
  /** Into a root a person granted. */
  start: oc.input(startHandOverSchema).output(handOverRef),
  watch: oc.input(handOverRef.extend({ after: z.int().min(-1) })).output(handOverSchema),
  /** Resolves when nothing is left of it: nothing has got its name. */
  cancel: oc.input(handOverRef).output(z.object({})),
};
