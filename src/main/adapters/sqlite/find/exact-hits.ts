/** Hashes and ids, or their beginnings, typed without saying what they are. */
import { join } from 'node:path';
import type { FoundText } from '../../../../shared/model/search.ts';
import { contentIdRange } from '../../../core/catalogue/content-id.ts';
import { hexPrefix } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { uuidsFrom } from '../read-dumps.ts';

export interface ExactHits {
  readonly texts: readonly FoundText[];
  /** Files inside images: their listings, and their rows in them. */
  readonly files: readonly (readonly [listingId: number, seq: number])[];
}

const mostHits = 1000;

/** By unit. */
export function exactHits(
  db: ReadableDb,
  words: readonly string[],
  hasFiles: boolean,
): ReadonlyMap<number, ExactHits> {
  const query = words.join(' ');
  const digits = hexPrefix(query);
  const found = new Map<number, { texts: FoundText[]; files: [number, number][] }>();
  if (digits === null) return found;
  const of = (unitId: number) => {
    const known = found.get(unitId) ?? { texts: [], files: [] };
    found.set(unitId, known);
    return known;
  };
  for (const hit of hexHits(db, query, mostHits)) {
    const unit = sql(db, 'SELECT coalesce(carrier_id, -id) AS id FROM dump WHERE uuid = ?').get(hit.id);
    if (unit) of(unit.id as number).texts.push(hit);
  }
  for (const [unitId, listingId, seq] of hasFiles ? contentRows(db, digits) : [])
    of(unitId).files.push([listingId, seq]);
  return found;
}

function contentRows(db: ReadableDb, digits: string): [unitId: number, listingId: number, seq: number][] {
  return sql(
    db,
    `SELECT coalesce(dump.carrier_id, -dump.id), file.listing_id, file.seq FROM files.content
       JOIN files.file ON file.content_id = content.id
       JOIN files.listing ON listing.id = file.listing_id AND listing.whole = 1
       JOIN dump ON dump.uuid = listing.dump_uuid
     WHERE content.id BETWEEN ? AND ? AND lower(hex(content.sha256)) LIKE ? LIMIT ?`,
  )
    .raw()
    .all(...contentIdRange(digits), `${digits}%`, mostHits) as unknown as [number, number, number][];
}

function hexHits(db: ReadableDb, query: string, limit: number): FoundText[] {
  const digits = hexPrefix(query);
  if (digits === null) return [];
  const ids = uuidsFrom(db, digits, limit).map((id): FoundText => {
    const row = sql(db, 'SELECT name FROM dump WHERE uuid = ?').get(id) as Row;
    return { kind: 'dump', id, title: text(row, 'name'), matched: `id ${id}`, ranges: [] };
  });
  const files = hashes.flatMap((hash) => fileHashHits(db, hash, digits, limit));
  return [...ids, ...files, ...hashes.flatMap((hash) => imageHashHits(db, hash, digits, limit))];
}

export const hashes = [
  { column: 'crc32', words: 'CRC-32', digits: 8 },
  { column: 'md5', words: 'MD5', digits: 32 },
  { column: 'sha1', words: 'SHA-1', digits: 40 },
  { column: 'sha256', words: 'SHA-256', digits: 64 },
] as const;

export type Hash = (typeof hashes)[number];

/** The least and the greatest hash that begins with some digits, or nothing where it is shorter than they are. */
export function hashBounds(hash: Hash, digits: string): [Uint8Array, Uint8Array] | null {
  if (digits.length > hash.digits) return null;
  const bound = (fill: string) => Buffer.from(digits.padEnd(hash.digits, fill), 'hex');
  return [bound('0'), bound('f')];
}

function fileHashHits(db: ReadableDb, hash: Hash, digits: string, limit: number): FoundText[] {
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
      ranges: [],
    }));
}

/** Dumps whose sectors have the hash, where no file does because they are packed. */
function imageHashHits(db: ReadableDb, hash: Hash, digits: string, limit: number): FoundText[] {
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
      ranges: [],
    }));
}

function text(row: Row, column: string): string {
  return row[column] as string;
}
