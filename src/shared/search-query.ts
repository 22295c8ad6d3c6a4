/**
 * The language of the search box, the same in every door: words, `"phrases in quotes"`, and chips such as `state:imaged`
 * or `label:"annual report"`, each turned round by a `-` in front. Nothing in it is a wildcard. What is not understood is
 * told with its place in the text, and such a query finds nothing: a chip that was dropped in silence would show too much.
 */
import { carrierKinds, carrierStates, vocabularyWords } from './model/vocabulary.ts';

interface Placed {
  /** Where it stands in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

export interface QueryTerm extends Placed {
  readonly text: string;
  /** As one phrase. */
  readonly quoted: boolean;
  readonly negated: boolean;
}

export interface QueryChip extends Placed {
  readonly name: ChipName;
  readonly value: string;
  /** In quotes a word means itself: `tag:"none"` is the tag of that name. */
  readonly quoted: boolean;
  readonly negated: boolean;
}

export interface QueryProblem extends Placed {
  readonly what: string;
}

export interface SearchQuery {
  readonly terms: readonly QueryTerm[];
  readonly chips: readonly QueryChip[];
  readonly problems: readonly QueryProblem[];
}

/** What collections are narrowed by, in the order in which it is shown. */
export const facetNames = [
  'state',
  'kind',
  'collection',
  'location',
  'year',
  'drive',
  'operator',
  'errors',
  'dat',
  'fixity',
  'tag',
] as const;
export type FacetName = (typeof facetNames)[number];

export const hasValues = ['errors', 'photo', 'dump', 'files', 'damage', 'note'] as const;
export const datValues = ['full', 'multiple', 'partial', 'none', 'unknown'] as const;
export const fixityValues = ['ok', 'mismatch', 'missing', 'unreadable', 'offline', 'never', 'none'] as const;

/** What is wrong with a value, or null. */
type Check = (value: string) => string | null;

const anything: Check = () => null;

function oneOf(values: readonly string[]): Check {
  return (value) => (values.includes(value.toLowerCase()) ? null : `is one of ${values.join(', ')}`);
}

function hexDigits(most: number): Check {
  return (value) =>
    /^[0-9a-f]+$/i.test(value) && value.length >= 4 && value.length <= most
      ? null
      : `takes 4 to ${most} hexadecimal digits`;
}

const kindCheck: Check = (value) =>
  value === 'none' || kindsOf(value).length > 0
    ? null
    : `is none, a family such as cd, dvd or fd, or one of ${carrierKinds.join(', ')}`;

const yearCheck: Check = (value) =>
  value === 'none' || yearRange(value) ? null : 'is a year or a range: 1994, 1990..1995, ..1989, none';

/** Every chip there is, and what its value may be. */
const checks = {
  label: anything,
  file: anything,
  code: anything,
  note: anything,
  drive: anything,
  operator: anything,
  collection: anything,
  location: anything,
  tag: anything,
  barcode: anything,
  dump: anything,
  toc: anything,
  musicbrainz: anything,
  cddb: anything,
  accuraterip: anything,
  mcn: anything,
  isrc: anything,
  crc32: hexDigits(8),
  md5: hexDigits(32),
  sha1: hexDigits(40),
  sha256: hexDigits(64),
  has: oneOf(hasValues),
  state: oneOf(carrierStates),
  kind: kindCheck,
  year: yearCheck,
  dat: oneOf(datValues),
  fixity: oneOf(fixityValues),
} as const satisfies Record<string, Check>;

export type ChipName = keyof typeof checks;
export const chipNames = Object.keys(checks) as [ChipName, ...ChipName[]];

/** The kinds of carriers a word stands for: a code itself, or all of a family (`cd`, `dvd`, `fd-3.5`). */
export function kindsOf(value: string): string[] {
  const wanted = value.toLowerCase();
  return carrierKinds.filter(
    (code) => code === wanted || (/^[a-z]/.test(wanted) && new RegExp(`^${escaped(wanted)}[-+]`).test(code)),
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** First and last year; null for what is none. */
export function yearRange(value: string): readonly [first: number, last: number] | null {
  const match = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value);
  if (!match) return null;
  const [, first, dots, last] = match;
  if (dots === undefined)
    return first === undefined || last !== undefined ? null : [Number(first), Number(first)];
  if (first === undefined && last === undefined) return null;
  return [first === undefined ? 0 : Number(first), last === undefined ? 9999 : Number(last)];
}

/** Never throws; an empty text asks for everything. */
export function parseSearchQuery(text: string): SearchQuery {
  const terms: QueryTerm[] = [];
  const chips: QueryChip[] = [];
  const problems: QueryProblem[] = [];
  for (const word of wordsOf(text)) {
    const { from, to, negated, name, value, quoted } = word;
    if (name === null) {
      if (value.trim() !== '') terms.push({ text: value, quoted, negated, from, to });
      continue;
    }
    const known = chipNames.find((candidate) => candidate === name.toLowerCase());
    const wrong = known === undefined ? unknown(name) : problemOf(known, value, quoted);
    if (wrong !== null) problems.push({ from, to, what: wrong });
    else if (known !== undefined) chips.push({ name: known, value, quoted, negated, from, to });
  }
  return { terms, chips, problems };
}

function unknown(name: string): string {
  return `There is no ${name}: to search by. Put it in quotes to look for the words, or use ${chipNames.map((known) => `${known}:`).join(' ')}`;
}

function problemOf(name: ChipName, value: string, quoted: boolean): string | null {
  if (value.trim() === '') return `${name}: is followed by what to look for, without a blank between.`;
  const wrong = (checks[name] as Check)(quoted ? value : value.trim());
  return wrong === null ? null : `${name}: ${wrong}; "${brief(value)}" is not.`;
}

function brief(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

interface Word extends Placed {
  readonly negated: boolean;
  readonly name: string | null;
  readonly value: string;
  readonly quoted: boolean;
}

const blank = /\s/u;
/** A chip's name and its colon. */
const nameAhead = /([\p{L}][\p{L}\p{N}_-]*):(?=[^\s])/uy;
const knownNameAhead = /([a-z][a-z0-9]*):/iy;

function* wordsOf(text: string): Generator<Word> {
  let at = 0;
  while (at < text.length) {
    if (blank.test(text[at]!)) {
      at++;
      continue;
    }
    const from = at;
    // A dash alone, or in front of a blank, is a dash.
    const negated = text[at] === '-' && at + 1 < text.length && !blank.test(text[at + 1]!);
    if (negated) at++;
    const name = nameAt(text, at);
    if (name !== null) at += name.length + 1;
    const { value, quoted, end } = valueAt(text, at);
    at = end;
    yield { from, to: at, negated, name, value, quoted };
  }
}

/** What ends in a colon is a chip when something follows; before a blank only when there is such a chip. */
function nameAt(text: string, at: number): string | null {
  nameAhead.lastIndex = at;
  const ahead = nameAhead.exec(text);
  if (ahead) return ahead[1]!;
  knownNameAhead.lastIndex = at;
  const known = knownNameAhead.exec(text)?.[1];
  return known !== undefined && Object.hasOwn(checks, known.toLowerCase()) ? known : null;
}

/** Up to the next blank, or in quotes up to the closing one; two quotes in a row are one; one left open takes the rest. */
function valueAt(text: string, at: number): { value: string; quoted: boolean; end: number } {
  if (text[at] !== '"') {
    let end = at;
    while (end < text.length && !blank.test(text[end]!)) end++;
    return { value: text.slice(at, end), quoted: false, end };
  }
  let value = '';
  let end = at + 1;
  while (end < text.length) {
    if (text[end] === '"') {
      if (text[end + 1] !== '"') return { value, quoted: true, end: end + 1 };
      end++;
    }
    value += text[end];
    end++;
  }
  return { value, quoted: true, end };
}

/** A chip as it is typed: what facets and saved views put into the box. */
export function chipText(name: ChipName, value: string, negated = false): string {
  const needsQuotes = /[\s"]/u.test(value) || value === '';
  return `${negated ? '-' : ''}${name}:${needsQuotes ? `"${value.replaceAll('"', '""')}"` : value}`;
}

/** The words of a chip's value where it is a code. */
export function chipValueWords(name: ChipName, value: string): string {
  if (name === 'state' || name === 'kind') return vocabularyWords(name, value);
  return value;
}
