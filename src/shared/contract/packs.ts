/** Packs of facts about discs. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { knownDiscSchema, packImportReportSchema, packMatchesSchema, packSchema } from '../model/pack.ts';

const packRef = z.object({ packId: z.int() });
const bareName = z.string().regex(/^(?!\.{1,2}$)[^/\\]{1,255}$/, 'not a bare file name');

export const packsContract = {
  list: oc.output(z.object({ packs: z.array(packSchema) })),
  /** A file in a root a person granted: a pack, or an answer of AccurateRip (`dBAR-...bin`). */
  import: oc.input(z.object({ rootId: z.string(), fileName: bareName })).output(packImportReportSchema),
  /** Into a new file in a root a person granted. */
  export: oc
    .input(packRef.extend({ rootId: z.string(), fileName: bareName }))
    .output(z.object({ path: z.string(), facts: z.int() })),
  remove: oc.input(packRef).output(z.object({})),
  /** The dumps of the collection one pack says something of. */
  matches: oc.input(packRef).output(packMatchesSchema),
  /** What all packs say of the disc of a dump; empty for what is no disc. */
  lookUp: oc.input(z.object({ dumpId: z.string() })).output(knownDiscSchema),
};
