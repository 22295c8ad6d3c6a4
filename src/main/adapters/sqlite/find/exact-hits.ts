/** Hashes and ids, or their beginnings, typed without saying what they are. */
import type { SearchHit } from '../../../../shared/model/catalogue.ts';
import { contentIdRange } from '../../../core/catalogue/content-id.ts';
import { hexPrefix } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, sql } from '../database.ts';
import { hexHits } from '../search.ts';

export interface ExactHits {
  readonly texts: readonly SearchHit[];
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
  const found = new Map<number, { texts: SearchHit[]; files: [number, number][] }>();
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
