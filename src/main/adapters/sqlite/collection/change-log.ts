/**
 * Every decision of a person is one transaction: rows change together, what they were and are is kept, and the chain of
 * events tells it with a hash over those changes. So a decision can be taken back, and none can be forged.
 */

import type { ChangeResult } from '../../../../shared/model/collection.ts';
import { canonicalJson } from '../../../core/catalogue/canonical-json.ts';
import type { ChainEvent } from '../../../core/catalogue/event-chain.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import {
  type Connection,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
  type WritableDb,
} from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { appendChainEvents } from '../events.ts';
import { type LoggedTable, loggedColumns } from './logged-tables.ts';
import { newUuid } from './new-uuid.ts';
import { personId } from './persons.ts';
import { Touched } from './touched.ts';

export type Value = string | number | null | Uint8Array;
export type Values = Readonly<Record<string, Value>>;

/** Who decides; the time is now. */
export interface Author {
  readonly by: string;
}

export interface Decision extends Author {
  /** `create`, `edit`, `import` ...: what kind of step it was. */
  readonly kind: string;
  readonly undoes?: number;
}

/** An event about one object, told together with the transaction. */
export type ObjectEvent = Pick<ChainEvent, 'objectKind' | 'objectId' | 'type' | 'detail'>;

interface Change {
  readonly table: LoggedTable;
  readonly id: number;
  readonly old: string | null;
  readonly new: string | null;
}

export class ChangeLog {
  readonly db: WritableDb;
  readonly touched = new Touched();
  readonly changes: Change[] = [];
  readonly events: ObjectEvent[] = [];

  constructor(db: WritableDb) {
    this.db = db;
  }

  /** @returns the new row's id; `values` may name an id and a uuid, as an undo does */
  insert(table: LoggedTable, values: Values): number {
    const columns: Values = { uuid: newUuid(), rev: 1, ...values };
    const names = Object.keys(columns);
    const { lastInsertRowid } = sql(
      this.db,
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    ).run(columns);
    const id = Number(lastInsertRowid);
    this.#add(table, id, null, loggedRow(this.db, table, id));
    return id;
  }

  /** @returns whether anything is different now */
  update(table: LoggedTable, id: number, values: Values): boolean {
    const old = loggedRow(this.db, table, id);
    if (old === null) throw gone(table, id);
    const known = JSON.parse(old) as Values;
    const changed = Object.entries(values).filter(([name, value]) => known[name] !== toJson(value));
    if (changed.length === 0) return false;
    // It stands for no carrier until it is known again which one of that carrier's dumps does.
    if (table === 'dump') sql(this.db, 'UPDATE dump SET preferred = 0 WHERE id = ?').run(id);
    const sets = changed.map(([name]) => `${name} = @${name}`).join(', ');
    sql(this.db, `UPDATE ${table} SET ${sets}, rev = rev + 1 WHERE id = @id`).run({
      ...Object.fromEntries(changed),
      id,
    });
    this.#add(table, id, old, loggedRow(this.db, table, id));
    return true;
  }

  remove(table: LoggedTable, id: number): void {
    const old = loggedRow(this.db, table, id);
    if (old === null) throw gone(table, id);
    this.touched.row(this.db, table, id, JSON.parse(old) as Values);
    sql(this.db, `DELETE FROM ${table} WHERE id = ?`).run(id);
    this.changes.push({ table, id, old, new: null });
  }

  tell(event: ObjectEvent): void {
    this.events.push(event);
  }

  #add(table: LoggedTable, id: number, old: string | null, changed: string | null): void {
    if (old !== null) this.touched.row(this.db, table, id, JSON.parse(old) as Values);
    if (changed !== null) this.touched.row(this.db, table, id, JSON.parse(changed) as Values);
    this.changes.push({ table, id, old, new: changed });
  }
}

/** What is kept of a row, as one text; null where there is none. uuid comes along, so that an undo can give it back. */
export function loggedRow(db: ReadableDb, table: LoggedTable, id: number): string | null {
  const columns = ['uuid', ...loggedColumns[table]];
  const row = sql(db, `SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`).get(id);
  if (!row) return null;
  // Whose turn it is at a drive is no decision, and keeps none from being taken back.
  const kept = table === 'batch_entry' && row.state === 'next' ? { ...row, state: 'waiting' } : row;
  return canonicalJson(Object.fromEntries(columns.map((name) => [name, toJson(kept[name] as Value)])));
}

/** Blobs are kept as `x` and their hex digits. */
export function toJson(value: Value): string | number | null {
  return value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : value;
}

/** The values of a kept row, as they go back into the table. */
export function fromLogged(json: string): Values {
  const row = JSON.parse(json) as Record<string, string | number | null>;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromJson(name, value)]));
}

/** A kept value as its column has it. */
export function fromJson(column: string, value: string | number | null): Value {
  const blob = typeof value === 'string' ? /^x'([0-9a-f]*)'$/.exec(value) : null;
  return column === 'sha256' && blob ? Buffer.from(blob[1]!, 'hex') : value;
}

/**
 * Runs one decision. All of it happens or nothing; where nothing is different afterwards, nothing is recorded.
 *
 * @param work returns the sentence that stands in the history
 */
export function decide<T extends object>(
  connection: Connection,
  decision: Decision,
  sha256: Sha256,
  work: (log: ChangeLog) => { readonly summary: string; readonly more?: T },
): ChangeResult & T {
  return inWriteTransaction(connection, (db) => decideWithin(db, decision, sha256, work));
}

export function decideWithin<T extends object>(
  db: WritableDb,
  decision: Decision,
  sha256: Sha256,
  work: (log: ChangeLog) => { readonly summary: string; readonly more?: T },
): ChangeResult & T {
  const log = new ChangeLog(db);
  const { summary, more = {} as T } = refusingConstraints(() => work(log));
  if (log.changes.length === 0) return { txn: null, summary: 'Nothing was different.', changed: 0, ...more };
  const txn = newUuid();
  const at = timestamp(new Date());
  const { lastInsertRowid } = sql(
    db,
    'INSERT INTO txn (uuid, at, agent_id, kind, summary, undoes_id) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(txn, at, personId(db, decision.by), decision.kind, summary, decision.undoes ?? null);
  const txnId = Number(lastInsertRowid);
  for (const change of log.changes) {
    sql(db, 'INSERT INTO change (txn_id, table_name, row_id, old_json, new_json) VALUES (?, ?, ?, ?, ?)').run(
      ...[txnId, change.table, change.id, change.old, change.new],
    );
  }
  const told: ObjectEvent = {
    ...{ objectKind: 'transaction', objectId: txn, type: 'mem' },
    detail: transactionDetail(summary, decision.by, changesHash(log.changes, sha256)),
  };
  const events = [told, ...log.events].map((event) => ({
    ...event,
    uuid: newUuid(),
    at,
    outcome: 'success',
  }));
  appendChainEvents(db, events, sha256);
  log.touched.settle(db);
  return {
    txn,
    summary,
    changed: new Set(log.changes.map(({ table, id }) => `${table} ${id}`)).size,
    ...more,
  };
}

/** The event of a transaction; a check makes it again from the rows. */
export function transactionDetail(summary: string, by: string, hash: string): string {
  return `${summary} By ${by}. Changes SHA-256 ${hash}.`;
}

export function changesHash(
  changes: readonly { table: string; id: number; old: string | null; new: string | null }[],
  sha256: Sha256,
): string {
  const text = canonicalJson(changes.map(({ table, id, old, new: changed }) => [table, id, old, changed]));
  return Buffer.from(sha256(Buffer.from(text, 'utf8'))).toString('hex');
}

/** The changes of a transaction in their order. */
export function readChanges(db: ReadableDb, txnId: number): Change[] {
  return sql(db, 'SELECT table_name, row_id, old_json, new_json FROM change WHERE txn_id = ? ORDER BY id')
    .all(txnId)
    .map((row: Row) => ({
      table: row.table_name as LoggedTable,
      id: row.row_id as number,
      old: row.old_json as string | null,
      new: row.new_json as string | null,
    }));
}

/** What the tables themselves refuse, in words. */
function refusingConstraints<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = String((error as { code?: unknown }).code ?? '');
    const message = error instanceof Error ? error.message : '';
    if (code === 'SQLITE_CONSTRAINT_UNIQUE') {
      throw new CatalogueFault('conflict', uniqueWords(message), { constraint: message });
    }
    if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
      throw new CatalogueFault(
        'conflict',
        'Something else still belongs to it: nothing was changed. Move or remove that first.',
        { constraint: message },
      );
    }
    throw error;
  }
}

function uniqueWords(message: string): string {
  if (message.includes('carrier_in_item'))
    return 'The item has a carrier of that number, side and copy already: nothing was changed. Give it another copy number.';
  if (/\.code\b/.test(message)) return 'That code is taken: nothing was changed. Choose another.';
  if (message.includes('identifier')) return 'That identifier is there already: nothing was changed.';
  if (message.includes('asset')) return 'That photo is there already: nothing was changed.';
  return 'That is there already: nothing was changed.';
}

function gone(table: LoggedTable, id: number): CatalogueFault {
  return new CatalogueFault('not-found', 'Someone removed it in the meantime: nothing was changed.', {
    table,
    id,
  });
}
