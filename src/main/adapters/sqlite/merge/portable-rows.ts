/** Rows of one catalogue in the terms of any: what they point to by uuid, and what they were before. */
import type { RowHistory, RowValue, RowValues } from '../../../core/catalogue/merge-row.ts';
import { type LoggedTable, loggedColumns } from '../collection/logged-tables.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

/** What is merged, in the order that lets each point to what came before. Batches are of one station. */
export const mergedTables = [
  ...['collection', 'location', 'item', 'tag', 'saved_view', 'carrier', 'identifier', 'carrier_tag'],
  'deliberate_range',
] as const satisfies readonly LoggedTable[];
export type MergedTable = (typeof mergedTables)[number];

type Target = 'collection' | 'location' | 'item' | 'carrier' | 'tag' | 'dump';

const references: Readonly<Partial<Record<MergedTable, Readonly<Record<string, Target>>>>> = {
  collection: { parent_id: 'collection' },
  location: { parent_id: 'location' },
  item: { collection_id: 'collection' },
  carrier: {
    ...{ item_id: 'item', collection_id: 'collection', location_id: 'location' },
    ...{ chosen_dump_id: 'dump', signed_off_dump_id: 'dump' },
  },
  carrier_tag: { carrier_id: 'carrier', tag_id: 'tag' },
  deliberate_range: { dump_id: 'dump' },
};

/** When a row was made says nothing of what it describes. */
const notCompared = new Set(['created_ms']);

export function columnsOf(table: MergedTable): string[] {
  return loggedColumns[table].filter((column) => !notCompared.has(column));
}

function targetOf(table: MergedTable, column: string, row: Row): Target | null {
  if (table === 'identifier' && column === 'owner_id') return row.owner_kind as Target;
  return references[table]?.[column] ?? null;
}

export interface PortableRow extends RowHistory {
  readonly id: number;
  readonly uuid: string;
}

/** @param alias uuids of the other catalogue whose row here has a uuid of its own */
export function portableValues(
  db: ReadableDb,
  table: MergedTable,
  row: Row,
  alias: ReadonlyMap<string, string>,
): RowValues {
  return Object.fromEntries(
    columnsOf(table).map((column) => {
      const value = (row[column] ?? null) as RowValue;
      const target = targetOf(table, column, row);
      if (target === null || value === null) return [column, value];
      const uuid = sql(db, `SELECT uuid FROM ${target} WHERE id = ?`).get(value)?.uuid as string | undefined;
      return [column, uuid === undefined ? null : (alias.get(uuid) ?? uuid)];
    }),
  );
}

/** The same values with the ids of this catalogue; a reference to what is not here is left out. */
export function localValues(
  db: ReadableDb,
  table: MergedTable,
  whole: RowValues,
  values: RowValues,
): RowValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([column, value]) => {
      const target = targetOf(table, column, whole);
      if (target === null || value === null) return [[column, value]];
      const id = sql(db, `SELECT id FROM ${target} WHERE uuid = ?`).get(value)?.id as number | undefined;
      return id === undefined ? [] : [[column, id]];
    }),
  );
}

export function* portableRows(
  db: ReadableDb,
  table: MergedTable,
  alias: ReadonlyMap<string, string>,
): Generator<PortableRow> {
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY id`).all() as Row[])
    yield portableRow(db, table, row, alias);
}

export function portableRow(
  db: ReadableDb,
  table: MergedTable,
  row: Row,
  alias: ReadonlyMap<string, string>,
): PortableRow {
  const before = sql(
    db,
    'SELECT old_json, new_json FROM change WHERE table_name = ? AND row_id = ? ORDER BY id',
  )
    .all(table, row.id)
    .flatMap(({ old_json, new_json }) => [old_json, new_json])
    .filter((json): json is string => json !== null)
    .map((json) => portableValues(db, table, JSON.parse(json) as Row, alias));
  return {
    id: row.id as number,
    uuid: row.uuid as string,
    states: [...before, portableValues(db, table, row, alias)],
  };
}

/** What two catalogues that made the same thing apart know it by. */
export function sameRowHere(db: ReadableDb, table: MergedTable, values: RowValues, uuid: string): Row | null {
  const byUuid = sql(db, `SELECT * FROM ${table} WHERE uuid = ?`).get(uuid);
  if (byUuid) return byUuid;
  const natural: Partial<Record<MergedTable, readonly string[]>> = {
    ...{ collection: ['code'], location: ['code'], carrier: ['code'], tag: ['name'], saved_view: ['name'] },
    ...{ identifier: ['owner_kind', 'owner_id', 'scheme', 'value'], carrier_tag: ['carrier_id', 'tag_id'] },
    deliberate_range: ['dump_id', 'lba_start'],
  };
  const keys = natural[table];
  if (!keys) return null;
  const local = localValues(db, table, values, Object.fromEntries(keys.map((key) => [key, values[key]!])));
  if (Object.keys(local).length < keys.length) return null;
  const where = keys.map((key) => `${key} = @${key}`).join(' AND ');
  return sql(db, `SELECT * FROM ${table} WHERE ${where}`).get(local) ?? null;
}

/** A row nobody described, by the defaults of its table. */
export function bareValues(db: ReadableDb, table: MergedTable, like: RowValues): RowValues {
  const defaults = new Map(
    (sql(db, `SELECT name, dflt_value FROM pragma_table_info('${table}')`).all() as Row[]).map((column) => [
      column.name as string,
      defaultOf(column.dflt_value as string | null),
    ]),
  );
  const keys = new Set(['code', 'name', 'owner_kind', 'owner_id', 'scheme', 'value', 'kind']);
  return Object.fromEntries(
    Object.keys(like).map((column) => [
      column,
      keys.has(column) && table !== 'item' ? like[column]! : (defaults.get(column) ?? null),
    ]),
  );
}

function defaultOf(text: string | null): RowValue {
  if (text === null || text === 'NULL') return null;
  return text.startsWith("'") ? text.slice(1, -1) : Number(text);
}
