/** Proves the history against the chain of events, and what is derived against what it is derived from. */
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { changesHash, readChanges, transactionDetail } from './change-log.ts';
import { derivedOf } from './refresh-carrier.ts';

export function collectionFindings(db: ReadableDb, sha256: Sha256): string[] {
  return [
    ...historyFindings(db, sha256),
    ...pairingFindings(db),
    ...carrierFindings(db),
    ...ownerFindings(db),
  ];
}

function historyFindings(db: ReadableDb, sha256: Sha256): string[] {
  const findings: string[] = [];
  const transactions = db.prepare(
    'SELECT txn.*, name FROM txn JOIN agent ON agent.id = agent_id ORDER BY txn.id',
  );
  for (const row of transactions.all() as Row[]) {
    const event = sql(
      db,
      `SELECT detail FROM event WHERE object_kind = 'transaction' AND object_id = ? ORDER BY sequence LIMIT 1`,
    ).get(row.uuid);
    const told = transactionDetail(
      row.summary as string,
      row.name as string,
      changesHash(readChanges(db, row.id as number), sha256),
    );
    if (event?.detail === told) continue;
    findings.push(
      `The step "${String(row.summary)}" of ${String(row.at)} is not in the history as the chain of events tells it.`,
    );
  }
  return findings;
}

function carrierFindings(db: ReadableDb): string[] {
  const findings: string[] = [];
  for (const carrier of db.prepare('SELECT * FROM carrier').iterate() as Iterable<Row>) {
    const preferred = sql(db, 'SELECT id FROM dump WHERE carrier_id = ? AND preferred = 1').get(carrier.id);
    const derived = derivedOf(db, carrier);
    if (
      derived.state === carrier.state &&
      derived.preferred === ((preferred?.id as number | undefined) ?? null) &&
      derived.title === carrier.title_auto &&
      derived.kind === carrier.kind_auto
    )
      continue;
    findings.push(
      `Carrier ${String(carrier.code)} is shown as ${String(carrier.state)}, which does not follow from its dumps and decisions (${derived.state}).`,
    );
  }
  return findings;
}

/** A dump is of the carrier its sidecar names, by its present code or a former one, or of the one a person gave it to. */
function pairingFindings(db: ReadableDb): string[] {
  return sql(
    db,
    `SELECT dump.name, dump.uuid, code, sidecar_carrier FROM dump LEFT JOIN carrier ON carrier.id = carrier_id
     WHERE sidecar_carrier IS NOT code
       AND NOT EXISTS (SELECT 1 FROM identifier WHERE owner_kind = 'carrier' AND owner_id = carrier_id
                       AND scheme = 'former-code' AND value = sidecar_carrier)
       AND NOT EXISTS (SELECT 1 FROM change WHERE (new_json ->> '$.carrier_id') IS carrier_id AND id =
         (SELECT max(id) FROM change WHERE table_name = 'dump' AND row_id = dump.id))
     LIMIT 100`,
  )
    .all()
    .map(
      (row) =>
        `Dump ${String(row.name)} (${String(row.uuid)}): its carrier in the catalogue (${String(row.code)}) is not what its sidecar says (${String(row.sidecar_carrier)}), and nobody decided so.`,
    );
}

/** Owners are of two kinds, which no foreign key can say. */
function ownerFindings(db: ReadableDb): string[] {
  return (['identifier', 'asset'] as const).flatMap((table) =>
    sql(
      db,
      `SELECT uuid, owner_kind FROM ${table} WHERE
         (owner_kind = 'carrier' AND owner_id NOT IN (SELECT id FROM carrier)) OR
         (owner_kind = 'item' AND owner_id NOT IN (SELECT id FROM item)) LIMIT 20`,
    )
      .all()
      .map(
        (row) => `The ${table} ${String(row.uuid)} belongs to a ${String(row.owner_kind)} that is not there.`,
      ),
  );
}
