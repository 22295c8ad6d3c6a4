/** Rows of a table as carriers, what they belong to being made where it is not there: one transaction. */

import type { TablePreview } from '../../../../shared/model/carrier-table.ts';
import type { CarrierPatch } from '../../../../shared/model/collection.ts';
import type { CarrierRow, NamedItem, RefusedRow } from '../../../core/csv/carrier-rows.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, sql } from '../database.ts';
import type { ChangeLog } from './change-log.ts';
import { addCarrier, applyPatch, previewPatch } from './edit-carriers.ts';

const mostTold = 100;
const mostShown = 50;

type Plan = Pick<TablePreview, 'counts' | 'makes' | 'refused' | 'rows'>;

/** What an import would do, without doing it. */
export function previewTable(
  db: ReadableDb,
  rows: readonly CarrierRow[],
  refused: readonly RefusedRow[],
): Plan {
  const makes = { items: new Set<string>(), collections: new Set<string>(), locations: new Set<string>() };
  const counts = { new: 0, changed: 0, same: 0, refused: refused.length };
  const shown: TablePreview['rows'] = [];
  for (const row of rows) {
    if (row.collection !== null && !coded(db, 'collection', row.collection))
      makes.collections.add(row.collection);
    if (row.location !== null && !coded(db, 'location', row.location)) makes.locations.add(row.location);
    const item = row.item && findNamedItem(db, row.item);
    if (row.item && !item) makes.items.add(itemTitle(row.item));
    const present = carrierOf(db, row.code);
    const changes = present ? previewPatch(db, present, row.patch) : [];
    const moves = present ? movesOf(db, present, row).map(([field, to]) => ({ field, from: null, to })) : [];
    const does = !present ? 'new' : changes.length + moves.length > 0 ? 'changed' : 'same';
    counts[does]++;
    if (does === 'same' || shown.length >= mostShown) continue;
    shown.push({ line: row.line, code: row.code, does, changes: [...changes, ...moves] });
  }
  return {
    counts,
    makes: { items: [...makes.items], collections: [...makes.collections], locations: [...makes.locations] },
    refused: refused.slice(0, mostTold),
    rows: shown,
  };
}

/** @throws CatalogueFault with the line where a row contradicts what is there; nothing is imported then */
export function importTable(log: ChangeLog, rows: readonly CarrierRow[], fileName: string) {
  let made = 0;
  let changed = 0;
  for (const row of rows) {
    try {
      const patch = { ...row.patch, ...referencesOf(log, row) };
      const present = carrierOf(log.db, row.code);
      const before = log.changes.length;
      if (present) applyPatch(log, present, patch);
      else addCarrier(log, { ...patch, code: row.code });
      if (!present) made++;
      else if (log.changes.length > before) changed++;
    } catch (error) {
      throw inLine(error, row.line);
    }
  }
  return {
    summary: `Imported ${fileName}: ${made} carriers made, ${changed} changed.`,
    more: { made, edited: changed },
  };
}

function inLine(error: unknown, line: number): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const isOurs =
    error instanceof CatalogueFault ||
    String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT');
  if (!isOurs) return error;
  const words =
    error instanceof CatalogueFault
      ? message
      : 'the item has a carrier of that number, side and copy already';
  return new CatalogueFault(
    'conflict',
    `Line ${line} of the table cannot be imported: ${words} Nothing was imported.`,
    { line },
  );
}

/** The item, collection and location a row names, made where they are not there. */
function referencesOf(
  log: ChangeLog,
  row: CarrierRow,
): Pick<CarrierPatch, 'item' | 'collection' | 'location'> {
  const place = (table: 'collection' | 'location', code: string) => {
    if (!coded(log.db, table, code))
      log.insert(table, { code, ...(table === 'location' ? { kind: 'box' } : {}) });
    return code;
  };
  const collection = row.collection === null ? undefined : place('collection', row.collection);
  const location = row.location === null ? undefined : place('location', row.location);
  const item = row.item === null ? undefined : itemUuid(log, row.item);
  return {
    ...(collection === undefined ? {} : { collection }),
    ...(location === undefined ? {} : { location }),
    ...(item === undefined ? {} : { item }),
  };
}

function itemUuid(log: ChangeLog, named: NamedItem): string {
  const present = findNamedItem(log.db, named);
  if (present) return present.uuid as string;
  const id = log.insert('item', {
    title: itemTitle(named),
    call_number: named.callNumber,
    accession_no: named.accessionNo,
  });
  return sql(log.db, 'SELECT uuid FROM item WHERE id = ?').get(id)?.uuid as string;
}

function itemTitle({ title, callNumber, accessionNo }: NamedItem): string {
  return title ?? callNumber ?? accessionNo ?? '';
}

/** By its call number, else its accession number, else its title. */
function findNamedItem(db: ReadableDb, { title, callNumber, accessionNo }: NamedItem) {
  if (callNumber !== null)
    return sql(db, 'SELECT id, uuid FROM item WHERE call_number = ? LIMIT 1').get(callNumber);
  if (accessionNo !== null && title === null)
    return sql(db, 'SELECT id, uuid FROM item WHERE accession_no = ? LIMIT 1').get(accessionNo);
  return sql(
    db,
    'SELECT id, uuid FROM item WHERE title = ? COLLATE NOCASE AND accession_no IS ? LIMIT 1',
  ).get(title, accessionNo);
}

function carrierOf(db: ReadableDb, code: string) {
  return sql(db, 'SELECT * FROM carrier WHERE code = ? COLLATE NOCASE').get(code);
}

function coded(db: ReadableDb, table: 'collection' | 'location', code: string) {
  return sql(db, `SELECT id FROM ${table} WHERE code = ?`).get(code);
}

function movesOf(db: ReadableDb, present: Record<string, unknown>, row: CarrierRow): [string, string][] {
  const moves: [string, string][] = [];
  if (row.collection !== null && coded(db, 'collection', row.collection)?.id !== present.collection_id)
    moves.push(['collection', row.collection]);
  if (row.location !== null && coded(db, 'location', row.location)?.id !== present.location_id)
    moves.push(['location', row.location]);
  if (row.item && findNamedItem(db, row.item)?.id !== present.item_id)
    moves.push(['item', itemTitle(row.item)]);
  return moves;
}
