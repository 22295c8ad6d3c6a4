/** Pages of what a query finds. */
import type { Count, SearchPage } from '../../../../shared/model/search.ts';
import { parseSearchQuery } from '../../../../shared/search-query.ts';
import type { FindAsked } from '../../../core/catalogue/search-port.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { toGroup, wordsOf } from './groups.ts';
import { type Matching, matching, type Placed, type UnitPlace } from './matching.ts';
import type { Reading } from './reading.ts';

/** So many are counted before it is said that there are more. */
const mostCounted = 500;
const mostKept = 8;

/** A search that can be gone on with, as long as nothing it is about has changed. */
interface Kept {
  readonly version: string;
  readonly found: Matching;
  readonly units: Iterator<Placed>;
  /** Already taken out of `units`. */
  readonly ahead: Placed[];
  /** Groups before the first of `ahead`. */
  before: number;
  isEnded: boolean;
}

export class Finder {
  readonly #kept = new Map<string, Kept>();
  /** Of queries that were counted to their end: whoever jumps in a list asks for many pages of one. */
  readonly #counted = new Map<string, { readonly version: string; readonly count: number }>();

  /** @param version of everything that is searched @throws CatalogueFault bad-request */
  find(
    reading: Reading,
    version: string,
    { query: text, after, skip = 0, limit, filesPerGroup }: FindAsked,
  ): SearchPage {
    const startedMs = performance.now();
    const query = parseSearchQuery(text);
    if (query.problems.length > 0) {
      const total = { count: 0, isExact: true };
      return {
        groups: [],
        next: null,
        total,
        problems: [...query.problems],
        tookMs: performance.now() - startedMs,
      };
    }
    const place = after === null ? null : parsePlace(after);
    const search = this.#take(`${text}\n${after}`, version) ?? begin(reading, version, query, place);
    leaveOut(search, skip);
    take(search, limit + 1);
    const page = search.ahead.splice(0, limit);
    const options = { words: wordsOf(query.terms), chips: query.chips, filesPerGroup };
    const groups = page.map(({ unit }) => toGroup(reading, search.found, unit, options));
    const counted = search.before + page.length;
    const last = page.at(-1);
    const total = this.#totalOf(search, text, counted);
    const next = search.ahead.length > 0 && last ? formatPlace(last.place, counted) : null;
    if (next !== null) remember(this.#kept, `${text}\n${next}`, { ...search, before: counted });
    return {
      groups,
      next,
      total,
      problems: [],
      tookMs: performance.now() - startedMs,
    };
  }

  /** What facts of units alone decide is counted to its end, names of files only so far. @param counted up to the end of the page */
  #totalOf(search: Kept, text: string, counted: number): Count {
    const { found, version } = search;
    if (found.names === null) {
      const known = this.#counted.get(text);
      const count = known?.version === version ? known.count : countUnits(found);
      remember(this.#counted, text, { version, count });
      return { count, isExact: true };
    }
    take(search, Math.max(1, mostCounted - counted));
    return { count: counted + search.ahead.length, isExact: search.isEnded && found.isWhole };
  }

  #take(key: string, version: string): Kept | null {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    return kept?.version === version ? kept : null;
  }
}

/** The newest ones only. */
function remember<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) return;
    kept.delete(oldest);
  }
}

interface Cursor {
  readonly place: UnitPlace;
  readonly before: number;
}

function begin(
  reading: Reading,
  version: string,
  query: ReturnType<typeof parseSearchQuery>,
  cursor: Cursor | null,
): Kept {
  const found = matching(reading, query);
  const units = found.units(cursor?.place ?? null);
  return { version, found, units, ahead: [], before: cursor?.before ?? 0, isEnded: false };
}

function take(search: Kept, count: number): void {
  while (search.ahead.length < count && !search.isEnded) {
    const next = search.units.next();
    if (next.done) search.isEnded = true;
    else search.ahead.push(next.value);
  }
}

function leaveOut(search: Kept, count: number): void {
  for (let left = count; left > 0; left--) {
    take(search, 1);
    if (search.ahead.shift() === undefined) return;
    search.before++;
  }
}

function countUnits(found: Matching): number {
  let count = 0;
  for (const piece of found.inPieces()) count += piece.length;
  return count;
}

/** The last one of a page, and how many there were up to it. */
function formatPlace(place: UnitPlace, before: number): string {
  return JSON.stringify(
    'rank' in place
      ? [before, place.rank, place.order, place.id]
      : [before, place.position.nameId, place.position.listingId],
  );
}

function parsePlace(after: string): Cursor {
  let parts: unknown;
  try {
    parts = JSON.parse(after);
  } catch {
    throw foreign(after);
  }
  if (!Array.isArray(parts)) throw foreign(after);
  const [before, first, second, id] = parts as unknown[];
  if (!isNumber(before) || !isNumber(first)) throw foreign(after);
  if (parts.length === 3 && isNumber(second))
    return { before, place: { position: { nameId: first, listingId: second } } };
  if (parts.length === 4 && typeof second === 'string' && isNumber(id))
    return { before, place: { rank: first, order: second, id } };
  throw foreign(after);
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function foreign(after: string): CatalogueFault {
  return new CatalogueFault('bad-request', 'The place to continue the list from was not understood.', {
    after,
  });
}
