/** The one sentence that says how a job stands; every door says it in the same words. */
import { assertNever } from '../errors.ts';
import { countWords, hexByte, listWords, sectorsWords, shareWords } from '../words.ts';
import type { JobSnapshot, JobState, SectorCounts } from './job.ts';
import type { OutputFile } from './output.ts';

const roleWords: Readonly<Record<OutputFile['role'], string>> = {
  image: 'image',
  sheet: 'cue sheet',
  track: 'track',
  subchannel: 'subchannel',
  map: 'map',
  log: 'log',
  sidecar: 'sidecar',
};

/** What the sentence is made of. Without options and files (a summary in a list) it is the shorter for it. */
export interface VerdictFacts {
  readonly state: JobState;
  readonly paused: boolean;
  readonly counts: SectorCounts | null;
  readonly progress?: { readonly counts: SectorCounts } | null;
  readonly options?: Pick<JobSnapshot['options'], 'fillByte'>;
  readonly files?: readonly Pick<OutputFile, 'role'>[];
}

/**
 * How a job stands, for people. It goes by the counts, never by the outcome word alone: nothing that misses a
 * sector is told as a success.
 */
export function verdict(snapshot: VerdictFacts): string {
  const counts = snapshot.progress?.counts ?? snapshot.counts;
  switch (snapshot.state) {
    case 'planned':
      return 'Waiting to start.';
    case 'identifying':
      return 'Looking at what is in the drive.';
    case 'reading':
    case 'retrying':
      return working(snapshot, counts);
    case 'hashing':
      return `${readSoFar(counts)}. Writing and hashing the files.`;
    case 'recording':
      return `${readSoFar(counts)}. Recording the dump in the catalogue.`;
    case 'done':
      return ended(snapshot, counts);
    case 'parked':
      return `Parked: ${lower(readSoFar(counts))}. Everything read is kept and reading can be resumed.`;
    case 'failed':
      return failed(counts);
    case 'cancelled':
      return `Cancelled: ${lower(readSoFar(counts))}.`;
    default:
      return assertNever(snapshot.state, 'job state');
  }
}

function working(snapshot: VerdictFacts, counts: SectorCounts | null): string {
  const word = snapshot.paused ? 'Paused' : snapshot.state === 'retrying' ? 'Retrying' : 'Reading';
  if (!counts) return `${word}.`;
  const read = counts.good + counts.goodAfterRetry;
  const share = shareWords(read, counts.total);
  const sentence = `${word}: ${countWords(read)} of ${sectorsWords(counts.total)} read (${share})`;
  const suspect = suspectSectors(counts);
  const unread = counts.bad - suspect;
  const trouble = [
    unread > 0 ? `${countWords(unread)} not readable` : '',
    suspect > 0 ? `${countWords(suspect)} in doubt` : '',
  ].filter(Boolean);
  return trouble.length === 0 ? `${sentence}.` : `${sentence}, ${listWords(trouble)} so far.`;
}

function ended(snapshot: VerdictFacts, counts: SectorCounts | null): string {
  if (!counts) return 'Ended, and nothing says how many sectors were read.';
  if (counts.total === 0) return 'The medium has no sectors.';
  const missing = missingSectors(counts);
  if (missing === 0) {
    const all = counts.total === 1 ? 'The only sector was read' : `All ${sectorsWords(counts.total)} read`;
    if (counts.goodAfterRetry === 0) return `${all}.`;
    return `${all}, ${countWords(counts.goodAfterRetry)} of them only after retries.`;
  }
  const fill = snapshot.options && hexByte(snapshot.options.fillByte);
  const kept = keptWords(snapshot.files ?? []);
  const suspect = suspectSectors(counts);
  const lost = missing - suspect;
  if (lost === counts.total) {
    const holds = fill === undefined ? '' : `; the image holds only the fill byte ${fill}`;
    return `None of the ${sectorsWords(counts.total)} could be read${holds}.${kept}`;
  }
  const parts = [
    missing === counts.total
      ? `None of the ${sectorsWords(counts.total)} was read beyond doubt`
      : `${countWords(counts.total - missing)} of ${sectorsWords(counts.total)} read`,
    lost > 0 ? `${ofAll(lost, counts)} could not be read${filledWords(lost, fill)}` : '',
    suspect > 0 ? `${ofAll(suspect, counts)} ${suspect === 1 ? 'is' : 'are'} in doubt and kept as read` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.${kept}`;
}

function ofAll(count: number, { total }: SectorCounts): string {
  return `${countWords(count)} (${shareWords(count, total)})`;
}

function filledWords(count: number, fill: string | undefined): string {
  return fill === undefined ? '' : ` and ${count === 1 ? 'is' : 'are'} filled with ${fill}`;
}

function failed(counts: SectorCounts | null): string {
  const read = counts ? counts.good + counts.goodAfterRetry : 0;
  if (read === 0) return 'Failed before any sector was read.';
  return `Failed: ${lower(readSoFar(counts))}. Everything read is kept and the job can be resumed.`;
}

function readSoFar(counts: SectorCounts | null): string {
  if (!counts || counts.total === 0) return 'No sectors read yet';
  const missing = missingSectors(counts);
  if (missing === 0) return `All ${sectorsWords(counts.total)} read`;
  const read = counts.total - missing;
  return `${countWords(read)} of ${sectorsWords(counts.total)} read (${shareWords(read, counts.total)})`;
}

/** Whatever is not read is missing, however the rest of the counts add up. */
function missingSectors(counts: SectorCounts): number {
  return Math.max(0, counts.total - counts.good - counts.goodAfterRetry);
}

/** Those of the missing that came, but are not believed. */
function suspectSectors(counts: SectorCounts): number {
  return Math.min(counts.suspect ?? 0, counts.bad, missingSectors(counts));
}

function keptWords(files: readonly Pick<OutputFile, 'role'>[]): string {
  const roles = files.map((file) => file.role).filter((role) => role !== 'sidecar');
  const tracks = roles.filter((role) => role === 'track').length;
  const words = [...new Set(roles)].map((role) =>
    role === 'track' && tracks > 1 ? `${countWords(tracks)} tracks` : roleWords[role],
  );
  return words.length === 0 ? '' : ` Kept: ${listWords(words)}.`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
