/** Search: words and parts of words, beginnings of hashes and of ids. No query raises, whatever is in it. */
import { join } from 'node:path';
import type { SearchHit } from '../../../shared/model/catalogue.ts';
import { foldText, hexPrefix, searchWords } from '../../core/catalogue/search-words.ts';
import { type ReadableDb, type Row, sql } from './database.ts';
import { uuidsFrom } from './read-dumps.ts';

/** The trigram index knows nothing shorter. */
const minPartLength = 3;

/**
 * What matches all words of a query: ids and hashes first, then carriers, dumps and files; among equals whole
 * beginnings of words before their middles, and newer before older. Nothing asked gives the newest dumps.
 */
export function search(db: ReadableDb, query: string, limit: number): SearchHit[] {
  if (query.trim() === '') return newestDumps(db, limit);
  const hits = [...hexHits(db, query, limit), ...wordHits(db, searchWords(query), limit)];
  const distinct = new Map(
    hits.map((hit) => [`${hit.kind} ${hit.id} ${hit.path ?? ''}`, hit] as const).reverse(),
  );
  return [...distinct.values()].reverse().slice(0, limit);
}

function newestDumps(db: ReadableDb, limit: number): SearchHit[] {
  return sql(db, 'SELECT uuid, name FROM dump ORDER BY ended_ms DESC, uuid DESC LIMIT ?')
    .all(limit)
    .map((row) => ({
      kind: 'dump',
      id: text(row, 'uuid'),
      title: text(row, 'name'),
      matched: 'newest dumps',
    }));
}

export function hexHits(db: ReadableDb, query: string, limit: number): SearchHit[] {
  const digits = hexPrefix(query);
  if (digits === null) return [];
  const ids = uuidsFrom(db, digits, limit).map((id): SearchHit => {
    const row = sql(db, 'SELECT name FROM dump WHERE uuid = ?').get(id) as Row;
    return { kind: 'dump', id, title: text(row, 'name'), matched: `id ${id}` };
  });
  const files = hashes.flatMap((hash) => fileHashHits(db, hash, digits, limit));
  return [...ids, ...files, ...hashes.flatMap((hash) => imageHashHits(db, hash, digits, limit))];
}

const hashes = [
  { column: 'crc32', words: 'CRC-32', digits: 8 },
  { column: 'md5', words: 'MD5', digits: 32 },
  { column: 'sha1', words: 'SHA-1', digits: 40 },
  { column: 'sha256', words: 'SHA-256', digits: 64 },
] as const;

type Hash = (typeof hashes)[number];

/** The least and the greatest hash that begins with some digits, or nothing where it is shorter than they are. */
function hashBounds(hash: Hash, digits: string): [Uint8Array, Uint8Array] | null {
  if (digits.length > hash.digits) return null;
  const bound = (fill: string) => Buffer.from(digits.padEnd(hash.digits, fill), 'hex');
  return [bound('0'), bound('f')];
}

function fileHashHits(db: ReadableDb, hash: Hash, digits: string, limit: number): SearchHit[] {
  const bounds = hashBounds(hash, digits);
  if (bounds === null) return [];
  return sql(
    db,
    `SELECT uuid, directory, path, lower(hex(${hash.column})) AS hash
     FROM image_file JOIN dump ON dump.id = image_file.dump_id
     WHERE ${hash.column} BETWEEN ? AND ? ORDER BY ended_ms DESC, uuid DESC, position LIMIT ?`,
  )
    .all(...bounds, limit)
    .map((row) => ({
      kind: 'file',
      id: text(row, 'uuid'),
      title: text(row, 'path'),
      path: join(text(row, 'directory'), text(row, 'path')),
      matched: `${hash.words} ${text(row, 'hash')}`,
    }));
}

/** Dumps whose sectors have the hash, where no file does because they are packed. */
function imageHashHits(db: ReadableDb, hash: Hash, digits: string, limit: number): SearchHit[] {
  const bounds = hashBounds(hash, digits);
  if (bounds === null) return [];
  const column = `image_${hash.column}`;
  return sql(
    db,
    `SELECT uuid, name, lower(hex(${column})) AS hash FROM dump
     WHERE ${column} BETWEEN ? AND ?
       AND NOT EXISTS (SELECT 1 FROM image_file WHERE dump_id = dump.id AND ${hash.column} = ${column})
     ORDER BY ended_ms DESC, uuid DESC LIMIT ?`,
  )
    .all(...bounds, limit)
    .map((row) => ({
      kind: 'dump',
      id: text(row, 'uuid'),
      title: text(row, 'name'),
      matched: `${hash.words} of the sectors ${text(row, 'hash')}`,
    }));
}

function wordHits(db: ReadableDb, words: readonly string[], limit: number): SearchHit[] {
  if (words.length === 0) return [];
  const matching = matchingEntries(words);
  // Prepared for this query alone: its text varies with the number of words.
  const statement = db.prepare(`
    WITH found (id, tier) AS (${matching.text}),
      best (id, tier) AS (SELECT id, min(tier) FROM found GROUP BY id)
    SELECT entry.kind, entry.title, entry.parts_json, dump.uuid, directory, carrier.code
    FROM best JOIN search_entry AS entry ON entry.id = best.id
      LEFT JOIN dump ON dump.id = entry.dump_id LEFT JOIN carrier ON carrier.id = entry.carrier_id
    WHERE entry.implied_by IS NULL OR NOT (${words.map(() => 'instr(entry.implied_by, ?) > 0').join(' AND ')})
    ORDER BY CASE entry.kind WHEN 'carrier' THEN 0 WHEN 'dump' THEN 1 ELSE 2 END,
      tier, entry.at_ms DESC, entry.title, entry.id
    LIMIT ?`);
  const rows = statement.all(...matching.values, ...words, limit) as Row[];
  return rows.map((row) => toHit(row, words));
}

/** Entries that have every word: as the beginning of a word (tier 0), or anywhere in one (tier 1). */
export function matchingEntries(words: readonly string[]): { text: string; values: string[] } {
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

function toHit(row: Row, words: readonly string[]): SearchHit {
  const kind = row.kind as 'carrier' | 'dump' | 'file';
  const hit = {
    kind,
    id: text(row, kind === 'carrier' ? 'code' : 'uuid'),
    title: text(row, 'title'),
    matched: matchedParts(JSON.parse(text(row, 'parts_json')) as string[], words),
  };
  return kind === 'file' ? { ...hit, path: join(text(row, 'directory'), hit.title) } : hit;
}

/** The texts that have most of the words, for people. */
export function matchedParts(parts: readonly string[], words: readonly string[]): string {
  const counted = parts.map((part) => {
    const folded = foldText(part);
    return { part, count: words.filter((word) => folded.includes(word)).length };
  });
  const matched = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  return matched
    .slice(0, 3)
    .map(({ part }) => part)
    .join(', ');
}

function text(row: Row, column: string): string {
  return row[column] as string;
}
