/** Items: publications and boxes that carriers belong to. */
import type { Item, ItemFields, ItemPatch } from '../../../../shared/model/collection.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { ChangeLog, Values } from './change-log.ts';
import { codedId, findItem } from './find-rows.ts';

const selectItem = `
  SELECT item.*, collection.code AS collection_code,
    (SELECT count(*) FROM carrier WHERE item_id = item.id) AS carrier_count
  FROM item LEFT JOIN collection ON collection.id = collection_id`;

function toItem(row: Row): Item {
  const text = (column: string) => row[column] as string | null;
  return {
    uuid: row.uuid as string,
    rev: row.rev as number,
    title: row.title as string,
    collection: text('collection_code'),
    callNumber: text('call_number'),
    accessionNo: text('accession_no'),
    dateText: text('date_text'),
    dateFrom: text('date_from'),
    dateTo: text('date_to'),
    rights: text('rights'),
    note: row.note as string,
    carriers: row.carrier_count as number,
  };
}

/** @throws CatalogueFault not-found */
export function readItem(db: ReadableDb, uuid: string): Item {
  return toItem(sql(db, `${selectItem} WHERE item.id = ?`).get(findItem(db, uuid).id) as Row);
}

/** By title; `query` is part of the title, or the whole call number or accession number. */
export function listItems(
  db: ReadableDb,
  query: string,
  after: string | null,
  limit: number,
): { items: Item[]; next: string | null } {
  const [title, uuid] = after === null ? ['', ''] : parseCursor(after);
  const rows = sql(
    db,
    `${selectItem} WHERE (item.title COLLATE NOCASE, item.uuid) > (@title COLLATE NOCASE, @uuid)
       AND (@query = '' OR instr(lower(item.title), lower(@query)) > 0 OR call_number = @query OR accession_no = @query)
     ORDER BY item.title COLLATE NOCASE, item.uuid LIMIT @limit`,
  ).all({ title, uuid, query: query.trim(), limit: limit + 1 });
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? JSON.stringify([last.title, last.uuid]) : null };
}

function parseCursor(after: string): [title: string, uuid: string] {
  try {
    const parsed: unknown = JSON.parse(after);
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string')
      return [parsed[0], parsed[1]];
  } catch {
    // Told below.
  }
  throw new CatalogueFault('bad-request', 'The place to continue the list from was not understood.', {
    after,
  });
}

function itemValues(db: ReadableDb, fields: ItemPatch): Values {
  const values: Record<string, string | number | null> = {};
  if (fields.title !== undefined) values.title = fields.title;
  if (fields.collection !== undefined) values.collection_id = codedId(db, 'collection', fields.collection);
  if (fields.callNumber !== undefined) values.call_number = fields.callNumber;
  if (fields.accessionNo !== undefined) values.accession_no = fields.accessionNo;
  if (fields.dateText !== undefined) values.date_text = fields.dateText;
  if (fields.dateFrom !== undefined) values.date_from = fields.dateFrom;
  if (fields.dateTo !== undefined) values.date_to = fields.dateTo;
  if (fields.rights !== undefined) values.rights = fields.rights;
  if (fields.note !== undefined) values.note = fields.note;
  return values;
}

export function createItem(log: ChangeLog, fields: ItemFields) {
  const id = log.insert('item', itemValues(log.db, fields));
  const { uuid } = sql(log.db, 'SELECT uuid FROM item WHERE id = ?').get(id) as Row;
  return { summary: `Made the item ${fields.title}.`, more: { uuid: uuid as string } };
}

export function editItem(log: ChangeLog, uuid: string, rev: number | null, fields: ItemPatch) {
  const row = findItem(log.db, uuid);
  refuseOlder(row, rev);
  log.update('item', row.id as number, itemValues(log.db, fields));
  return { summary: `Edited the item ${fields.title ?? String(row.title)}.` };
}

export function removeItem(log: ChangeLog, uuid: string) {
  const row = findItem(log.db, uuid);
  for (const table of ['identifier', 'asset'] as const) {
    for (const owned of sql(log.db, `SELECT id FROM ${table} WHERE owner_kind = 'item' AND owner_id = ?`).all(
      row.id,
    ))
      log.remove(table, owned.id as number);
  }
  log.remove('item', row.id as number);
  return { summary: `Removed the item ${String(row.title)}.` };
}

/** @throws CatalogueFault conflict when someone changed the row since it was shown */
export function refuseOlder(row: Row, rev: number | null): void {
  if (rev === null || rev === row.rev) return;
  throw new CatalogueFault(
    'conflict',
    'Someone else changed it since it was shown: nothing was changed. Look at it again and repeat the change.',
    { rev, now: row.rev as number },
  );
}
