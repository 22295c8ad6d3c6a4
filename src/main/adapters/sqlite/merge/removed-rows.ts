/**
 * Rows people took out of a catalogue, by the uuids they had, as they were then. Who takes a merge back only wants the rows of
 * the other catalogue out of this one: such rows are not meant.
 */
import type { RowValues } from '../../../core/catalogue/merge-row.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { type MergedTable, portableValues } from './portable-rows.ts';

export function removedRows(
  db: ReadableDb,
  table: MergedTable,
  alias: ReadonlyMap<string, string>,
): ReadonlyMap<string, RowValues> {
  const rows = sql(
    db,
    `SELECT old_json FROM change JOIN txn ON txn.id = txn_id LEFT JOIN txn AS undone ON undone.id = txn.undoes_id
     WHERE table_name = ? AND new_json IS NULL AND undone.kind IS NOT 'merge-catalogue'
       AND NOT EXISTS (SELECT 1 FROM ${table} WHERE uuid = old_json ->> '$.uuid') ORDER BY change.id`,
  ).all(table);
  return new Map(
    rows.map(({ old_json }) => {
      const { uuid, ...row } = JSON.parse(old_json as string) as Row;
      return [uuid as string, portableValues(db, table, row, alias)];
    }),
  );
}

/** Photos and identifiers have no foreign key to keep what they hang on. */
export function isOwned(db: ReadableDb, table: MergedTable, id: number): boolean {
  if (table !== 'carrier' && table !== 'item') return false;
  return ['identifier', 'asset'].some((owned) =>
    sql(db, `SELECT 1 FROM ${owned} WHERE owner_kind = ? AND owner_id = ?`).get(table, id),
  );
}

export function sameValues(one: RowValues, other: RowValues): boolean {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].every((field) => (one[field] ?? null) === (other[field] ?? null));
}
