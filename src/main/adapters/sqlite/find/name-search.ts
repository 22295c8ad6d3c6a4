/** Files inside images by parts of their names: distinct names first, then the listings that have them. */
import { foldName, hasWord, isExactKey, keyMatch, nameKeys } from '../../../core/catalogue/name-keys.ts';
import { type ReadableDb, sql } from '../database.ts';
import { listingsOfUnit } from './listings.ts';
import type { Reading } from './reading.ts';

/** Of more names than these a word is common: carriers are found as they come, and nothing is counted to its end. */
const mostNames = 2000;
const firstBatch = 256;
const listingsPerStep = 1000;

/** Where the search for more carriers goes on. */
export interface NamePosition {
  readonly nameId: number;
  readonly listingId: number;
}

/** All of the words in one name: each anywhere in it or, of one or two characters, at its beginning. */
export class NameSearch {
  readonly words: readonly string[];
  readonly #db: ReadableDb;
  readonly #match: string;
  readonly #isExact: boolean;
  readonly #names: number[] = [];
  #known: Set<number> | null = null;
  #isEnded = false;

  constructor(db: ReadableDb, words: readonly string[]) {
    this.#db = db;
    this.words = words.map(foldName).filter((word) => word !== '');
    this.#match = keyMatch(nameKeys(this.words));
    this.#isExact = isExactKey(this.words);
    this.#isEnded = this.words.length === 0;
  }

  /** Numbers of all names, ascending; null of a common word. */
  get selected(): ReadonlySet<number> | null {
    while (!this.#isEnded && this.#names.length <= mostNames) this.#fetch();
    if (!this.#isEnded) return null;
    this.#known ??= new Set(this.#names);
    return this.#known;
  }

  fits(name: string): boolean {
    const folded = foldName(name);
    return this.words.every((word) => hasWord(folded, word));
  }

  /** Every listing that has such a name, once for each of its names; resumes behind a position. */
  *places(after: NamePosition | null): Generator<NamePosition> {
    for (let index = 0; ; index++) {
      while (index >= this.#names.length && !this.#isEnded) this.#fetch();
      const nameId = this.#names[index];
      if (nameId === undefined) return;
      if (after && nameId < after.nameId) continue;
      yield* this.#listingsOf(nameId, after?.nameId === nameId ? after.listingId : 0);
    }
  }

  /** Every listing that has such a name, in no order, some of them more than once. */
  *listings(): Generator<readonly number[]> {
    for (let done = 0; ; ) {
      if (done === this.#names.length && !this.#isEnded) this.#fetch();
      if (done === this.#names.length && this.#isEnded) return;
      const names = JSON.stringify(this.#names.slice(done));
      done = this.#names.length;
      yield sql(
        this.#db,
        'SELECT DISTINCT listing_id FROM files.file WHERE name_id IN (SELECT value FROM json_each(?))',
      )
        .pluck()
        .all(names) as unknown as number[];
    }
  }

  *#listingsOf(nameId: number, behind: number): Generator<NamePosition> {
    for (let last = behind; ; ) {
      const rows = sql(
        this.#db,
        'SELECT DISTINCT listing_id AS id FROM files.file WHERE name_id = ? AND listing_id > ? ORDER BY listing_id LIMIT ?',
      ).all(nameId, last, listingsPerStep);
      for (const { id } of rows) yield { nameId, listingId: id as number };
      if (rows.length < listingsPerStep) return;
      last = rows.at(-1)!.id as number;
    }
  }

  #fetch(): void {
    const batch = Math.max(firstBatch, this.#names.length);
    const last = this.#lastSeen;
    const rows = (this.#isExact
      ? sql(
          this.#db,
          `SELECT rowid AS id, '' AS t FROM files.name_part WHERE name_part MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?`,
        )
      : sql(
          this.#db,
          `SELECT name.id, name.t FROM files.name_part JOIN files.name ON name.id = name_part.rowid
             WHERE name_part MATCH ? AND name_part.rowid > ? ORDER BY name_part.rowid LIMIT ?`,
        )
    )
      .raw()
      .all(this.#match, last, batch) as unknown as [number, string][];
    for (const [id, name] of rows) if (this.#isExact || this.fits(name)) this.#names.push(id);
    this.#lastSeen = rows.at(-1)?.[0] ?? last;
    if (rows.length < batch) this.#isEnded = true;
  }

  #lastSeen = 0;
}

/** Rows of a listing that have such a name, in order; a few at a time, as most listings are short. */
export function matchingRows(db: ReadableDb, search: NameSearch, listingId: number, limit: number): number[] {
  const { selected } = search;
  const found: number[] = [];
  if (selected?.size === 0) return found;
  const text = selected
    ? 'SELECT seq, name_id, NULL FROM files.file WHERE listing_id = ? AND seq > ? ORDER BY seq LIMIT ?'
    : `SELECT seq, name_id, t FROM files.file JOIN files.name ON name.id = name_id
       WHERE listing_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
  // Of a common word the first rows of a listing have some already.
  for (let last = 0, batch = selected ? 1000 : 60; ; batch = 1000) {
    const rows = sql(db, text).raw().all(listingId, last, batch) as unknown as [number, number, string][];
    for (const [seq, nameId, name] of rows) {
      if (!(selected ? selected.has(nameId) : search.fits(name))) continue;
      if (found.push(seq) >= limit) return found;
    }
    if (rows.length < batch) return found;
    last = rows.at(-1)![0];
  }
}

export function anyListingHas({ db, listings }: Reading, search: NameSearch, unitId: number): boolean {
  return listingsOfUnit(db, listings, unitId).some(
    (listingId) => matchingRows(db, search, listingId, 1).length > 0,
  );
}
