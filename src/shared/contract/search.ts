/** Finding things in the catalogue: one box, facets, and the files inside images. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  facetsSchema,
  filesPageSchema,
  indexingSchema,
  sameFilesSchema,
  savedViewSchema,
  searchPageSchema,
} from '../model/search.ts';

/** In the language of shared/search-query.ts. */
const query = z.string().max(2000);
const page = {
  after: z.string().max(500).nullable().default(null),
  limit: z.int().min(1).max(500).default(50),
};
const dumpRef = z.object({ dumpId: z.string() });
const views = z.object({ views: z.array(savedViewSchema) });
const viewName = z.string().trim().min(1).max(100);

export const searchContract = {
  /**
   * Carriers with what was found of them; nothing asked gives all of them in the order of their codes. `skip` leaves out so
   * many before the page, for whoever jumps in a list whose length is known.
   */
  find: oc
    .input(
      z.object({
        query,
        ...page,
        skip: z.int().min(0).default(0),
        filesPerGroup: z.int().min(0).max(200).default(5),
      }),
    )
    .output(searchPageSchema),
  /** Of each facet the counts as the rest of the query leaves them. */
  facets: oc
    .input(z.object({ query, valuesPerFacet: z.int().min(1).max(500).default(30) }))
    .output(facetsSchema),
  savedViews: oc.output(views),
  /** In the place of one of the same name. */
  saveView: oc.input(savedViewSchema.extend({ name: viewName, query })).output(views),
  removeView: oc.input(z.object({ name: viewName })).output(views),
  /** What was listed of a dump's image, in the order of its directories. */
  filesOf: oc
    .input(dumpRef.extend({ ...page, onlyDamaged: z.boolean().default(false) }))
    .output(filesPageSchema),
  /** Which files of a dump are on other dumps too. Known only of dumps whose contents were read. */
  sameFiles: oc.input(dumpRef.extend(page)).output(sameFilesSchema),
  indexing: oc
    .input(z.object({ after: z.int().min(-1) }))
    .output(indexingSchema.extend({ revision: z.int() })),
  /** Lists what is not listed yet, in the background. `all`: everything anew; `contents`: reads and hashes every file. */
  index: oc
    .input(
      z.object({
        dumpId: z.string().nullable().default(null),
        all: z.boolean().default(false),
        contents: z.boolean().default(false),
      }),
    )
    .output(z.object({ queued: z.int() })),
};
