/** Tables of expected carriers: which column is what, and what an import would do. */
import { z } from 'zod';

/** What a column may be; `ignore` for those that are nothing to us. */
export const tableFields = [
  'code',
  'title',
  'label',
  'kind',
  'item',
  'callNumber',
  'accessionNo',
  'collection',
  'location',
  'sequence',
  'sequenceTotal',
  'side',
  'copy',
  'manufacturer',
  'date',
  'condition',
  'conditionNote',
  'writeProtected',
  'disposition',
  'note',
  'tags',
  'barcode',
  'isbn',
  'catalogueNo',
  'ignore',
] as const;
export const tableFieldSchema = z.enum(tableFields);
export type TableField = z.infer<typeof tableFieldSchema>;

export const carrierTableSchema = z.object({
  /** The file as it is, in base64; empty for one that was uploaded before. */
  base64: z
    .string()
    .max(32 * 1024 * 1024)
    .default(''),
  /** Of `uploads.put`, for files that are longer than one message. */
  uploadId: z.uuid().nullable().default(null),
  fileName: z.string().max(255),
  /** Null: found out. */
  delimiter: z.enum([',', ';', '\t', '|']).nullable().default(null),
  /** By the column's name; what is not named is guessed from it. */
  mapping: z.record(z.string(), tableFieldSchema).default({}),
});
export type CarrierTable = z.infer<typeof carrierTableSchema>;

export const tablePreviewSchema = z.object({
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.object({ name: z.string(), field: tableFieldSchema, samples: z.array(z.string()) })),
  counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), refused: z.int() }),
  /** What would be made because rows name it. */
  makes: z.object({
    items: z.array(z.string()),
    collections: z.array(z.string()),
    locations: z.array(z.string()),
  }),
  /** The first ones. */
  refused: z.array(z.object({ line: z.int(), why: z.string() })),
  rows: z.array(
    z.object({
      line: z.int(),
      code: z.string(),
      does: z.enum(['new', 'changed']),
      changes: z.array(
        z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
      ),
    }),
  ),
});
export type TablePreview = z.infer<typeof tablePreviewSchema>;
