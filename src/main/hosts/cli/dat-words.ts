/** What a dump is in the lists of others, in lines for people. */
import type { Dat, DatMatch, DatMatchReport } from '../../../shared/model/dat.ts';
import { listWords } from '../../../shared/words.ts';

/** More names of missing files say no more. */
const mostNames = 6;

export function matchLines({ kind, games }: DatMatchReport): string[] {
  const lines = games.map((match) => `${datName(match.dat)}: ${match.game}${howMuch(match)}`);
  if (kind === 'multiple') return [`In ${games.length} sets that are the same:`, ...lines];
  return lines;
}

/** `Redump, Sega - Dreamcast (2026-01-31)`. */
export function datName({ source, name, version, date }: Pick<Dat, 'source' | 'name' | 'version' | 'date'>) {
  const edition = date || version;
  const whose = { redump: 'Redump, ', tosec: 'TOSEC, ', 'no-intro': 'No-Intro, ', other: '' }[source];
  return `${whose}${name}${edition ? ` (${edition})` : ''}`;
}

function howMuch({ hit, total, missing, unlisted, isBadDump }: DatMatch): string {
  const parts = [
    missing.length === 0 && unlisted.length === 0 ? '' : `, in part: ${hit} of ${total} files`,
    missing.length > 0 ? `, missing ${names(missing)}` : '',
    unlisted.length > 0 ? `, not in the list: ${names(unlisted)}` : '',
    isBadDump ? ' (the list calls its own copy a bad dump)' : '',
  ];
  return parts.join('');
}

export function names(all: readonly string[]): string {
  if (all.length <= mostNames) return listWords(all);
  return `${all.slice(0, mostNames).join(', ')} and ${all.length - mostNames} more`;
}
