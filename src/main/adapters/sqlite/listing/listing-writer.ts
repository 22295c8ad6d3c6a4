/** Writes listings piece by piece. One is seen when it is whole, in the place of the former. */
import { contentId } from '../../../core/catalogue/content-id.ts';
import { decodePiece, type ListedEntry } from '../../../core/catalogue/listing.ts';
import { indexedName } from '../../../core/catalogue/name-keys.ts';
import type { ListingSummary, ListingTask } from '../../../core/catalogue/search-port.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inWriteTransaction, type Row, sql, type WritableDb } from '../database.ts';

/** Names in use most are asked for again and again. */
const keptNames = 50_000;
const names = new WeakMap<Connection, Map<string, number>>();

/** @returns the number the pieces go to */
export function beginListing(connection: Connection, task: ListingTask, madeMs: number): number {
  return inWriteTransaction(connection, (db) => {
    for (const row of sql(db, 'SELECT id FROM listing WHERE whole = 0 AND dump_uuid = ?').all(task.dumpId))
      removeListing(db, row.id as number);
    const { lastInsertRowid } = sql(
      db,
      `INSERT INTO listing (dump_uuid, sidecar_sha256, whole, has_contents, entries, damaged, problem, made_ms)
       VALUES (?, ?, 0, 0, 0, 0, '', ?)`,
    ).run(task.dumpId, task.sidecarSha256, madeMs);
    return Number(lastInsertRowid);
  });
}

/** @throws CatalogueFault conflict when somebody else began the listing of this dump anew */
export function appendPiece(connection: Connection, listingId: number, bytes: Uint8Array): void {
  const piece = decodePiece(bytes);
  const known = namesOf(connection);
  const added: string[] = [];
  try {
    inWriteTransaction(connection, (db) => {
      const seq = nextSeq(db, listingId);
      for (const tree of piece.trees)
        sql(db, 'INSERT INTO filesystem VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
          ...[listingId, tree.position, tree.type, tree.label, tree.session, tree.track],
          ...[tree.isListed ? 1 : 0, tree.entries],
        );
      for (const [number, filesystem, path] of piece.directories)
        sql(db, 'INSERT INTO dir VALUES (?, ?, ?, ?)').run(listingId, number, filesystem, path);
      piece.entries.forEach((entry, index) => {
        const isNew = !known.has(entry[1]);
        const nameId = known.get(entry[1]) ?? nameIdOf(db, entry[1]);
        if (isNew) {
          known.set(entry[1], nameId);
          added.push(entry[1]);
        }
        insertEntry(db, listingId, seq + index, nameId, entry);
      });
    });
  } catch (error) {
    // What was rolled back has no numbers.
    for (const name of added) known.delete(name);
    throw error;
  }
  if (known.size > keptNames) known.clear();
}

function namesOf(connection: Connection): Map<string, number> {
  let known = names.get(connection);
  if (!known) {
    known = new Map();
    names.set(connection, known);
  }
  return known;
}

function nextSeq(db: WritableDb, listingId: number): number {
  const listing = sql(db, 'SELECT whole FROM listing WHERE id = ?').get(listingId);
  if (listing?.whole !== 0) throw overtaken();
  const last = sql(db, 'SELECT max(seq) AS last FROM file WHERE listing_id = ?').get(listingId) as Row;
  return ((last.last as number | null) ?? 0) + 1;
}

function overtaken(): CatalogueFault {
  return new CatalogueFault(
    'conflict',
    'Another program is listing this image; its listing will be the one.',
  );
}

function nameIdOf(db: WritableDb, name: string): number {
  const present = sql(db, 'SELECT id FROM name WHERE t = ?').get(name);
  if (present) return present.id as number;
  const id = Number(sql(db, 'INSERT INTO name (t) VALUES (?)').run(name).lastInsertRowid);
  sql(db, 'INSERT INTO name_part (rowid, t) VALUES (?, ?)').run(id, indexedName(name));
  return id;
}

function insertEntry(
  db: WritableDb,
  listingId: number,
  seq: number,
  nameId: number,
  entry: ListedEntry,
): void {
  const [directory, , kind, sizeBytes, modified, lba, damage, sha256] = entry;
  sql(db, 'INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[listingId, seq, directory, nameId, kind, sizeBytes, modified, lba, damage],
    sha256 === null ? null : contentIdOf(db, sha256),
  );
}

/** Null for a hash whose beginning another content has already: rather not known than taken for that. */
function contentIdOf(db: WritableDb, sha256: string): bigint | null {
  const id = contentId(sha256);
  const bytes = Buffer.from(sha256, 'hex');
  if (sql(db, 'INSERT OR IGNORE INTO content VALUES (?, ?)').run(id, bytes).changes > 0) return id;
  return sql(db, 'SELECT 1 FROM content WHERE id = ? AND sha256 = ?').get(id, bytes) ? id : null;
}

/** From here on the listing is the one of its dump. */
export function finishListing(connection: Connection, listingId: number, summary: ListingSummary): void {
  inWriteTransaction(connection, (db) => {
    const listing = sql(db, 'SELECT dump_uuid FROM listing WHERE id = ? AND whole = 0').get(listingId);
    if (!listing) throw overtaken();
    const former = sql(db, 'SELECT id FROM listing WHERE dump_uuid = ? AND whole = 1').get(listing.dump_uuid);
    if (former) removeListing(db, former.id as number);
    sql(
      db,
      'UPDATE listing SET whole = 1, has_contents = ?, entries = ?, damaged = ?, problem = ? WHERE id = ?',
    ).run(summary.hasContents ? 1 : 0, summary.entries, summary.damaged, summary.problem, listingId);
  });
}

/** What was begun and came to nothing. */
export function abandonListing(connection: Connection, listingId: number): void {
  inWriteTransaction(connection, (db) => {
    if (sql(db, 'SELECT 1 FROM listing WHERE id = ? AND whole = 0').get(listingId))
      removeListing(db, listingId);
  });
}

function removeListing(db: WritableDb, id: number): void {
  for (const table of ['file', 'dir', 'filesystem'])
    sql(db, `DELETE FROM ${table} WHERE listing_id = ?`).run(id);
  sql(db, 'DELETE FROM listing WHERE id = ?').run(id);
}
