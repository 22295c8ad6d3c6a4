/** A disc as people and procedures see it: sessions, tracks, texts, identifiers. LBAs are those of the medium. */
import { z } from 'zod';
import { hashesSchema } from './output.ts';

export const trackModes = ['AUDIO', 'MODE1', 'MODE2', 'CDI'] as const;
export const trackModeSchema = z.enum(trackModes);
export type TrackMode = z.infer<typeof trackModeSchema>;

export const discTrackSchema = z.object({
  number: z.int().min(1).max(99),
  session: z.int().min(1),
  mode: trackModeSchema,
  /** LBA of INDEX 01. */
  startLba: z.int(),
  /** From INDEX 01 to the next track's INDEX 00 (or INDEX 01 where no gap is known), or the lead-out. */
  lengthSectors: z.int().nonnegative(),
  /** Sectors of INDEX 00 before INDEX 01; null as long as nothing has told (no subchannel read). */
  pregapSectors: z.int().nonnegative().nullable(),
  /** INDEX 02 and up. */
  indices: z.array(z.object({ number: z.int().min(2).max(99), lba: z.int() })),
  isrc: z.string().nullable(),
  preEmphasis: z.boolean(),
  copyPermitted: z.boolean(),
  fourChannel: z.boolean(),
});
export type DiscTrack = z.infer<typeof discTrackSchema>;

export const discSessionSchema = z.object({
  number: z.int().min(1),
  firstTrack: z.int().min(1).max(99),
  lastTrack: z.int().min(1).max(99),
  startLba: z.int(),
  leadOutLba: z.int(),
});
export type DiscSession = z.infer<typeof discSessionSchema>;

export const cdTextFields = [
  'title',
  'performer',
  'songwriter',
  'composer',
  'arranger',
  'message',
  'discId',
  'genre',
  'code',
] as const;
const cdTextFieldsSchema = z.partialRecord(z.enum(cdTextFields), z.string());
export const cdTextBlockSchema = z.object({
  album: cdTextFieldsSchema,
  tracks: z.array(z.object({ number: z.int().min(1).max(99) }).and(cdTextFieldsSchema)),
});
export type CdTextBlock = z.infer<typeof cdTextBlockSchema>;

/** By language as the disc names it (`english`, `japanese`, `unknown-5b`). */
export const cdTextSchema = z.record(z.string(), cdTextBlockSchema);
export type CdText = z.infer<typeof cdTextSchema>;

export const discIdsSchema = z.object({
  musicbrainz: z.string().nullable(),
  cddb: z.string(),
  /** `%08x-%08x-%08x` as in the AccurateRip file name. */
  accurateRip: z.string().nullable(),
});
export type DiscIds = z.infer<typeof discIdsSchema>;

/** The hashes of one track, and what AccurateRip counts over its samples (audio only). */
export const trackRecordSchema = z.object({
  number: z.int().min(1).max(99),
  /** Of the file that holds the track: with the pause before it, as Redump counts. */
  sizeBytes: z.int().nonnegative(),
  ...hashesSchema.shape,
  /** From INDEX 01 to the next track's INDEX 01. */
  accurateRipV1: z.string().nullable(),
  accurateRipV2: z.string().nullable(),
  /** How many rippers agree, when an AccurateRip answer was at hand. */
  accurateRipConfidence: z.int().nonnegative().nullable(),
});
export type TrackRecord = z.infer<typeof trackRecordSchema>;

/** How much of the subchannel could be trusted. */
export const subchannelQualitySchema = z.object({
  /** Sectors whose Q was read, and those of them whose CRC was right. */
  sectors: z.int().nonnegative(),
  validQ: z.int().nonnegative(),
});
export type SubchannelQuality = z.infer<typeof subchannelQualitySchema>;

export const discSchema = z.object({
  /** MMC profile in words: `CD-ROM`, `DVD-ROM`, `BD-ROM` ... */
  profile: z.string(),
  sessions: z.array(discSessionSchema),
  tracks: z.array(discTrackSchema),
  mcn: z.string().nullable(),
  cdText: cdTextSchema.nullable(),
  ids: discIdsSchema.nullable(),
});
export type Disc = z.infer<typeof discSchema>;
