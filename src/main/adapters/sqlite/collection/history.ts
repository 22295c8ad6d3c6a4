/** The list of decisions, and the way back. */
import type { Transaction, TransactionPage } from '../../../../shared/model/collection.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { type ChangeLog, fromLogged, loggedRow, readChanges } from './change-log.ts';
import { type LoggedTable, rowWords } from './logged-tables.ts';

/** Newest first. */
export function listTransactions(db: ReadableDb, before: number | null, limit: number): TransactionPage {
  const rows = sql(
    db,
    `SELECT txn.*, agent.name, undone.uuid AS undone_uuid, by.uuid AS by_uuid,
       (SELECT count(DISTINCT table_name || ' ' || row_id) FROM change WHERE txn_id = txn.id) AS changed
     FROM txn JOIN agent ON agent.id = txn.agent_id LEFT JOIN txn AS undone ON undone.id = txn.undoes_id
       LEFT JOIN txn AS by ON by.undoes_id = txn.id
     WHERE txn.id < ? ORDER BY txn.id DESC LIMIT ?`,
  ).all(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  return {
    transactions: rows.slice(0, limit).map(
      (row): Transaction => ({
        txn: row.uuid as string,
        at: row.at as string,
        by: row.name as string,
        kind: row.kind as string,
        summary: row.summary as string,
        changed: row.changed as number,
        undoes: row.undone_uuid as string | null,
        undoneBy: row.by_uuid as string | null,
      }),
    ),
    next: rows.length > limit ? (rows[limit - 1]!.id as number) : null,
  };
}

/** @throws CatalogueFault not-found, or conflict when it was taken back already */
export function findTransaction(db: ReadableDb, uuid: string): Row {
  const row = sql(db, 'SELECT id, uuid, summary FROM txn WHERE uuid = ?').get(uuid);
  if (!row) throw new CatalogueFault('not-found', 'There is no such step in the history.', { txn: uuid });
  if (sql(db, 'SELECT 1 FROM txn WHERE undoes_id = ?').get(row.id))
    throw new CatalogueFault('conflict', 'This step was taken back already: nothing was changed.', {
      txn: uuid,
    });
  return row;
}

/**
 * Gives every row of a transaction the values from before it, last change first.
 *
 * @throws CatalogueFault conflict where a row was changed since: nobody's later work is taken along
 */
export function undoTransaction(log: ChangeLog, transaction: Row) {
  const changes = readChanges(log.db, transaction.id as number);
  refuseLaterChanges(log.db, changes);
  for (const { table, id, old, new: made } of changes.toReversed()) {
    if (made === null) log.insert(table, { ...fromLogged(old!), id, rev: nextRev(log.db, table, id) });
    else if (old === null) {
      refuseOwned(log.db, table, id);
      log.remove(table, id);
    } else log.update(table, id, withoutUuid(fromLogged(old)));
  }
  const dumps = new Set(changes.filter(({ table }) => table === 'dump').map(({ id }) => id));
  for (const id of dumps) tellDump(log, id, transaction);
  return { summary: `Took back: ${String(transaction.summary)}` };
}

function tellDump(log: ChangeLog, id: number, transaction: Row): void {
  const { uuid, carrier_id } = sql(log.db, 'SELECT uuid, carrier_id FROM dump WHERE id = ?').get(id) as Row;
  const code = sql(log.db, 'SELECT code FROM carrier WHERE id = ?').get(carrier_id)?.code;
  log.tell({
    ...{ objectKind: 'dump', objectId: uuid as string, type: 'mem' },
    detail: `Given to ${code === undefined ? 'no carrier' : String(code)}: a step was taken back (${String(transaction.summary)})`,
  });
}

type Changes = ReturnType<typeof readChanges>;

function refuseLaterChanges(db: ReadableDb, changes: Changes): void {
  const last = new Map(changes.map((change) => [`${change.table} ${change.id}`, change]));
  for (const { table, id, new: made } of last.values()) {
    if (loggedRow(db, table, id) === made) continue;
    const later = sql(
      db,
      `SELECT summary, at FROM change JOIN txn ON txn.id = txn_id WHERE table_name = ? AND row_id = ?
       ORDER BY change.id DESC LIMIT 1`,
    ).get(table, id);
    throw new CatalogueFault(
      'conflict',
      `This step cannot be taken back any more: the ${rowWords[table]} ${nameOf(db, table, id, made)} was changed after it (${String(later?.summary ?? 'by a recording')}). Nothing was changed; take that back first.`,
      { table, row: id },
    );
  }
}

/** Owners of these have no foreign key to refuse by. */
function refuseOwned(db: ReadableDb, table: LoggedTable, id: number): void {
  if (table !== 'carrier' && table !== 'item') return;
  const owned = ['identifier', 'asset'].some((owner) =>
    sql(db, `SELECT 1 FROM ${owner} WHERE owner_kind = ? AND owner_id = ?`).get(table, id),
  );
  const dumped = table === 'carrier' && sql(db, 'SELECT 1 FROM dump WHERE carrier_id = ?').get(id);
  if (!owned && !dumped) return;
  throw new CatalogueFault(
    'conflict',
    `This step cannot be taken back any more: the ${rowWords[table]} ${nameOf(db, table, id, null)} has ${dumped ? 'dumps' : 'identifiers or photos'} since. Nothing was changed.`,
    { table, row: id },
  );
}

function nameOf(db: ReadableDb, table: LoggedTable, id: number, logged: string | null): string {
  const row =
    sql(db, `SELECT * FROM ${table} WHERE id = ?`).get(id) ?? (logged ? (JSON.parse(logged) as Row) : {});
  return String(row.code ?? row.title ?? row.name ?? row.value ?? '').trim();
}

/** A row that comes back is newer than any other catalogue saw it. */
function nextRev(db: ReadableDb, table: LoggedTable, id: number): number {
  const { n } = sql(db, 'SELECT count(*) AS n FROM change WHERE table_name = ? AND row_id = ?').get(
    table,
    id,
  ) as Row;
  return (n as number) + 1;
}

function withoutUuid({ uuid, ...values }: ReturnType<typeof fromLogged>) {
  return values;
}
