import type { DumpFacts } from '../../core/catalogue/dump-facts.ts';
import { newUuid } from './collection/new-uuid.ts';
import { refreshCarrier } from './collection/refresh-carrier.ts';
import { type Connection, inWriteTransaction, type Row, sql, type WritableDb } from './database.ts';
import { insertDump, replaceDump, type Sha256 } from './dump-rows.ts';
import { appendEvents } from './events.ts';
import { indexDump } from './search-entries.ts';

/**
 * Records a dump, all of it or nothing. The same sidecar again changes only the directory. A later sidecar of the
 * same dump (it was resumed and improved) takes the place of the former; an earlier one (a copy of the folder from
 * before) is known already and replaces nothing. Events of all of them are kept.
 */
export function recordDump(
  connection: Connection,
  facts: DumpFacts,
  directory: string,
  sha256: Sha256,
): { readonly added: boolean } {
  return inWriteTransaction(connection, (db) => {
    const present = sql(
      db,
      `SELECT id, carrier_id, sidecar_carrier, attempt_no, directory, ended_ms, sidecar_json
       FROM dump WHERE uuid = ?`,
    ).get(facts.rows.dumpId);
    if (!present) add(db, facts, directory, sha256);
    else if (present.sidecar_json === facts.sidecarJson) move(db, present, directory);
    else if ((present.ended_ms as number) <= facts.rows.ended.utcMs) {
      improve(db, present, facts, directory, sha256);
    }
    appendEvents(db, facts.rows.dumpId, facts.events, sha256);
    return { added: !present };
  });
}

function add(db: WritableDb, facts: DumpFacts, directory: string, sha256: Sha256): void {
  const carrierId = findOrAddCarrier(db, facts.rows.carrier);
  const attempt = nextAttempt(db, carrierId);
  const id = insertDump(db, facts, { carrierId, attempt, directory }, sha256);
  indexDump(db, id);
  if (carrierId !== null) refreshCarrier(db, carrierId);
}

function move(db: WritableDb, present: Row, directory: string): void {
  if (present.directory === directory) return;
  sql(db, 'UPDATE dump SET directory = ? WHERE id = ?').run(directory, present.id);
  if (present.carrier_id !== null) refreshCarrier(db, present.carrier_id as number);
}

function improve(db: WritableDb, present: Row, facts: DumpFacts, directory: string, sha256: Sha256): void {
  const id = present.id as number;
  const former = present.carrier_id as number | null;
  // A person may have given the dump to another carrier: only a sidecar that names a new one overrules that.
  const isNamedAnew = facts.rows.carrier !== present.sidecar_carrier;
  const carrierId = isNamedAnew ? findOrAddCarrier(db, facts.rows.carrier) : former;
  const stays = carrierId === former;
  const attempt = stays ? (present.attempt_no as number) : nextAttempt(db, carrierId);
  if (!stays) sql(db, 'UPDATE dump SET preferred = 0 WHERE id = ?').run(id);
  replaceDump(db, id, facts, { carrierId, attempt, directory }, sha256);
  indexDump(db, id);
  for (const touched of new Set([former, carrierId])) if (touched !== null) refreshCarrier(db, touched);
}

function findOrAddCarrier(db: WritableDb, code: string | null): number | null {
  if (code === null) return null;
  const present = sql(db, 'SELECT id FROM carrier WHERE code = ?').get(code);
  if (present) return present.id as number;
  const renamed = carrierFormerlyCalled(db, code);
  if (renamed !== null) return renamed;
  const inserted = sql(db, 'INSERT INTO carrier (uuid, code, created_ms) VALUES (?, ?, ?)').run(
    newUuid(),
    code,
    Date.now(),
  );
  return Number(inserted.lastInsertRowid);
}

/** Sidecars go on naming the code a carrier had when it was imaged. */
function carrierFormerlyCalled(db: WritableDb, code: string): number | null {
  const found = sql(
    db,
    `SELECT DISTINCT owner_id FROM identifier
     WHERE owner_kind = 'carrier' AND scheme = 'former-code' AND value = ? LIMIT 2`,
  ).all(code);
  return found.length === 1 ? (found[0]!.owner_id as number) : null;
}

/** Attempts count per carrier, in the order they were first recorded. A dump of no known carrier is its only one. */
export function nextAttempt(db: WritableDb, carrierId: number | null): number {
  if (carrierId === null) return 1;
  const row = sql(db, 'SELECT coalesce(max(attempt_no), 0) + 1 AS next FROM dump WHERE carrier_id = ?').get(
    carrierId,
  ) as Row;
  return row.next as number;
}
