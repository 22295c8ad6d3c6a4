/** A batch at the bench: carriers in the order of the stack, imaged one after the other. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { jobOptionsSchema } from './job.ts';
import { carrierExceptions } from './vocabulary.ts';

export const entryStates = [
  /** Its turn has not come. */
  'waiting',
  /** It is its turn in a drive: the medium is looked at, or Enter is waited for. */
  'next',
  'reading',
  'done',
  /** Something waits for a decision; the batch goes on. */
  'exception',
  'skipped',
] as const;
export type EntryState = (typeof entryStates)[number];

export const batchEntrySchema = z.object({
  uuid: z.uuid(),
  position: z.int(),
  code: z.string(),
  title: z.string().nullable(),
  state: z.enum(entryStates),
  exception: z.enum(carrierExceptions).nullable(),
  /** A sentence. */
  note: z.string(),
  drive: z.string().nullable(),
  jobId: z.string().nullable(),
  dumpId: z.string().nullable(),
  /** Name of the dump that was begun of it and is not whole: whenever it is read again, that one goes on. */
  begunName: z.string().nullable(),
  /** A person said to read it whatever it is. */
  readAnyway: z.boolean(),
  /** What the medium said of itself: volume labels, CD-TEXT. */
  observed: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type BatchEntry = z.infer<typeof batchEntrySchema>;

export const batchSettingsSchema = z.object({
  /** Sources that take part, by their ids. */
  drives: z.array(z.string()).min(1).max(16),
  /** A disc begins when it is inserted, or when a person says so. */
  start: z.enum(['insertion', 'enter']).default('insertion'),
  /** So many times as long as a clean medium of its size would take; then it is parked and the batch goes on. */
  timeBox: z.number().min(0.01).max(1000).default(3),
  /** Media of these kinds are not read, but set before a person. */
  stopFor: z
    .array(z.enum(['blank', 'audio-only', 'duplicate', 'mismatch']))
    .default(['blank', 'duplicate', 'mismatch']),
});
export type BatchSettings = z.infer<typeof batchSettingsSchema>;

export const newBatchSchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** In the order of the stack; runs (`AR-0001..0010`) are allowed. Carriers that are not there are made. */
  carriers: z.array(z.string().min(1).max(450)).min(1).max(2000),
  rootId: z.string(),
  /** Naming template of the files; null: the carrier's code. */
  template: z.string().max(200).nullable().default(null),
  options: jobOptionsSchema.omit({ carrier: true }),
  settings: batchSettingsSchema,
});
export type NewBatch = z.infer<typeof newBatchSchema>;

export const batchSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  operator: z.string(),
  directory: z.string(),
  template: z.string().nullable(),
  options: jobOptionsSchema.omit({ carrier: true }),
  settings: batchSettingsSchema,
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  entries: z.array(batchEntrySchema),
});
export type Batch = z.infer<typeof batchSchema>;

/** What one drive asks for now. */
export const drivePromptSchema = z.object({
  sourceId: z.string(),
  label: z.string(),
  kind: z.enum(['insert', 'looking', 'ready', 'reading', 'take-out', 'finished', 'gone', 'held']),
  /** `Insert AR-0413 in Drive B`. */
  says: z.string(),
  code: z.string().nullable(),
  jobId: z.string().nullable(),
});
export type DrivePrompt = z.infer<typeof drivePromptSchema>;

/** The stack and the list have come apart: from this position on each medium fits another record better. */
export const stackShiftSchema = z.object({
  fromPosition: z.int(),
  /** +1: a medium was missing, each fits the record after its own. -1: one too many. */
  by: z.union([z.literal(1), z.literal(-1)]),
  pairs: z.array(z.object({ code: z.string(), observed: z.string(), fits: z.string() })),
});
export type StackShift = z.infer<typeof stackShiftSchema>;

export const batchStatusSchema = z.object({
  revision: z.int(),
  /** False: it was left when the program ended, and waits for somebody to go on with it. */
  isRunning: z.boolean(),
  /** Why it rests, where something went wrong; going on tries again. */
  problem: wireErrorSchema.nullable(),
  batch: batchSchema,
  drives: z.array(drivePromptSchema),
  shift: stackShiftSchema.nullable(),
});
export type BatchStatus = z.infer<typeof batchStatusSchema>;

export const batchReportSchema = z.object({
  total: z.int(),
  done: z.int(),
  exceptions: z.int(),
  skipped: z.int(),
  waiting: z.int(),
  /** Per exception code. */
  byException: z.record(z.string(), z.int()),
  text: z.string(),
});
export type BatchReport = z.infer<typeof batchReportSchema>;
