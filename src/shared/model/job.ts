/** One run of work on one source: what is asked, where it stands, how it ended. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { c2RecordSchema } from './c2-record.ts';
import { subchannelQualitySchema, trackRecordSchema } from './disc.ts';
import { discSummarySchema } from './disc-summary.ts';
import { inspectionSchema, sourceKinds, warningSchema } from './drive.ts';
import { outcomeSchema } from './outcome.ts';
import { outputFileSchema, outputFormatSchema, outputNameSchema } from './output.ts';
import { sectorRunsSchema } from './sector-runs.ts';

export const jobStates = [
  'planned',
  'identifying',
  'reading',
  'retrying',
  'hashing',
  'recording',
  'done',
  'parked',
  'failed',
  'cancelled',
] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

const following: Readonly<Record<JobState, readonly JobState[]>> = {
  planned: ['identifying', 'parked', 'failed', 'cancelled'],
  identifying: ['reading', 'retrying', 'hashing', 'recording', 'parked', 'failed', 'cancelled'],
  reading: ['retrying', 'hashing', 'parked', 'failed', 'cancelled'],
  retrying: ['hashing', 'parked', 'failed', 'cancelled'],
  hashing: ['recording', 'parked', 'failed', 'cancelled'],
  recording: ['done', 'parked', 'failed', 'cancelled'],
  done: [],
  parked: ['planned'],
  failed: ['planned'],
  cancelled: [],
};

export function mayFollow(from: JobState, to: JobState): boolean {
  return following[from].includes(to);
}

/** No process works on a job in one of these. */
export function isAtRest(state: JobState): boolean {
  return state === 'done' || state === 'parked' || state === 'failed' || state === 'cancelled';
}

/** Names on the medium, with `*`, `?` and `**`; none: the directories alone. */
export const readFirstWishSchema = z.array(z.string().min(1).max(4096)).max(1000);

export const jobOptionsSchema = z.object({
  /** Empty: what suits the medium (`img` for blocks, `bincue` for CDs, `iso` for DVD and BD). */
  formats: z.array(outputFormatSchema),
  /** Passes over bad sectors after scraping; 0 for none. */
  retries: z.int().min(0).max(1000),
  /** Written where nothing could be read; never counted as data. */
  fillByte: z.int().min(0).max(255),
  /** Keep the working store even when the dump is complete. */
  keepStore: z.boolean(),
  carrier: z.string().min(1).max(200).nullable(),
  /** Read offset of the drive in samples, AccurateRip's sign; null: as known of the drive. Discs only. */
  readOffset: z.int().min(-5880).max(5880).nullable().default(null),
  /** Reading speed as a multiple of single speed; null: as fast as the drive likes. Discs only. */
  speed: z.number().min(1).max(100).nullable().default(null),
  /** Write the subchannel beside the image. Discs only; it is read and used wherever the drive gives it. */
  subchannel: z.boolean().default(false),
  /** Read everything a second time and doubt what differs. Discs only. */
  verifyPass: z.boolean().default(false),
  /** Open the tray when the carrier is needed no more. */
  eject: z.boolean().default(false),
  /** Read first; null: as the dump was begun, or in the order of the medium. */
  first: readFirstWishSchema.nullable().default(null),
});
export type JobOptions = z.infer<typeof jobOptionsSchema>;

export const defaultJobOptions: JobOptions = {
  formats: [],
  retries: 1,
  fillByte: 0,
  keepStore: false,
  carrier: null,
  readOffset: null,
  speed: null,
  subchannel: false,
  verifyPass: false,
  eject: false,
  first: null,
};

/** A start as a screen may ask for it: identifiers only, never a path. */
export const startJobSchema = z.object({
  sourceId: z.string(),
  rootId: z.string(),
  name: outputNameSchema,
  options: jobOptionsSchema,
  /** Continue a dump of this name if there is one, else start it. */
  resume: z.boolean(),
});
export type StartJob = z.infer<typeof startJobSchema>;

/** In the order of their codes in the outcome log: new ones go to the end. */
export const passNames = ['copy', 'trim', 'scrape', 'retry', 'verify'] as const;
export const passSchema = z.object({
  name: z.enum(passNames),
  /** 1-based within its name: copy has up to 5, retry as many as were asked for. */
  number: z.int().positive(),
  direction: z.enum(['forward', 'backward']),
});
export type Pass = z.infer<typeof passSchema>;

/** What a pass has done so far; the same pass interrupted and resumed is one. */
export const passReportSchema = passSchema.extend({
  elapsedMs: z.number(),
  reads: z.int(),
  failedReads: z.int(),
  sectorsRead: z.int(),
});
export type PassReport = z.infer<typeof passReportSchema>;

export const sectorCountsSchema = z.object({
  total: z.int(),
  good: z.int(),
  goodAfterRetry: z.int(),
  /** Not readable, or in doubt. */
  bad: z.int(),
  /** Those among `bad` that were read but are not believed; absent where there are none. */
  suspect: z.int().positive().optional(),
  /** Untried, skipped and unscraped together: what may still be read. */
  pending: z.int(),
});
export type SectorCounts = z.infer<typeof sectorCountsSchema>;

/** Sectors of the files that are read first. */
export const firstCountsSchema = z.object({ total: z.int(), good: z.int(), pending: z.int() });
export type FirstCounts = z.infer<typeof firstCountsSchema>;

export const progressSchema = z.object({
  pass: passSchema.nullable(),
  positionLba: z.number(),
  counts: sectorCountsSchema,
  /** Absent where nothing is read first. */
  first: firstCountsSchema.optional(),
  bytesPerSecond: z.number(),
  averageBytesPerSecond: z.number(),
  /** Null until there is a rate to go by. */
  etaSeconds: z.number().nullable(),
  elapsedMs: z.number(),
  reads: z.int(),
  failedReads: z.int(),
  passes: z.array(passReportSchema),
  /** Worst state per unit; see `coarsen`. */
  map: z.object({ sectorsPerUnit: z.int(), totalSectors: z.int(), runs: sectorRunsSchema }),
  /** `[lba, bytesPerSecond]` over the medium, at most 512 points. */
  rate: z.array(z.tuple([z.number(), z.number()])),
  /** Absent where no sector came with C2. */
  c2: c2RecordSchema.optional(),
  /** 0 to 1 while hashing and writing what follows the reading. */
  finishing: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** A rescue that gets nowhere any more: what is left, and what one more pass may bring. */
export const stallSchema = z.object({
  /** Sectors nobody has read, or believes. */
  unread: z.int().positive(),
  total: z.int(),
  /** Passes so far, the present one among them. */
  passes: z.int(),
  /** From what the passes so far have brought; null where that is too little to say. */
  next: z.object({ sectors: z.int().min(0), seconds: z.number().min(0) }).nullable(),
});
export type Stall = z.infer<typeof stallSchema>;

export const jobSummarySchema = z.object({
  id: z.string(),
  revision: z.int(),
  state: jobStateSchema,
  paused: z.boolean(),
  source: z.object({
    id: z.string(),
    kind: z.enum(sourceKinds),
    address: z.string(),
    label: z.string(),
  }),
  rootId: z.string(),
  directory: z.string(),
  name: z.string(),
  carrier: z.string().nullable(),
  dumpId: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
  counts: sectorCountsSchema.nullable(),
  sectorSize: z.int().nullable(),
  etaSeconds: z.number().nullable(),
  bytesPerSecond: z.number(),
  /** 48 letters for a tile: the worst state of each stretch (`mapLetter`). */
  miniMap: z.string(),
  /** What the medium is, once that is known and it is a disc. */
  disc: discSummarySchema.nullable().default(null),
  error: wireErrorSchema.nullable(),
  stall: stallSchema.nullable().default(null),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** What the directories said of the files wanted first. */
export const locatedFirstSchema = z.object({
  wanted: readFirstWishSchema,
  files: z.int(),
  sectors: z.int(),
  /** Those wanted that nothing on the medium matches, as far as its directories could be read. */
  missing: z.array(z.string()),
});
export type LocatedFirst = z.infer<typeof locatedFirstSchema>;

export const jobSnapshotSchema = jobSummarySchema.extend({
  options: jobOptionsSchema,
  inspection: inspectionSchema.nullable(),
  warnings: z.array(warningSchema),
  progress: progressSchema.nullable(),
  files: z.array(outputFileSchema),
  /** Of a disc written track by track. */
  tracks: z.array(trackRecordSchema).default([]),
  /** Of a disc whose subchannel was read, when the job is done. */
  subchannel: subchannelQualitySchema.nullable().default(null),
  /** Absent until the directories have been looked through, or where nobody asked. */
  first: locatedFirstSchema.optional(),
});
export type JobSnapshot = z.infer<typeof jobSnapshotSchema>;

export const logLineSchema = z.object({
  sequence: z.int(),
  at: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;
