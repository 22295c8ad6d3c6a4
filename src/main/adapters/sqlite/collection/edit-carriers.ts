/** Carriers made and described by people. */
import type { CarrierPatch, EditPreview, NewCarrier } from '../../../../shared/model/collection.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { ChangeLog, Values } from './change-log.ts';
import { codedId, findCarrier, findItem, refuseTakenCode } from './find-rows.ts';
import { refuseOlder } from './items.ts';

/** Fields that go into a column as they are. */
const plainColumns = {
  code: 'code',
  sequence: 'seq_no',
  sequenceTotal: 'seq_total',
  side: 'side',
  copy: 'copy_no',
  kind: 'kind_manual',
  title: 'title_manual',
  manufacturer: 'manufacturer_manual',
  date: 'date_manual',
  labelText: 'label_text',
  condition: 'condition_code',
  conditionNote: 'condition_note',
  disposition: 'disposition',
  note: 'note',
} as const;

export function carrierValues(db: ReadableDb, patch: CarrierPatch): Values {
  const values: Record<string, string | number | null> = {};
  for (const [field, column] of Object.entries(plainColumns)) {
    const value = patch[field as keyof typeof plainColumns];
    if (value !== undefined) values[column] = value;
  }
  if (patch.writeProtected !== undefined)
    values.write_protect = patch.writeProtected === null ? null : Number(patch.writeProtected);
  if (patch.item !== undefined)
    values.item_id = patch.item === null ? null : (findItem(db, patch.item).id as number);
  if (patch.collection !== undefined) values.collection_id = codedId(db, 'collection', patch.collection);
  if (patch.location !== undefined) values.location_id = codedId(db, 'location', patch.location);
  return values;
}

/** @returns the new row's id */
export function addCarrier(log: ChangeLog, fields: NewCarrier): number {
  refuseTakenCode(log.db, fields.code);
  const id = log.insert('carrier', { ...carrierValues(log.db, fields), created_ms: Date.now() });
  applyLists(log, id, fields);
  return id;
}

export function createCarrier(log: ChangeLog, fields: NewCarrier) {
  addCarrier(log, fields);
  return { summary: `Made the carrier ${fields.code}.` };
}

export function createRun(log: ChangeLog, codes: readonly string[], fields: Omit<CarrierPatch, 'code'>) {
  for (const code of codes) addCarrier(log, { ...fields, code });
  const [first = '', last = ''] = [codes[0], codes.at(-1)];
  return {
    summary: `Made ${codes.length} carriers, ${first} to ${last}.`,
    more: { first, last, created: codes.length },
  };
}

export function editCarrier(log: ChangeLog, code: string, rev: number | null, patch: CarrierPatch) {
  const row = findCarrier(log.db, code);
  refuseOlder(row, rev);
  applyPatch(log, row, patch);
  return { summary: `Edited the carrier ${patch.code ?? String(row.code)}.` };
}

export function editCarriers(log: ChangeLog, codes: readonly string[], patch: Omit<CarrierPatch, 'code'>) {
  let edited = 0;
  for (const code of new Set(codes)) {
    const before = log.changes.length;
    applyPatch(log, findCarrier(log.db, code), patch);
    if (log.changes.length > before) edited++;
  }
  return { summary: `Edited ${edited} carriers.` };
}

/** A carrier that gets another code stays findable, and recordable, by the former one. */
export function applyPatch(log: ChangeLog, row: Row, patch: CarrierPatch): void {
  const id = row.id as number;
  if (patch.code !== undefined && patch.code !== row.code) {
    refuseTakenCode(log.db, patch.code, id);
    keepFormerCode(log, id, row.code as string);
  }
  log.update('carrier', id, carrierValues(log.db, patch));
  applyLists(log, id, patch);
}

export function keepFormerCode(log: ChangeLog, carrierId: number, code: string): void {
  addIdentifier(log, 'carrier', carrierId, { scheme: 'former-code', value: code, verified: true }, 'auto');
}

function applyLists(log: ChangeLog, id: number, patch: Omit<CarrierPatch, 'code'>): void {
  for (const name of patch.addTags ?? []) addTag(log, id, name.trim());
  for (const name of patch.removeTags ?? []) removeTag(log, id, name.trim());
  for (const identifier of patch.addIdentifiers ?? [])
    addIdentifier(log, 'carrier', id, identifier, 'operator');
}

function addTag(log: ChangeLog, carrierId: number, name: string): void {
  if (name === '') return;
  const present = sql(log.db, 'SELECT id FROM tag WHERE name = ?').get(name);
  const tagId = present ? (present.id as number) : log.insert('tag', { name });
  if (sql(log.db, 'SELECT 1 FROM carrier_tag WHERE carrier_id = ? AND tag_id = ?').get(carrierId, tagId))
    return;
  log.insert('carrier_tag', { carrier_id: carrierId, tag_id: tagId });
}

function removeTag(log: ChangeLog, carrierId: number, name: string): void {
  const row = sql(
    log.db,
    'SELECT carrier_tag.id FROM carrier_tag JOIN tag ON tag.id = tag_id WHERE carrier_id = ? AND name = ?',
  ).get(carrierId, name);
  if (row) log.remove('carrier_tag', row.id as number);
}

/** Where it is there already, a person's word makes it a person's. */
export function addIdentifier(
  log: ChangeLog,
  ownerKind: 'carrier' | 'item',
  ownerId: number,
  { scheme, value, verified }: { scheme: string; value: string; verified: boolean },
  source: string,
): void {
  const present = sql(
    log.db,
    'SELECT id, source, verified FROM identifier WHERE owner_kind = ? AND owner_id = ? AND scheme = ? AND value = ?',
  ).get(ownerKind, ownerId, scheme, value);
  if (!present) {
    log.insert('identifier', {
      owner_kind: ownerKind,
      owner_id: ownerId,
      ...{ scheme, value, source, verified: Number(verified) },
    });
  } else if (source === 'operator') {
    const isVerified = Number(verified || present.verified === 1);
    log.update('identifier', present.id as number, { source, verified: isVerified });
  }
}

export function removeIdentifier(log: ChangeLog, uuid: string) {
  const row = sql(log.db, 'SELECT id, scheme, value FROM identifier WHERE uuid = ?').get(uuid);
  if (!row) throw new CatalogueFault('not-found', 'This identifier is not in the catalogue.', { uuid });
  log.remove('identifier', row.id as number);
  return { summary: `Removed the identifier ${String(row.scheme)} ${String(row.value)}.` };
}

/** @throws CatalogueFault conflict where it has dumps */
export function removeCarrier(log: ChangeLog, code: string) {
  const row = findCarrier(log.db, code);
  const { n } = sql(log.db, 'SELECT count(*) AS n FROM dump WHERE carrier_id = ?').get(row.id) as Row;
  if ((n as number) > 0) {
    throw new CatalogueFault(
      'conflict',
      `The carrier ${String(row.code)} has ${String(n)} dumps and stays: give them to another carrier first.`,
      { code: row.code as string, dumps: n as number },
    );
  }
  dropCarrier(log, row);
  return { summary: `Removed the carrier ${String(row.code)}.` };
}

/** With everything that hangs on it. */
export function dropCarrier(log: ChangeLog, row: Row): void {
  const owned = {
    carrier_tag: 'carrier_id = ?',
    batch_entry: 'carrier_id = ?',
    identifier: `owner_kind = 'carrier' AND owner_id = ?`,
    asset: `owner_kind = 'carrier' AND owner_id = ?`,
  } as const;
  for (const [table, condition] of Object.entries(owned)) {
    for (const { id } of sql(log.db, `SELECT id FROM ${table} WHERE ${condition}`).all(row.id))
      log.remove(table as keyof typeof owned, id as number);
  }
  log.remove('carrier', row.id as number);
}

const mostExamples = 20;

/** What an edit would do, without doing it. */
export function previewEdit(
  db: ReadableDb,
  codes: readonly string[],
  patch: Omit<CarrierPatch, 'code'>,
): EditPreview {
  const rows = [...new Set(codes)].map((code) => findCarrier(db, code));
  const previews = rows.map((row) => ({ code: row.code as string, changes: previewPatch(db, row, patch) }));
  const changed = previews.filter(({ changes }) => changes.length > 0);
  return {
    changed: changed.length,
    unchanged: rows.length - changed.length,
    examples: changed.slice(0, mostExamples),
  };
}

/** What a patch would change of one carrier; former and new values as people read them. */
export function previewPatch(db: ReadableDb, row: Row, patch: Omit<CarrierPatch, 'code'>) {
  const fieldOf = new Map(Object.entries(plainColumns).map(([field, column]) => [column as string, field]));
  const words = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return [
    ...Object.entries(carrierValues(db, patch))
      .filter(([column, value]) => row[column] !== value)
      .map(([column, value]) => ({
        field: fieldOf.get(column) ?? column.replace(/_id$/, ''),
        from: words(referenceWords(db, column, row[column])),
        to: words(referenceWords(db, column, value)),
      })),
    ...listChanges(db, row.id as number, patch),
  ];
}

function listChanges(db: ReadableDb, carrierId: number, patch: Omit<CarrierPatch, 'code'>) {
  const tags = new Set(
    sql(db, 'SELECT lower(name) AS name FROM carrier_tag JOIN tag ON tag.id = tag_id WHERE carrier_id = ?')
      .all(carrierId)
      .map((row) => row.name as string),
  );
  const added = (patch.addTags ?? []).filter((name) => !tags.has(name.trim().toLowerCase()));
  const removed = (patch.removeTags ?? []).filter((name) => tags.has(name.trim().toLowerCase()));
  return [
    ...added.map((name) => ({ field: 'tag', from: null, to: name.trim() })),
    ...removed.map((name) => ({ field: 'tag', from: name.trim(), to: null })),
    ...(patch.addIdentifiers ?? [])
      .filter(({ scheme, value }) => !hasIdentifier(db, carrierId, scheme, value))
      .map(({ scheme, value }) => ({ field: 'identifier', from: null, to: `${scheme} ${value}` })),
  ];
}

/** Rows that are pointed to, as people call them. */
function referenceWords(db: ReadableDb, column: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (column === 'item_id') return sql(db, 'SELECT title FROM item WHERE id = ?').get(value)?.title;
  if (column === 'collection_id') return sql(db, 'SELECT code FROM collection WHERE id = ?').get(value)?.code;
  if (column === 'location_id') return sql(db, 'SELECT code FROM location WHERE id = ?').get(value)?.code;
  return value;
}

function hasIdentifier(db: ReadableDb, carrierId: number, scheme: string, value: string): boolean {
  const row = sql(
    db,
    `SELECT 1 FROM identifier WHERE owner_kind = 'carrier' AND owner_id = ? AND scheme = ? AND value = ?`,
  ).get(carrierId, scheme, value);
  return row !== undefined;
}
