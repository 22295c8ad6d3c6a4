/** What the one sentence about a job says, before words are put to it: the same in every language, at every door. */
import { assertNever } from '../errors.ts';
import { hexByte } from '../words.ts';
import type { JobSnapshot, JobState, SectorCounts } from './job.ts';
import type { OutputFile } from './output.ts';

/** What the sentence is made of. Without options and files (a summary in a list) it is the shorter for it. */
export interface VerdictSource {
  readonly state: JobState;
  readonly paused: boolean;
  readonly counts: SectorCounts | null;
  readonly progress?: { readonly counts: SectorCounts } | null;
  readonly options?: Pick<JobSnapshot['options'], 'fillByte'>;
  readonly files?: readonly Pick<OutputFile, 'role'>[];
}

/** Sectors; `total` is 0 as long as nothing is known. */
export interface ReadSoFar {
  readonly read: number;
  readonly total: number;
}

export interface KeptFiles {
  readonly role: OutputFile['role'];
  readonly count: number;
}

export type WorkingStage = 'reading' | 'retrying' | 'paused';

export type VerdictFacts =
  | { readonly kind: 'waiting' | 'looking' | 'failed-early' | 'uncounted' | 'no-sectors' }
  | { readonly kind: 'working'; readonly stage: WorkingStage }
  | ({
      readonly kind: 'working-counted';
      readonly stage: WorkingStage;
      readonly unread: number;
      readonly suspect: number;
    } & ReadSoFar)
  | ({ readonly kind: 'hashing' | 'recording' | 'parked' | 'cancelled' | 'failed' } & ReadSoFar)
  | { readonly kind: 'all-read'; readonly total: number; readonly afterRetries: number }
  | {
      readonly kind: 'none-read';
      readonly total: number;
      /** Two hexadecimal digits; null where it is not known. */
      readonly fill: string | null;
      readonly kept: readonly KeptFiles[];
    }
  | ({
      readonly kind: 'missing';
      /** Not read at all, and filled. */
      readonly lost: number;
      /** Read, kept, but not believed. */
      readonly suspect: number;
      readonly fill: string | null;
      readonly kept: readonly KeptFiles[];
    } & ReadSoFar);

/**
 * How a job stands. It goes by the counts, never by the outcome word alone: nothing that misses a sector is told as a
 * success.
 */
export function verdictFacts(source: VerdictSource): VerdictFacts {
  const counts = source.progress?.counts ?? source.counts;
  switch (source.state) {
    case 'planned':
      return { kind: 'waiting' };
    case 'identifying':
      return { kind: 'looking' };
    case 'reading':
    case 'retrying':
      return working(source.paused ? 'paused' : source.state, counts);
    case 'hashing':
    case 'recording':
    case 'parked':
    case 'cancelled':
      return { kind: source.state, ...soFar(counts) };
    case 'failed': {
      const read = counts ? counts.good + counts.goodAfterRetry : 0;
      return read === 0 ? { kind: 'failed-early' } : { kind: 'failed', ...soFar(counts) };
    }
    case 'done':
      return ended(source, counts);
    default:
      return assertNever(source.state, 'job state');
  }
}

function working(stage: WorkingStage, counts: SectorCounts | null): VerdictFacts {
  if (!counts) return { kind: 'working', stage };
  const suspect = suspectSectors(counts);
  return {
    kind: 'working-counted',
    stage,
    read: counts.good + counts.goodAfterRetry,
    total: counts.total,
    unread: counts.bad - suspect,
    suspect,
  };
}

function ended(source: VerdictSource, counts: SectorCounts | null): VerdictFacts {
  if (!counts) return { kind: 'uncounted' };
  const { total } = counts;
  if (total === 0) return { kind: 'no-sectors' };
  const missing = missingSectors(counts);
  if (missing === 0) return { kind: 'all-read', total, afterRetries: counts.goodAfterRetry };
  const fill = source.options ? hexByte(source.options.fillByte) : null;
  const kept = keptFiles(source.files ?? []);
  const suspect = suspectSectors(counts);
  const lost = missing - suspect;
  return lost === total
    ? { kind: 'none-read', total, fill, kept }
    : { kind: 'missing', read: total - missing, total, lost, suspect, fill, kept };
}

function soFar(counts: SectorCounts | null): ReadSoFar {
  return counts
    ? { read: counts.total - missingSectors(counts), total: counts.total }
    : { read: 0, total: 0 };
}

/** Whatever is not read is missing, however the rest of the counts add up. */
function missingSectors(counts: SectorCounts): number {
  return Math.max(0, counts.total - counts.good - counts.goodAfterRetry);
}

/** Those of the missing that came, but are not believed. */
function suspectSectors(counts: SectorCounts): number {
  return Math.min(counts.suspect ?? 0, counts.bad, missingSectors(counts));
}

/** In the order of the files; of tracks, which are many, also how many. The sidecar is no news. */
function keptFiles(files: readonly Pick<OutputFile, 'role'>[]): KeptFiles[] {
  const roles = files.map((file) => file.role).filter((role) => role !== 'sidecar');
  return [...new Set(roles)].map((role) => ({ role, count: roles.filter((other) => other === role).length }));
}
