/** Fixity as people see it: what was found of each file, where, and what waits for a decision. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';

/** `offline`: the place itself is not there, so nothing can be said of what lies in it. */
export const fixityStates = ['ok', 'mismatch', 'missing', 'offline', 'unreadable', 'never'] as const;
export const fixityStateSchema = z.enum(fixityStates);
export type FixityState = z.infer<typeof fixityStateSchema>;

/** What a check may find of a file in a place that is there. */
export const foundStates = ['ok', 'mismatch', 'missing', 'unreadable'] as const;
export type FoundState = (typeof foundStates)[number];

const minuteOfDaySchema = z.int().min(0).max(1439);

/** How often and how hard a storage is read. */
export const fixityPolicySchema = z.object({
  intervalDays: z.int().min(1).max(3650),
  /** Null: as fast as it goes. */
  maxBytesPerSecond: z.int().min(1000).nullable(),
  /** Local minutes of the day between which checks that are merely due do not read; may span midnight. */
  quietHours: z.object({ fromMinute: minuteOfDaySchema, toMinute: minuteOfDaySchema }).nullable(),
});
export type FixityPolicy = z.infer<typeof fixityPolicySchema>;

/** Twice a year: what a large trust of digital libraries keeps to (APTrust, 180 days). */
export const defaultFixityPolicy: FixityPolicy = {
  intervalDays: 180,
  maxBytesPerSecond: null,
  quietHours: null,
};

export const fixityStorageSchema = z.object({
  root: z.string(),
  policy: fixityPolicySchema,
  /** Null while it is there. */
  offline: z.object({ since: z.string(), why: z.string() }).nullable(),
  files: z.int(),
  sizeBytes: z.number(),
  /** Of all files, whatever they were last found to be; `offline` is all of them or none. */
  counts: z.record(fixityStateSchema, z.int()),
  due: z.int(),
  /** Of the file whose check is longest ago; null when nothing was checked. */
  oldestCheck: z.string().nullable(),
  nextDue: z.string().nullable(),
});
export type FixityStorage = z.infer<typeof fixityStorageSchema>;

/** A finding that stands until a person has decided. */
export const fixityIncidentSchema = z.object({
  id: z.int(),
  dumpId: z.string(),
  dump: z.string(),
  carrier: z.string().nullable(),
  path: z.string(),
  state: z.enum(['mismatch', 'missing', 'unreadable']),
  detail: z.string(),
  openedAt: z.string(),
  closed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type FixityIncident = z.infer<typeof fixityIncidentSchema>;

export const fixityFileSchema = z.object({
  dumpId: z.string(),
  dump: z.string(),
  path: z.string(),
  sizeBytes: z.number(),
  state: fixityStateSchema,
  checkedAt: z.string().nullable(),
  dueAt: z.string(),
});
export type FixityFile = z.infer<typeof fixityFileSchema>;

export const fixityStatusSchema = z.object({
  storages: z.array(fixityStorageSchema),
  /** Open ones, oldest first. */
  incidents: z.array(fixityIncidentSchema),
});
export type FixityStatus = z.infer<typeof fixityStatusSchema>;

export const fixityScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('due') }),
  z.object({ kind: z.literal('all') }),
  /** Files and folders by their recorded paths; nothing else below them is opened. */
  z.object({ kind: z.literal('paths'), paths: z.array(z.string().min(1).max(4096)).min(1).max(1000) }),
]);
export type FixityScope = z.infer<typeof fixityScopeSchema>;

export const fixityFindingSchema = z.object({
  path: z.string(),
  state: fixityStateSchema.exclude(['ok', 'never']),
  detail: z.string(),
});
export type FixityFinding = z.infer<typeof fixityFindingSchema>;

export const fixityRunSchema = z.object({
  phase: z.enum(['running', 'done', 'stopped', 'failed']),
  startedAt: z.string(),
  checkedFiles: z.int(),
  checkedBytes: z.number(),
  bytesPerSecond: z.number(),
  counts: z.record(fixityStateSchema, z.int()),
  /** What is being read; empty between files. */
  path: z.string(),
  /** The latest ones; all of them are in the incidents. */
  findings: z.array(fixityFindingSchema),
  /** Storages left out, and why: quiet hours, offline. */
  skipped: z.array(z.object({ root: z.string(), why: z.string() })),
  /** Why it failed. */
  problem: wireErrorSchema.nullable(),
});
export type FixityRun = z.infer<typeof fixityRunSchema>;
