/** The one sentence that says how a job stands, in English: for logs and the command line. */
import { assertNever } from '../errors.ts';
import { countWords, listWords, sectorsWords, shareWords } from '../words.ts';
import type { OutputFile } from './output.ts';
import {
  type KeptFiles,
  type ReadSoFar,
  type VerdictFacts,
  type VerdictSource,
  verdictFacts,
  type WorkingStage,
} from './verdict-facts.ts';

const roleWords: Readonly<Record<OutputFile['role'], string>> = {
  image: 'image',
  sheet: 'cue sheet',
  track: 'track',
  subchannel: 'subchannel',
  map: 'map',
  log: 'log',
  sidecar: 'sidecar',
};

const stageWords: Readonly<Record<WorkingStage, string>> = {
  reading: 'Reading',
  retrying: 'Retrying',
  paused: 'Paused',
};

/** How a job stands, for people. */
export function verdict(source: VerdictSource): string {
  const facts = verdictFacts(source);
  switch (facts.kind) {
    case 'waiting':
      return 'Waiting to start.';
    case 'looking':
      return 'Looking at what is in the drive.';
    case 'working':
      return `${stageWords[facts.stage]}.`;
    case 'working-counted':
      return working(facts);
    case 'hashing':
      return `${readSoFar(facts)}. Writing and hashing the files.`;
    case 'recording':
      return `${readSoFar(facts)}. Recording the dump in the catalogue.`;
    case 'parked':
      return `Parked: ${lower(readSoFar(facts))}. Everything read is kept and reading can be resumed.`;
    case 'cancelled':
      return `Cancelled: ${lower(readSoFar(facts))}.`;
    case 'failed':
      return `Failed: ${lower(readSoFar(facts))}. Everything read is kept and the job can be resumed.`;
    case 'failed-early':
      return 'Failed before any sector was read.';
    case 'uncounted':
      return 'Ended, and nothing says how many sectors were read.';
    case 'no-sectors':
      return 'The medium has no sectors.';
    case 'all-read':
      return allRead(facts);
    case 'none-read': {
      const holds = facts.fill === null ? '' : `; the image holds only the fill byte ${facts.fill}`;
      return `None of the ${sectorsWords(facts.total)} could be read${holds}.${keptWords(facts.kept)}`;
    }
    case 'missing':
      return missing(facts);
    default:
      return assertNever(facts, 'verdict');
  }
}

type Of<Kind extends VerdictFacts['kind']> = Extract<VerdictFacts, { readonly kind: Kind }>;

function working({ stage, read, total, unread, suspect }: Of<'working-counted'>): string {
  const share = shareWords(read, total);
  const sentence = `${stageWords[stage]}: ${countWords(read)} of ${sectorsWords(total)} read (${share})`;
  const trouble = [
    unread > 0 ? `${countWords(unread)} not readable` : '',
    suspect > 0 ? `${countWords(suspect)} in doubt` : '',
  ].filter(Boolean);
  return trouble.length === 0 ? `${sentence}.` : `${sentence}, ${listWords(trouble)} so far.`;
}

function allRead({ total, afterRetries }: Of<'all-read'>): string {
  const all = total === 1 ? 'The only sector was read' : `All ${sectorsWords(total)} read`;
  return afterRetries === 0 ? `${all}.` : `${all}, ${countWords(afterRetries)} of them only after retries.`;
}

function missing({ read, total, lost, suspect, fill, kept }: Of<'missing'>): string {
  const parts = [
    read === 0
      ? `None of the ${sectorsWords(total)} was read beyond doubt`
      : `${countWords(read)} of ${sectorsWords(total)} read`,
    lost > 0 ? `${ofAll(lost, total)} could not be read${filledWords(lost, fill)}` : '',
    suspect > 0 ? `${ofAll(suspect, total)} ${suspect === 1 ? 'is' : 'are'} in doubt and kept as read` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.${keptWords(kept)}`;
}

function ofAll(count: number, total: number): string {
  return `${countWords(count)} (${shareWords(count, total)})`;
}

function filledWords(count: number, fill: string | null): string {
  return fill === null ? '' : ` and ${count === 1 ? 'is' : 'are'} filled with ${fill}`;
}

function readSoFar({ read, total }: ReadSoFar): string {
  if (total === 0) return 'No sectors read yet';
  if (read === total) return `All ${sectorsWords(total)} read`;
  return `${countWords(read)} of ${sectorsWords(total)} read (${shareWords(read, total)})`;
}

function keptWords(kept: readonly KeptFiles[]): string {
  const words = kept.map(({ role, count }) =>
    role === 'track' && count > 1 ? `${countWords(count)} tracks` : roleWords[role],
  );
  return words.length === 0 ? '' : ` Kept: ${listWords(words)}.`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
