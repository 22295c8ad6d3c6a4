/** Packs of facts about discs, made by others and brought in as files, so that a station without a network knows discs. */
import { z } from 'zod';

export const packFormat = 'spindle-pack';
export const packVersion = 1;

const line = (most: number) => z.string().max(most);
const hex8 = z.string().regex(/^[0-9a-f]{8}$/);
const trackFact = z.object({ title: line(1000), artist: line(1000).optional(), isrc: line(20).optional() });

/** The first line of a pack. */
export const packHeaderSchema = z.object({
  format: z.literal(packFormat),
  version: z.int().min(1),
  /** Another edition of a pack has the same name. */
  name: line(200).min(1),
  /** When the facts were taken from where they come from, `YYYY-MM-DD`; shown with every fact. */
  date: z.iso.date(),
  source: line(1000).default(''),
  licence: line(200).default(''),
});
export type PackHeader = z.infer<typeof packHeaderSchema>;

/** What describes a disc in words: of MusicBrainz or of CDDB. */
const describedDisc = {
  title: line(1000),
  artist: line(1000).default(''),
  /** As the source has it: a year, a month or a day. */
  date: line(20).default(''),
  tracks: z.array(trackFact).max(99).default([]),
};

export const packFactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('musicbrainz'),
    discId: z.string().regex(/^[A-Za-z0-9._-]{28}$/),
    ...describedDisc,
    country: line(20).default(''),
    barcode: line(40).default(''),
    catalogueNumber: line(100).default(''),
    /** Of the release. */
    releaseId: line(40).default(''),
  }),
  z.object({ kind: z.literal('cddb'), discId: hex8, ...describedDisc, genre: line(100).default('') }),
  z.object({
    kind: z.literal('accuraterip'),
    discId: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
    /** One list of tracks for each pressing. */
    pressings: z
      .array(
        z
          .array(
            z.object({ confidence: z.int().min(0).max(255), crc: hex8, crc450: hex8.default('00000000') }),
          )
          .min(1)
          .max(99),
      )
      .min(1)
      .max(1000),
  }),
]);
export type PackFact = z.infer<typeof packFactSchema>;
export type DescribingFact = Exclude<PackFact, { kind: 'accuraterip' }>;

export const packSchema = packHeaderSchema.omit({ format: true, version: true }).extend({
  id: z.int(),
  fileName: z.string(),
  fileSha256: z.string(),
  importedAt: z.string(),
  facts: z.int(),
});
export type Pack = z.infer<typeof packSchema>;

export const packImportReportSchema = z.object({
  pack: packSchema,
  /** The date of the edition that was here before; null when there was none. */
  replaced: z.object({ date: z.string(), facts: z.int() }).nullable(),
  /** The very same file had been imported: nothing was changed. */
  unchanged: z.boolean(),
});
export type PackImportReport = z.infer<typeof packImportReportSchema>;

const packOrigin = packSchema.pick({ id: true, name: true, date: true });

/** What the packs that are here say of one disc. Nothing of it is written anywhere: a person decides what holds. */
export const knownDiscSchema = z.object({
  descriptions: z.array(
    z.object({
      pack: packOrigin,
      kind: z.enum(['musicbrainz', 'cddb']),
      ...z.object(describedDisc).shape,
      country: z.string(),
      barcode: z.string(),
      catalogueNumber: z.string(),
      releaseId: z.string(),
      genre: z.string(),
    }),
  ),
  accurateRip: z.array(
    z.object({
      pack: packOrigin,
      tracks: z.array(
        z.object({
          number: z.int(),
          confidence: z.int(),
          version: z.union([z.literal(1), z.literal(2)]).nullable(),
          submissions: z.int(),
          hasSum: z.boolean(),
        }),
      ),
    }),
  ),
});
export type KnownDisc = z.infer<typeof knownDiscSchema>;

export const packMatchesSchema = z.object({
  /** Newest first; of very many the first ones. */
  dumps: z.array(
    z.object({
      dumpId: z.string(),
      dump: z.string(),
      carrier: z.string().nullable(),
      known: knownDiscSchema,
    }),
  ),
  total: z.int(),
});
export type PackMatches = z.infer<typeof packMatchesSchema>;
