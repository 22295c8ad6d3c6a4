/** The collection: carriers and what they belong to, as people describe them. Records of dumps stand in catalogue.ts. */
import { z } from 'zod';
import { dumpSummarySchema } from './catalogue.ts';
import { dumpEventSchema } from './sidecar.ts';
import {
  assetRoles,
  carrierExceptions,
  carrierKinds,
  carrierStates,
  conditions,
  dispositions,
  identifierSources,
  locationKinds,
} from './vocabulary.ts';

const maxNote = 10_000;
const maxLine = 500;

const maxCode = 200;

/** True for text without line breaks and other control characters. */
function isOneLine(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is refused
  return !/[\u0000-\u001f\u007f]/.test(text);
}

/** Codes people write on shelves and carriers: one line, no blanks around it. */
export const codeSchema = z
  .string()
  .min(1, 'a code has at least one character')
  .max(maxCode, `a code has at most ${maxCode} characters`)
  .refine((text) => isOneLine(text) && text.trim() === text, 'a code is one line without blanks around it');

const line = z.string().max(maxLine).refine(isOneLine, 'more than one line');
const optionalLine = z
  .string()
  .transform((text) => text.trim())
  .pipe(line)
  .transform((text) => (text === '' ? null : text))
  .nullable();
const tagName = z.string().trim().min(1).max(100).refine(isOneLine, 'more than one line');
const note = z.string().max(maxNote);
/** A year, a month or a day. */
const isoDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'not a date like 1994, 1994-03 or 1994-03-17',
  );

export const collectionSchema = z.object({
  uuid: z.uuid(),
  rev: z.int(),
  code: z.string(),
  title: z.string(),
  note: z.string(),
  /** Code of the collection it is part of. */
  parent: z.string().nullable(),
  carriers: z.int(),
});
export type Collection = z.infer<typeof collectionSchema>;

const collectionFields = {
  code: codeSchema,
  title: line,
  note: note,
  parent: codeSchema.nullable(),
};
export const collectionFieldsSchema = z.object({
  ...collectionFields,
  title: collectionFields.title.default(''),
  note: collectionFields.note.default(''),
  parent: collectionFields.parent.default(null),
});
/** What is left out stays as it is. */
export const collectionPatchSchema = z.object(collectionFields).partial();
export type CollectionPatch = z.infer<typeof collectionPatchSchema>;
export type CollectionFields = z.infer<typeof collectionFieldsSchema>;

export const locationSchema = z.object({
  uuid: z.uuid(),
  rev: z.int(),
  code: z.string(),
  kind: z.enum(locationKinds),
  note: z.string(),
  parent: z.string().nullable(),
  carriers: z.int(),
});
export type Location = z.infer<typeof locationSchema>;

const locationFields = {
  code: codeSchema,
  kind: z.enum(locationKinds),
  note: note,
  parent: codeSchema.nullable(),
};
export const locationFieldsSchema = z.object({
  ...locationFields,
  note: locationFields.note.default(''),
  parent: locationFields.parent.default(null),
});
/** What is left out stays as it is. */
export const locationPatchSchema = z.object(locationFields).partial();
export type LocationPatch = z.infer<typeof locationPatchSchema>;
export type LocationFields = z.infer<typeof locationFieldsSchema>;

export const itemSchema = z.object({
  uuid: z.uuid(),
  rev: z.int(),
  title: z.string(),
  /** Code of its collection. */
  collection: z.string().nullable(),
  callNumber: z.string().nullable(),
  accessionNo: z.string().nullable(),
  /** As it stands on the item: `ca. 1994`. */
  dateText: z.string().nullable(),
  dateFrom: z.string().nullable(),
  dateTo: z.string().nullable(),
  rights: z.string().nullable(),
  note: z.string(),
  carriers: z.int(),
});
export type Item = z.infer<typeof itemSchema>;

const itemFields = {
  title: line.refine((text) => text.trim() !== '', 'an item has a title'),
  collection: codeSchema.nullable(),
  callNumber: optionalLine,
  accessionNo: optionalLine,
  dateText: optionalLine,
  dateFrom: isoDate.nullable(),
  dateTo: isoDate.nullable(),
  rights: optionalLine,
  note: note,
};
export const itemFieldsSchema = z.object({
  ...itemFields,
  collection: itemFields.collection.default(null),
  callNumber: itemFields.callNumber.default(null),
  accessionNo: itemFields.accessionNo.default(null),
  dateText: itemFields.dateText.default(null),
  dateFrom: itemFields.dateFrom.default(null),
  dateTo: itemFields.dateTo.default(null),
  rights: itemFields.rights.default(null),
  note: itemFields.note.default(''),
});
/** What is left out stays as it is. */
export const itemPatchSchema = z.object(itemFields).partial();
export type ItemPatch = z.infer<typeof itemPatchSchema>;
export type ItemFields = z.infer<typeof itemFieldsSchema>;

/** What a recording found and what a person says; a recording never touches the second. */
function pairOf<Value extends z.ZodType>(value: Value) {
  return z.object({ auto: value.nullable(), manual: value.nullable() });
}

/** What is shown of a pair. */
export function shownOf<Value>(pair: {
  readonly auto: Value | null;
  readonly manual: Value | null;
}): Value | null {
  return pair.manual ?? pair.auto;
}

export const identifierSchema = z.object({
  uuid: z.uuid(),
  scheme: z.string(),
  value: z.string(),
  source: z.enum(identifierSources),
  verified: z.boolean(),
});
export type Identifier = z.infer<typeof identifierSchema>;

export const newIdentifierSchema = z.object({
  scheme: z.string().regex(/^[a-z0-9][a-z0-9._+-]{0,49}$/, 'not a scheme like isbn or catalogue-no'),
  value: line.refine((text) => text.trim() !== '', 'an identifier has a value'),
  verified: z.boolean().default(false),
});
export type NewIdentifier = z.infer<typeof newIdentifierSchema>;

export const assetSchema = z.object({
  uuid: z.uuid(),
  role: z.enum(assetRoles),
  mediaType: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  hasThumbnail: z.boolean(),
  name: z.string(),
  note: z.string(),
  addedAt: z.string(),
});
export type Asset = z.infer<typeof assetSchema>;

/** One line of the list of carriers. */
export const carrierSchema = z.object({
  uuid: z.uuid(),
  rev: z.int(),
  code: z.string(),
  item: z.object({ uuid: z.uuid(), title: z.string() }).nullable(),
  /** Code of its own collection, else of its item's. */
  collection: z.string().nullable(),
  /** Code of its location. */
  location: z.string().nullable(),
  sequence: z.int().nullable(),
  sequenceTotal: z.int().nullable(),
  side: z.string().nullable(),
  copy: z.int().nullable(),
  kind: pairOf(z.string()),
  title: pairOf(z.string()),
  manufacturer: pairOf(z.string()),
  date: pairOf(z.string()),
  labelText: z.string().nullable(),
  condition: z.string().nullable(),
  conditionNote: z.string().nullable(),
  writeProtected: z.boolean().nullable(),
  state: z.enum(carrierStates),
  /** Why, in a few words: `12 of 2 880 sectors not read`. */
  stateReason: z.string(),
  disposition: z.enum(dispositions).nullable(),
  /** What stopped it at the bench and waits for a decision. */
  exception: z.enum(carrierExceptions).nullable(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  dumps: z.int(),
  preferredDump: z.string().nullable(),
  signedOff: z.object({ dumpId: z.string(), at: z.string(), by: z.string() }).nullable(),
});
export type Carrier = z.infer<typeof carrierSchema>;

const carrierFields = {
  item: z.uuid().nullable(),
  collection: codeSchema.nullable(),
  location: codeSchema.nullable(),
  sequence: z.int().min(1).max(99_999).nullable(),
  sequenceTotal: z.int().min(1).max(99_999).nullable(),
  side: optionalLine,
  copy: z.int().min(1).max(9_999).nullable(),
  kind: z.enum(carrierKinds).nullable(),
  title: optionalLine,
  manufacturer: optionalLine,
  date: optionalLine,
  labelText: note.transform((text) => (text.trim() === '' ? null : text)).nullable(),
  condition: z.enum(conditions).nullable(),
  conditionNote: optionalLine,
  writeProtected: z.boolean().nullable(),
  disposition: z.enum(dispositions).nullable(),
  note: note.transform((text) => (text.trim() === '' ? null : text)).nullable(),
};

/** What a person may say of a carrier: what is left out stays as it is, null takes away. */
export const carrierPatchSchema = z
  .object(carrierFields)
  .partial()
  .extend({
    code: codeSchema.optional(),
    addTags: z.array(tagName).max(50).optional(),
    removeTags: z.array(tagName).max(50).optional(),
    addIdentifiers: z.array(newIdentifierSchema).max(50).optional(),
  });
export type CarrierPatch = z.infer<typeof carrierPatchSchema>;

export const newCarrierSchema = carrierPatchSchema.extend({ code: codeSchema });
export type NewCarrier = z.infer<typeof newCarrierSchema>;

export const carrierPageSchema = z.object({
  carriers: z.array(carrierSchema),
  /** Give back to get the next page; null at the end. */
  next: z.string().nullable(),
  total: z.int(),
});
export type CarrierPage = z.infer<typeof carrierPageSchema>;

/** Which carriers a list has; what is null or left out is not asked for. */
export const carrierFilterSchema = z.object({
  state: z.enum(carrierStates).nullish(),
  exception: z.enum(carrierExceptions).nullish(),
  collection: codeSchema.nullish(),
  location: codeSchema.nullish(),
  item: z.uuid().nullish(),
  tag: z.string().nullish(),
  disposition: z.enum(dispositions).nullish(),
  /** Codes that begin so. */
  codePrefix: z.string().max(200).nullish(),
});
export type CarrierFilter = z.infer<typeof carrierFilterSchema>;

/** Everything of one carrier: its page. */
export const carrierDetailSchema = z.object({
  carrier: carrierSchema,
  item: itemSchema.nullable(),
  /** Codes from the outside in: room, shelf, box. */
  locationPath: z.array(z.string()),
  identifiers: z.array(identifierSchema),
  assets: z.array(assetSchema),
  dumps: z.array(dumpSummarySchema.extend({ preferred: z.boolean() })),
  deliberate: z.array(
    z.object({ uuid: z.uuid(), dumpId: z.string(), lba: z.int(), lengthSectors: z.int(), note: z.string() }),
  ),
  /** Decisions about the carrier, oldest first; those of its dumps stand with the dumps. */
  events: z.array(dumpEventSchema.extend({ sequence: z.int() })),
});
export type CarrierDetail = z.infer<typeof carrierDetailSchema>;

/** What a change did; `txn` is null where nothing was different. */
export const changeResultSchema = z.object({
  txn: z.uuid().nullable(),
  summary: z.string(),
  /** Rows that were changed. */
  changed: z.int(),
});
export type ChangeResult = z.infer<typeof changeResultSchema>;

export const transactionSchema = z.object({
  txn: z.uuid(),
  at: z.string(),
  by: z.string(),
  /** `create`, `edit`, `import` ... */
  kind: z.string(),
  summary: z.string(),
  changed: z.int(),
  /** The one it takes back. */
  undoes: z.uuid().nullable(),
  /** The one that took it back. */
  undoneBy: z.uuid().nullable(),
});
export type Transaction = z.infer<typeof transactionSchema>;

export const transactionPageSchema = z.object({
  transactions: z.array(transactionSchema),
  next: z.int().nullable(),
});
export type TransactionPage = z.infer<typeof transactionPageSchema>;

/** One value of one carrier before and after, for a preview. */
export const editPreviewSchema = z.object({
  /** Carriers that would change. */
  changed: z.int(),
  unchanged: z.int(),
  /** The first ones. */
  examples: z.array(
    z.object({
      code: z.string(),
      changes: z.array(
        z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
      ),
    }),
  ),
});
export type EditPreview = z.infer<typeof editPreviewSchema>;
