/** What is found by the words that describe it: carriers, dumps, image files. */
import type { QueryTerm } from '../../../../shared/search-query.ts';
import { foldText, searchWords } from '../../../core/catalogue/search-words.ts';
import type { ReadableDb } from '../database.ts';

export interface TextHit {
  readonly entryId: number;
  readonly unitId: number;
  /** 0: words begin so; 1: somewhere in them. */
  readonly tier: number;
}

/** More are not looked at: nobody reads on, and a narrower question is answered in full. */
const mostHits = 100_000;

export interface TextHits {
  readonly byUnit: ReadonlyMap<number, readonly TextHit[]>;
  readonly isWhole: boolean;
}

/** Things that have every one of the words; phrases as they stand, but for case and accents. */
export function textHits(db: ReadableDb, terms: readonly Pick<QueryTerm, 'text' | 'quoted'>[]): TextHits {
  const words = [...new Set(terms.flatMap(({ text }) => searchWords(text)))];
  const byUnit = new Map<number, TextHit[]>();
  if (words.length === 0) return { byUnit, isWhole: true };
  const phrases = terms.filter(({ quoted }) => quoted).map(({ text }) => foldText(text));
  const matching = matchingEntries(words);
  const rows = db
    .prepare(`
      WITH found (id, tier) AS (${matching.text} LIMIT ${mostHits + 1})
      SELECT entry.id, min(found.tier), coalesce(entry.carrier_id, dump.carrier_id, -entry.dump_id),
        ${phrases.length > 0 ? 'entry.parts_json' : 'NULL'}
      FROM found JOIN search_entry AS entry ON entry.id = found.id LEFT JOIN dump ON dump.id = entry.dump_id
      WHERE entry.implied_by IS NULL OR NOT (${words.map(() => 'instr(entry.implied_by, ?) > 0').join(' AND ')})
      GROUP BY entry.id`)
    .raw()
    .all(...matching.values, ...words) as [number, number, number, string | null][];
  for (const [entryId, tier, unitId, parts] of rows) {
    if (parts !== null && !hasPhrases(JSON.parse(parts) as string[], phrases)) continue;
    const hits = byUnit.get(unitId);
    if (hits) hits.push({ entryId, unitId, tier });
    else byUnit.set(unitId, [{ entryId, unitId, tier }]);
  }
  return { byUnit, isWhole: rows.length <= mostHits };
}

function hasPhrases(parts: readonly string[], phrases: readonly string[]): boolean {
  const folded = parts.map(foldText);
  return phrases.every((phrase) => folded.some((part) => part.includes(phrase)));
}

/** The trigram index knows nothing shorter. */
const minPartLength = 3;

/** Entries that have every word: as the beginning of a word (tier 0), or anywhere in one (tier 1). */
function matchingEntries(words: readonly string[]): { text: string; values: string[] } {
  const beginnings = 'SELECT rowid, 0 FROM search_word WHERE search_word MATCH ?';
  const long = words.filter((word) => [...word].length >= minPartLength);
  if (long.length === 0) return { text: beginnings, values: [matchAll(words)] };
  const short = words.filter((word) => !long.includes(word));
  const parts = `SELECT rowid, 1 FROM search_part WHERE ${long.map(() => 'words LIKE ?').join(' AND ')}`;
  // The plus keeps the rows of the short words from being gone through one by one.
  const andShort = ' AND +rowid IN (SELECT rowid FROM search_word WHERE search_word MATCH ?)';
  return {
    text: `${beginnings} UNION ALL ${parts}${short.length > 0 ? andShort : ''}`,
    values: [
      matchAll(words),
      ...long.map((word) => `%${word}%`),
      ...(short.length > 0 ? [matchAll(short)] : []),
    ],
  };
}

/** Words are letters and digits only, so quoting them leaves nothing of FTS5's query language. */
function matchAll(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' ');
}
