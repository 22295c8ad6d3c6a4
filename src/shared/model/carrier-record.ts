/**
 * The whole record of a carrier as it lies beside its images, so that the catalogue can be made again from the files:
 * what a person said, where it belongs, which dumps are its, and what was decided. Version 1.
 */
import { z } from 'zod';
import { identifierSchema } from './collection.ts';
import { dumpEventSchema } from './sidecar.ts';
import { assetRoles, carrierExceptions, dispositions, locationKinds } from './vocabulary.ts';

export const carrierRecordVersion = 1;
export const carrierRecordSuffix = '.carrier.json';

const text = z.string().max(20_000);
const row = { uuid: z.uuid(), rev: z.int().positive() };

const placeSchema = z.object({ ...row, code: z.string().min(1).max(200), note: text });

export const carrierFileSchema = z
  .object({
    format: z.literal('spindle-carrier'),
    version: z.literal(carrierRecordVersion),
    ...row,
    code: z.string().min(1).max(200),
    createdMs: z.int(),
    sequence: z.int().nullable(),
    sequenceTotal: z.int().nullable(),
    side: text.nullable(),
    copy: z.int().nullable(),
    /** What people said; what recordings found follows from the dumps. */
    kind: text.nullable(),
    title: text.nullable(),
    manufacturer: text.nullable(),
    date: text.nullable(),
    labelText: text.nullable(),
    condition: text.nullable(),
    conditionNote: text.nullable(),
    writeProtected: z.boolean().nullable(),
    disposition: z.enum(dispositions).nullable(),
    exception: z.enum(carrierExceptions).nullable(),
    note: text.nullable(),
    tags: z.array(text).max(1000),
    identifiers: z.array(identifierSchema).max(1000),
    /** Code of the collection it is in by itself, not through its item. */
    collection: z.string().nullable(),
    location: z.string().nullable(),
    item: z
      .object({
        ...row,
        title: text,
        collection: z.string().nullable(),
        callNumber: text.nullable(),
        accessionNo: text.nullable(),
        dateText: text.nullable(),
        dateFrom: text.nullable(),
        dateTo: text.nullable(),
        rights: text.nullable(),
        note: text,
        identifiers: z.array(identifierSchema).max(1000),
      })
      .nullable(),
    /** Every collection and location named above, with those they are part of; outermost first. */
    collections: z.array(placeSchema.extend({ title: text, parent: z.string().nullable() })).max(200),
    locations: z
      .array(placeSchema.extend({ kind: z.enum(locationKinds), parent: z.string().nullable() }))
      .max(200),
    assets: z
      .array(
        z.object({
          uuid: z.uuid(),
          role: z.enum(assetRoles),
          /** In the folder of assets beside the catalogue. */
          path: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f]{64}\.(jpg|png|webp)$/),
          thumbnailPath: z
            .string()
            .regex(/^[0-9a-f]{2}\/[0-9a-f]{64}(\.thumbnail)?\.(jpg|png|webp)$/)
            .nullable(),
          mediaType: z.string(),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
          sizeBytes: z.int().nonnegative(),
          width: z.int().nullable(),
          height: z.int().nullable(),
          name: text,
          note: text,
          addedAt: z.string(),
        }),
      )
      .max(1000),
    dumps: z
      .array(
        z.object({
          dumpId: z.uuid(),
          attempt: z.int().positive(),
          /** When a person gave it to this carrier; null where its sidecar did. */
          pairedAt: z.string().nullable(),
          deliberate: z.array(z.object({ uuid: z.uuid(), lba: z.int(), lengthSectors: z.int(), note: text })),
        }),
      )
      .max(10_000),
    /** The dump a person chose to stand for the carrier. */
    chosenDump: z.uuid().nullable(),
    signedOff: z.object({ dumpId: z.uuid(), at: z.string(), by: z.string() }).nullable(),
    /** Decisions about the carrier, and those about its dumps that their sidecars do not tell. */
    events: z
      .array(dumpEventSchema.extend({ objectKind: z.enum(['carrier', 'dump']), objectId: z.string() }))
      .max(100_000),
  })
  .strict();
export type CarrierFile = z.infer<typeof carrierFileSchema>;
