/** Rows of one catalogue in the terms of any: what they point to by uuid, and what they were before. */
import type { RowHistory, RowValue, RowValues } from '../../../core/catalogue/merge-row.ts';
import { fromJson, toJson, type Value, type Values } from '../collection/change-log.ts';
import { type LoggedTable, loggedColumns } from '../collection/logged-tables.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

/** What is merged, in the order that lets each point to what came before. */
export const mergedTables = [
  ...['collection', 'location', 'item', 'tag', 'saved_view', 'carrier', 'identifier', 'carrier_tag', 'asset'],
  ...['batch', 'batch_entry', 'deliberate_range'],
] as const satisfies readonly LoggedTable[];
export type MergedTable = (typeof mergedTables)[number];

type Target = 'collection' | 'location' | 'item' | 'carrier' | 'tag' | 'dump' | 'batch';

const references: Readonly<Partial<Record<MergedTable, Readonly<Record<string, Target>>>>> = {
  collection: { parent_id: 'collection' },
  location: { parent_id: 'location' },
  item: { collection_id: 'collection' },
  carrier: {
    ...{ item_id: 'item', collection_id: 'collection', location_id: 'location' },
    ...{ chosen_dump_id: 'dump', signed_off_dump_id: 'dump' },
  },
  carrier_tag: { carrier_id: 'carrier', tag_id: 'tag' },
  batch_entry: { batch_id: 'batch', carrier_id: 'carrier' },
  deliberate_range: { dump_id: 'dump' },
};

/** When a row was made says nothing of what it describes, nor does the small picture a browser made. */
const notCompared = new Set(['created_ms', 'added_at', 'thumbnail_path']);

export function columnsOf(table: MergedTable): string[] {
  return loggedColumns[table].filter((column) => !notCompared.has(column));
}

/** What comes along with a row of the other catalogue, though nobody compares it. */
const carried: Readonly<Partial<Record<MergedTable, readonly string[]>>> = {
  asset: ['added_at', 'thumbnail_path'],
  batch_entry: ['drive', 'started_at', 'ended_at'],
};

export function carriedValues(other: ReadableDb, table: MergedTable, uuid: string): Values {
  const columns = carried[table];
  if (!columns) return {};
  return sql(other, `SELECT ${columns.join(', ')} FROM ${table} WHERE uuid = ?`).get(uuid) as Values;
}

function targetOf(table: MergedTable, column: string, row: Row): Target | null {
  if ((table === 'identifier' || table === 'asset') && column === 'owner_id') return row.owner_kind as Target;
  return references[table]?.[column] ?? null;
}

export interface PortableRow extends RowHistory {
  readonly id: number;
  readonly uuid: string;
  readonly rev: number;
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
      const value = toJson((row[column] ?? null) as Value);
      const target = targetOf(table, column, row);
      if (target === null || value === null) return [column, settled(table, column, value)];
      const uuid = uuidOf(db, target, value);
      return [column, uuid === null ? null : (alias.get(uuid) ?? uuid)];
    }),
  );
}

/** A line that is at work has come no further than one that waits, for all that another catalogue can know. */
function settled(table: MergedTable, column: string, value: RowValue): RowValue {
  const isAtWork = table === 'batch_entry' && column === 'state' && (value === 'next' || value === 'reading');
  return isAtWork ? 'waiting' : value;
}

/** Of a row that is there, or of the last one that was. */
function uuidOf(db: ReadableDb, target: Target, id: RowValue): string | null {
  const row =
    sql(db, `SELECT uuid FROM ${target} WHERE id = ?`).get(id) ??
    sql(
      db,
      `SELECT old_json ->> '$.uuid' AS uuid FROM change
       WHERE table_name = ? AND row_id = ? AND new_json IS NULL ORDER BY id DESC LIMIT 1`,
    ).get(target, id);
  return (row?.uuid as string | undefined) ?? null;
}

/** The same values with the ids of this catalogue; a reference to what is not here is left out. */
export function localValues(db: ReadableDb, table: MergedTable, whole: RowValues, values: RowValues): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([column, value]): [string, Value][] => {
      const target = targetOf(table, column, whole);
      if (target === null || value === null) return [[column, fromJson(column, value)]];
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
  const before = [...decidedStates(db, table, row), ...passedStates(db, table, row)];
  return {
    id: row.id as number,
    uuid: row.uuid as string,
    rev: row.rev as number,
    states: [...before, row].map((state) => portableValues(db, table, state, alias)),
  };
}

/** Ids are used again: only what was kept of this very row. */
function decidedStates(db: ReadableDb, table: MergedTable, { id, uuid }: Row): Row[] {
  return sql(db, 'SELECT old_json, new_json FROM change WHERE table_name = ? AND row_id = ? ORDER BY id')
    .all(table, id)
    .flatMap(({ old_json, new_json }) => [old_json, new_json])
    .filter((json): json is string => json !== null)
    .map((json) => JSON.parse(json) as Row)
    .filter((state) => state.uuid === uuid);
}

/** How far the line of a batch had come: no decisions, so the history does not have them. */
function passedStates(db: ReadableDb, table: MergedTable, row: Row): Row[] {
  if (table !== 'batch_entry') return [];
  return sql(db, 'SELECT * FROM batch_entry_past WHERE entry_uuid = ? ORDER BY id')
    .all(row.uuid)
    .map((past) => ({ ...row, ...past, id: row.id }));
}

/** What two catalogues that made the same thing apart know it by. */
export function sameRowHere(db: ReadableDb, table: MergedTable, values: RowValues, uuid: string): Row | null {
  const byUuid = sql(db, `SELECT * FROM ${table} WHERE uuid = ?`).get(uuid);
  if (byUuid) return byUuid;
  const natural: Partial<Record<MergedTable, readonly string[]>> = {
    ...{ collection: ['code'], location: ['code'], carrier: ['code'], tag: ['name'], saved_view: ['name'] },
    ...{ identifier: ['owner_kind', 'owner_id', 'scheme', 'value'], carrier_tag: ['carrier_id', 'tag_id'] },
    ...{ asset: ['owner_kind', 'owner_id', 'sha256'], deliberate_range: ['dump_id', 'lba_start'] },
  };
  const keys = natural[table];
  if (!keys) return null;
  const local = localValues(db, table, values, Object.fromEntries(keys.map((key) => [key, values[key]!])));
  if (Object.keys(local).length < keys.length) return null;
  const where = keys.map((key) => `${key} = @${key}`).join(' AND ');
  return sql(db, `SELECT * FROM ${table} WHERE ${where}`).get(local) ?? null;
}

/** What a row is made with, whoever makes it. */
const given: Readonly<Partial<Record<MergedTable, readonly string[]>>> = {
  ...{ collection: ['code'], location: ['code', 'kind'], carrier: ['code'], tag: ['name'] },
  saved_view: ['name'],
  identifier: ['owner_kind', 'owner_id', 'scheme', 'value'],
  asset: ['owner_kind', 'owner_id', 'sha256', 'path', 'media_type', 'size_bytes', 'width', 'height'],
  batch: ['name', 'operator', 'template', 'directory', 'options_json', 'settings_json', 'opened_at'],
  batch_entry: ['batch_id', 'position', 'carrier_id'],
};

/** A row nobody described, by the defaults of its table. */
export function bareValues(db: ReadableDb, table: MergedTable, like: RowValues): RowValues {
  const defaults = new Map(
    (sql(db, `SELECT name, dflt_value FROM pragma_table_info('${table}')`).all() as Row[]).map((column) => [
      column.name as string,
      defaultOf(column.dflt_value as string | null),
    ]),
  );
  if (table === 'batch') defaults.set('state', 'open');
  if (table === 'batch_entry') defaults.set('state', 'waiting');
  const keys = new Set<string>(given[table]);
  return Object.fromEntries(
    Object.keys(like).map((column) => [
      column,
      keys.has(column) ? like[column]! : (defaults.get(column) ?? null),
    ]),
  );
}

function defaultOf(text: string | null): RowValue {
  if (text === null || text === 'NULL') return null;
  return text.startsWith("'") ? text.slice(1, -1) : Number(text);
}
