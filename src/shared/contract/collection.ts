/** The collection: carriers, items, places, and every change of them with its way back. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { carrierTableSchema, tablePreviewSchema } from '../model/carrier-table.ts';
import {
  carrierDetailSchema,
  carrierFilterSchema,
  carrierPageSchema,
  carrierPatchSchema,
  changeResultSchema,
  codeSchema,
  collectionFieldsSchema,
  collectionPatchSchema,
  collectionSchema,
  editPreviewSchema,
  itemFieldsSchema,
  itemPatchSchema,
  itemSchema,
  locationFieldsSchema,
  locationPatchSchema,
  locationSchema,
  newCarrierSchema,
  newIdentifierSchema,
  transactionPageSchema,
} from '../model/collection.ts';
import { carrierExceptions, dispositions } from '../model/vocabulary.ts';

const limit = z.int().min(1).max(500);
const code = z.string().min(1).max(200);
/** One edit reaches at most so many carriers. */
const codes = z.array(code).min(1).max(20_000);
const reason = z.string().trim().min(1, 'a reason is needed').max(2000);
const uuidRef = z.object({ uuid: z.uuid() });

export const collectionContract = {
  carriers: {
    /** In the order of their codes, by keyset. */
    list: oc
      .input(z.object({ filter: carrierFilterSchema.default({}), after: z.string().nullable(), limit }))
      .output(carrierPageSchema),
    show: oc.input(z.object({ code })).output(carrierDetailSchema),
    create: oc.input(newCarrierSchema).output(changeResultSchema),
    /** `AR-0001..0500`: zero padding as in the first number. All of them or, where a code is taken, none. */
    createRun: oc
      .input(
        z.object({ run: z.string().max(450), fields: carrierPatchSchema.omit({ code: true }).default({}) }),
      )
      .output(changeResultSchema.extend({ first: z.string(), last: z.string(), created: z.int() })),
    /** One carrier. `rev` as it was shown: someone else's change since then is a conflict and nothing is changed. */
    edit: oc
      .input(z.object({ code, rev: z.int().nullable().default(null), patch: carrierPatchSchema }))
      .output(changeResultSchema),
    previewEdit: oc
      .input(z.object({ codes, patch: carrierPatchSchema.omit({ code: true }) }))
      .output(editPreviewSchema),
    /** Many carriers at once: one transaction, one undo. */
    editMany: oc
      .input(z.object({ codes, patch: carrierPatchSchema.omit({ code: true }) }))
      .output(changeResultSchema),
    /** Only a carrier without dumps; the others are evidence. */
    remove: oc.input(z.object({ code })).output(changeResultSchema),
    removeIdentifier: oc.input(uuidRef).output(changeResultSchema),
    addIdentifier: oc.input(z.object({ code }).extend(newIdentifierSchema.shape)).output(changeResultSchema),
    /** What is to become of it, and the exception that made somebody decide it is closed. */
    dispose: oc
      .input(
        z.object({
          codes,
          disposition: z.enum(dispositions).nullable(),
          reason: reason.nullable().default(null),
        }),
      )
      .output(changeResultSchema),
    setException: oc
      .input(z.object({ code, exception: z.enum(carrierExceptions).nullable(), reason }))
      .output(changeResultSchema),
    /** A person looked at the preferred dump and takes it. */
    signOff: oc
      .input(z.object({ codes, note: z.string().trim().max(2000).default('') }))
      .output(changeResultSchema),
    withdrawSignOff: oc.input(z.object({ code, reason })).output(changeResultSchema),
    /** Null: the best one by what was read. */
    preferDump: oc
      .input(z.object({ code, dumpId: z.string().nullable(), reason: reason.nullable().default(null) }))
      .output(changeResultSchema),
    /** A dump was paired with the wrong carrier. Its files and its events stay as they are. */
    reassignDump: oc
      .input(z.object({ dumpId: z.string(), to: codeSchema.nullable(), reason }))
      .output(changeResultSchema),
    markDeliberate: oc
      .input(
        z.object({
          dumpId: z.string(),
          lba: z.int().nonnegative(),
          lengthSectors: z.int().positive(),
          note: z.string().max(500).default(''),
        }),
      )
      .output(changeResultSchema),
    unmarkDeliberate: oc.input(uuidRef).output(changeResultSchema),
    /** `from` is the same object as `into`: its dumps, identifiers, photos and tags move; its code stays findable. */
    merge: oc.input(z.object({ from: code, into: code, reason })).output(changeResultSchema),
  },
  items: {
    list: oc
      .input(
        z.object({
          query: z.string().max(200).default(''),
          after: z.string().nullable().default(null),
          limit,
        }),
      )
      .output(z.object({ items: z.array(itemSchema), next: z.string().nullable() })),
    show: oc.input(uuidRef).output(itemSchema),
    create: oc.input(itemFieldsSchema).output(changeResultSchema.extend({ uuid: z.uuid() })),
    edit: oc
      .input(z.object({ uuid: z.uuid(), rev: z.int().nullable().default(null), fields: itemPatchSchema }))
      .output(changeResultSchema),
    remove: oc.input(uuidRef).output(changeResultSchema),
  },
  collections: {
    list: oc.output(z.object({ collections: z.array(collectionSchema) })),
    create: oc.input(collectionFieldsSchema).output(changeResultSchema),
    edit: oc.input(z.object({ code, fields: collectionPatchSchema })).output(changeResultSchema),
    remove: oc.input(z.object({ code })).output(changeResultSchema),
  },
  locations: {
    list: oc.output(z.object({ locations: z.array(locationSchema) })),
    create: oc.input(locationFieldsSchema).output(changeResultSchema),
    edit: oc.input(z.object({ code, fields: locationPatchSchema })).output(changeResultSchema),
    remove: oc.input(z.object({ code })).output(changeResultSchema),
  },
  naming: {
    /** What the files of these carriers would be called now. */
    preview: oc
      .input(
        z.object({
          template: z.string().min(1).max(200),
          codes: z.array(code).max(20),
          transliterate: z.boolean().default(false),
          /** What lies in which drive, where that is known. */
          drive: z.string().max(4096).nullable().default(null),
          volume: z.string().max(200).nullable().default(null),
        }),
      )
      .output(z.object({ names: z.array(z.object({ code: z.string(), name: z.string() })) })),
  },
  /** Files longer than one message, piece by piece; kept in memory for the procedure that names them, then dropped. */
  uploads: {
    put: oc
      .input(
        z.object({ uploadId: z.uuid(), offsetBytes: z.int().nonnegative(), base64: z.string().max(700_000) }),
      )
      .output(z.object({ receivedBytes: z.int() })),
  },
  /** Tables of expected carriers: CSV with any usual delimiter and encoding. */
  table: {
    preview: oc.input(carrierTableSchema).output(tablePreviewSchema),
    /** One transaction: one undo takes all of it back. */
    import: oc
      .input(carrierTableSchema.extend({ leaveOutRefused: z.boolean().default(false) }))
      .output(changeResultSchema.extend({ made: z.int(), edited: z.int(), refused: z.int() })),
  },
  tags: {
    list: oc.output(z.object({ tags: z.array(z.object({ name: z.string(), carriers: z.int() })) })),
  },
  history: {
    /** Newest first. */
    list: oc
      .input(z.object({ before: z.int().nullable().default(null), limit }))
      .output(transactionPageSchema),
    /** As a new transaction; refused where it would take later changes with it. */
    undo: oc.input(z.object({ txn: z.uuid() })).output(changeResultSchema),
  },
};
