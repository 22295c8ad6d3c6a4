/** The one sentence that says how a job stands, in the language of the screens. */
import { assertNever } from '../../shared/errors.ts';
import {
  type KeptFiles,
  type ReadSoFar,
  type VerdictFacts,
  type VerdictSource,
  verdictFacts,
} from '../../shared/model/verdict-facts.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords, listWords, shareWords } from './numbers.ts';

const t = messagesOf('verdict');

export function verdict(source: VerdictSource): string {
  const facts = verdictFacts(source);
  switch (facts.kind) {
    case 'waiting':
    case 'looking':
    case 'uncounted':
      return t(facts.kind);
    case 'failed-early':
      return t('failedEarly');
    case 'no-sectors':
      return t('noSectors');
    case 'working':
      return t('working', { stage: facts.stage });
    case 'working-counted':
      return working(facts);
    case 'hashing':
    case 'recording':
      return t(facts.kind, { soFar: readSoFar(facts) });
    case 'parked':
    case 'cancelled':
    case 'failed':
      return t(facts.kind, { soFar: lower(readSoFar(facts)) });
    case 'all-read': {
      const { total, afterRetries } = facts;
      return afterRetries === 0
        ? t('allRead', { total })
        : t('allReadRetries', { total, count: afterRetries });
    }
    case 'none-read': {
      const { total, fill, kept } = facts;
      const sentence = fill === null ? t('noneRead', { total }) : t('noneReadFilled', { total, fill });
      return sentence + keptWords(kept);
    }
    case 'missing':
      return missing(facts);
    default:
      return assertNever(facts, 'verdict');
  }
}

type Of<Kind extends VerdictFacts['kind']> = Extract<VerdictFacts, { readonly kind: Kind }>;

function working({ stage, read, total, unread, suspect }: Of<'working-counted'>): string {
  const figures = { stage, read, total, share: shareWords(read, total) };
  const trouble = [
    unread > 0 ? t('notReadable', { count: unread }) : '',
    suspect > 0 ? t('inDoubt', { count: suspect }) : '',
  ].filter(Boolean);
  return trouble.length === 0
    ? t('workingCounted', figures)
    : t('workingTrouble', { ...figures, trouble: listWords(trouble) });
}

function missing({ read, total, lost, suspect, fill, kept }: Of<'missing'>): string {
  const part = (number: number) => ({ number, count: countWords(number), share: shareWords(number, total) });
  const parts = [
    read === 0 ? t('noneBeyondDoubt', { total }) : t('someRead', { read, total }),
    lost > 0 ? (fill === null ? t('lost', part(lost)) : t('lostFilled', { ...part(lost), fill })) : '',
    suspect > 0 ? t('suspect', part(suspect)) : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.${keptWords(kept)}`;
}

function readSoFar({ read, total }: ReadSoFar): string {
  if (total === 0) return t('noneYet');
  if (read === total) return t('allSoFar', { total });
  return t('someSoFar', { read, total, share: shareWords(read, total) });
}

function keptWords(kept: readonly KeptFiles[]): string {
  if (kept.length === 0) return '';
  const files = kept.map(({ role, count }) =>
    role === 'track' && count > 1 ? t('tracks', { count }) : t(role),
  );
  return ` ${t('kept', { files: listWords(files) })}`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
