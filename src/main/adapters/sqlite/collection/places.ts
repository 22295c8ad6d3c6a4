/** Collections and locations: trees of coded rows. */
import type {
  Collection,
  CollectionFields,
  CollectionPatch,
  Location,
  LocationFields,
  LocationPatch,
} from '../../../../shared/model/collection.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { ChangeLog, Values } from './change-log.ts';
import { type CodedTable, codedId, findCoded } from './find-rows.ts';

export function listCollections(db: ReadableDb): Collection[] {
  return sql(
    db,
    `SELECT collection.*, parent.code AS parent_code,
       (SELECT count(*) FROM carrier WHERE carrier.collection_id = collection.id)
       + (SELECT count(*) FROM item JOIN carrier ON carrier.item_id = item.id
          WHERE item.collection_id = collection.id AND carrier.collection_id IS NULL) AS carrier_count
     FROM collection LEFT JOIN collection AS parent ON parent.id = collection.parent_id ORDER BY collection.code`,
  )
    .all()
    .map((row) => ({
      uuid: row.uuid as string,
      rev: row.rev as number,
      code: row.code as string,
      title: row.title as string,
      note: row.note as string,
      parent: row.parent_code as string | null,
      carriers: row.carrier_count as number,
    }));
}

export function listLocations(db: ReadableDb): Location[] {
  return sql(
    db,
    `SELECT location.*, parent.code AS parent_code,
       (SELECT count(*) FROM carrier WHERE location_id = location.id) AS carrier_count
     FROM location LEFT JOIN location AS parent ON parent.id = location.parent_id ORDER BY location.code`,
  )
    .all()
    .map((row) => ({
      uuid: row.uuid as string,
      rev: row.rev as number,
      code: row.code as string,
      kind: row.kind as Location['kind'],
      note: row.note as string,
      parent: row.parent_code as string | null,
      carriers: row.carrier_count as number,
    }));
}

/** Fields of either; what is undefined is left out. */
function valuesOf(db: ReadableDb, table: CodedTable, fields: CollectionPatch & LocationPatch): Values {
  const { code, title, kind, note, parent } = fields;
  const parentId = parent === undefined ? undefined : codedId(db, table, parent);
  const values = { code, title, kind, note, parent_id: parentId };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

export function createPlace(log: ChangeLog, table: CodedTable, fields: CollectionFields | LocationFields) {
  refuseTaken(log.db, table, fields.code, null);
  log.insert(table, valuesOf(log.db, table, fields));
  return { summary: `Made the ${table} ${fields.code}.` };
}

export function editPlace(
  log: ChangeLog,
  table: CodedTable,
  code: string,
  fields: CollectionPatch | LocationPatch,
) {
  const row = findCoded(log.db, table, code);
  const id = row.id as number;
  const values = valuesOf(log.db, table, fields);
  if (fields.code !== undefined) refuseTaken(log.db, table, fields.code, id);
  if (typeof values.parent_id === 'number') refuseLoop(log.db, table, row, values.parent_id);
  log.update(table, id, values);
  return { summary: `Edited the ${table} ${fields.code ?? code}.` };
}

export function removePlace(log: ChangeLog, table: CodedTable, code: string) {
  log.remove(table, findCoded(log.db, table, code).id as number);
  return { summary: `Removed the ${table} ${code}.` };
}

function refuseTaken(db: ReadableDb, table: CodedTable, code: string, except: number | null): void {
  const taken = sql(db, `SELECT code FROM ${table} WHERE code = ? AND id IS NOT ?`).get(code, except);
  if (!taken) return;
  throw new CatalogueFault(
    'conflict',
    `There is a ${table} ${String(taken.code)} already: nothing was changed.`,
    {
      code,
    },
  );
}

/** A shelf in its own box has no place at all. */
function refuseLoop(db: ReadableDb, table: CodedTable, row: Row, parentId: number): void {
  const above = sql(
    db,
    `WITH RECURSIVE up (id) AS (VALUES (?) UNION SELECT parent_id FROM ${table} JOIN up ON ${table}.id = up.id
       WHERE parent_id IS NOT NULL) SELECT 1 FROM up WHERE id = ?`,
  ).get(parentId, row.id);
  if (!above) return;
  throw new CatalogueFault(
    'bad-request',
    `The ${table} ${String(row.code)} cannot be part of itself: nothing was changed.`,
    { code: row.code as string },
  );
}
