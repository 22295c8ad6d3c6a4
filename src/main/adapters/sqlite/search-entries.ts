/** What can be found of carriers, dumps and files, kept beside them. */
import type { DiscScheme } from '../../core/catalogue/disc-facts.ts';
import { searchWords } from '../../core/catalogue/search-words.ts';
import { type Row, sql, type WritableDb } from './database.ts';
import { readDiscFacts } from './disc-rows.ts';

interface Entry {
  readonly kind: 'carrier' | 'dump' | 'file';
  readonly carrierId: number | null;
  readonly dumpId: number | null;
  readonly imageFileId: number | null;
  readonly title: string;
  readonly atMs: number;
  /** Texts it is found by; a hit shows those that matched. */
  readonly parts: readonly (string | null)[];
  /** A file is not worth a hit of its own where its dump is found by the same words. */
  readonly impliedBy: string | null;
}

export function indexCarrier(db: WritableDb, carrierId: number): void {
  const row = sql(
    db,
    `SELECT carrier.code, title_manual, label_text, carrier.note, condition_note, manufacturer_manual,
       manufacturer_auto, date_manual, date_auto, item.title, item.call_number, item.accession_no, item.date_text,
       item.note AS item_note, collection.code AS collection_code, collection.title AS collection_title
     FROM carrier LEFT JOIN item ON item.id = carrier.item_id
       LEFT JOIN collection ON collection.id = coalesce(carrier.collection_id, item.collection_id)
     WHERE carrier.id = ?`,
  ).get(carrierId) as Row;
  sql(db, `DELETE FROM search_entry WHERE kind = 'carrier' AND carrier_id = ?`).run(carrierId);
  const code = row.code as string;
  const parts = [...(Object.values(row) as (string | null)[]), ...identifiersOf(db, carrierId)];
  const none = { dumpId: null, imageFileId: null, impliedBy: null };
  insertEntry(db, { ...none, kind: 'carrier', carrierId, title: code, atMs: 0, parts });
}

/** Its own and those of its item; its tags as well. */
function identifiersOf(db: WritableDb, carrierId: number): string[] {
  const rows = sql(
    db,
    `SELECT value FROM identifier WHERE owner_kind = 'carrier' AND owner_id = ?
     UNION SELECT value FROM identifier
       WHERE owner_kind = 'item' AND owner_id = (SELECT item_id FROM carrier WHERE id = ?)
     UNION SELECT name FROM tag JOIN carrier_tag ON carrier_tag.tag_id = tag.id WHERE carrier_id = ?`,
  ).all(carrierId, carrierId, carrierId);
  return rows.map((row) => row.value as string);
}

/** Makes the entries of a dump and its files anew. */
export function indexDump(db: WritableDb, dumpId: number): void {
  const row = sql(
    db,
    `SELECT name, ended_ms, format_name, drive_label, carrier.code, carrier.label_text
     FROM dump LEFT JOIN carrier ON carrier.id = dump.carrier_id WHERE dump.id = ?`,
  ).get(dumpId) as Row;
  sql(db, 'DELETE FROM search_entry WHERE dump_id = ?').run(dumpId);
  const name = row.name as string;
  const atMs = row.ended_ms as number;
  const found = ['code', 'label_text', 'format_name', 'drive_label'].map(
    (column) => row[column] as string | null,
  );
  const parts = [name, ...found, ...volumes(db, dumpId), ...discParts(db, dumpId)];
  const none = { carrierId: null, dumpId, imageFileId: null };
  insertEntry(db, { ...none, kind: 'dump', title: name, atMs, parts, impliedBy: null });
  for (const file of sql(db, 'SELECT id, path FROM image_file WHERE dump_id = ? ORDER BY position').all(
    dumpId,
  )) {
    const title = file.path as string;
    const imageFileId = file.id as number;
    insertEntry(db, { ...none, kind: 'file', imageFileId, title, atMs, parts: [title], impliedBy: name });
  }
}

function volumes(db: WritableDb, dumpId: number): string[] {
  return sql(db, 'SELECT label, type FROM filesystem WHERE dump_id = ? ORDER BY position')
    .all(dumpId)
    .flatMap((row) => [row.label as string, row.type as string]);
}

/** Titles and people in every language, what kind of disc it is, and the codes and identifiers it is known by. */
function discParts(db: WritableDb, dumpId: number): string[] {
  const disc = readDiscFacts(db, dumpId);
  return disc
    ? [
        ...disc.texts,
        disc.profile,
        ...disc.identifiers.map(({ scheme, value }) => `${schemeWords[scheme]} ${value}`),
      ]
    : [];
}

export const schemeWords: Readonly<Record<DiscScheme, string>> = {
  musicbrainz: 'MusicBrainz',
  cddb: 'CDDB',
  accuraterip: 'AccurateRip',
  'toc-sha1': 'TOC SHA-1',
  mcn: 'MCN',
  isrc: 'ISRC',
};

function insertEntry(db: WritableDb, entry: Entry): void {
  const parts = [...new Set(entry.parts.filter((part) => part !== null && part !== ''))] as string[];
  sql(
    db,
    `INSERT INTO search_entry
       (kind, carrier_id, dump_id, image_file_id, title, at_ms, parts_json, words, implied_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[entry.kind, entry.carrierId, entry.dumpId, entry.imageFileId, entry.title, entry.atMs],
    ...[JSON.stringify(parts), foldedWords(parts.join(' '))],
    entry.impliedBy === null ? null : foldedWords(entry.impliedBy),
  );
}

function foldedWords(text: string): string {
  return searchWords(text).join(' ');
}
