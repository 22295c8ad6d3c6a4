/** The record of a carrier as it is written beside its images. */
import type { CarrierFile } from '../../../../shared/model/carrier-record.ts';
import type { DumpEvent } from '../../../../shared/model/sidecar.ts';
import { type Connection, inWriteTransaction, type ReadableDb, type Row, sql } from '../database.ts';
import { readObjectEvents } from '../events.ts';
import { readIdentifiers } from './read-carriers.ts';

/** A record that has to be written, and where. */
export interface PendingRecord {
  readonly carrierId: number;
  readonly record: CarrierFile;
  /** Folders its dumps lie in, or lay in before they were given to others. */
  readonly directories: readonly string[];
  /** Codes no carrier has any more that this one had, or took in: their files say nothing true now. */
  readonly retiredCodes: readonly string[];
}

/** @param after the last carrier that was tried */
export function pendingRecords(db: ReadableDb, after: number, limit: number): PendingRecord[] {
  return sql(db, 'SELECT id FROM carrier WHERE record_pending = 1 AND id > ? ORDER BY id LIMIT ?')
    .all(after, limit)
    .map((row) => {
      const id = row.id as number;
      return {
        carrierId: id,
        record: carrierFile(db, id),
        directories: directoriesOf(db, id),
        retiredCodes: retiredCodes(db, id),
      };
    });
}

/** Notes that records were written, unless they are others by now. */
export function recordsWritten(
  connection: Connection,
  written: readonly Pick<PendingRecord, 'carrierId' | 'record'>[],
): void {
  inWriteTransaction(connection, (db) => {
    for (const { carrierId, record } of written) {
      if (!sql(db, 'SELECT 1 FROM carrier WHERE id = ?').get(carrierId)) continue;
      if (JSON.stringify(carrierFile(db, carrierId)) !== JSON.stringify(record)) continue;
      sql(db, 'UPDATE carrier SET record_pending = 0 WHERE id = ?').run(carrierId);
    }
  });
}

function directoriesOf(db: ReadableDb, id: number): string[] {
  return sql(
    db,
    `SELECT directory FROM dump WHERE carrier_id = @id UNION
     SELECT directory FROM change JOIN dump ON dump.id = row_id
     WHERE table_name = 'dump' AND old_json ->> '$.carrier_id' = @id`,
  )
    .all({ id })
    .map((row) => row.directory as string);
}

function retiredCodes(db: ReadableDb, id: number): string[] {
  return sql(
    db,
    `SELECT value FROM identifier WHERE owner_kind = 'carrier' AND owner_id = ? AND scheme = 'former-code'
       AND NOT EXISTS (SELECT 1 FROM carrier WHERE code = value COLLATE NOCASE)`,
  )
    .all(id)
    .map((row) => row.value as string);
}

export function carrierFile(db: ReadableDb, id: number): CarrierFile {
  const row = sql(db, 'SELECT * FROM carrier WHERE id = ?').get(id) as Row;
  const value = <T>(column: string) => row[column] as T;
  const item =
    row.item_id === null ? null : (sql(db, 'SELECT * FROM item WHERE id = ?').get(row.item_id) as Row);
  const dumps = sql(
    db,
    'SELECT id, uuid, attempt_no, sidecar_json FROM dump WHERE carrier_id = ? ORDER BY attempt_no',
  ).all(id);
  const dumpUuid = (dumpId: unknown) =>
    dumpId === null ? null : (sql(db, 'SELECT uuid FROM dump WHERE id = ?').get(dumpId)?.uuid as string);
  const signedOff = dumpUuid(row.signed_off_dump_id);
  return {
    format: 'spindle-carrier',
    version: 1,
    uuid: value('uuid'),
    rev: value('rev'),
    code: value('code'),
    createdMs: value('created_ms'),
    sequence: value('seq_no'),
    sequenceTotal: value('seq_total'),
    side: value('side'),
    copy: value('copy_no'),
    kind: value('kind_manual'),
    title: value('title_manual'),
    manufacturer: value('manufacturer_manual'),
    date: value('date_manual'),
    labelText: value('label_text'),
    condition: value('condition_code'),
    conditionNote: value('condition_note'),
    writeProtected: row.write_protect === null ? null : row.write_protect === 1,
    disposition: value('disposition'),
    exception: value('exception'),
    note: value('note'),
    tags: sql(
      db,
      'SELECT name FROM carrier_tag JOIN tag ON tag.id = tag_id WHERE carrier_id = ? ORDER BY name',
    )
      .all(id)
      .map(({ name }) => name as string),
    identifiers: readIdentifiers(db, 'carrier', id),
    collection: codeOf(db, 'collection', row.collection_id),
    location: codeOf(db, 'location', row.location_id),
    item: item && itemRecord(db, item),
    collections: placesOf(db, 'collection', [row.collection_id, item?.collection_id]).map((place) => ({
      ...placeRecord(place),
      title: place.title as string,
    })),
    locations: placesOf(db, 'location', [row.location_id]).map((place) => ({
      ...placeRecord(place),
      kind: place.kind as CarrierFile['locations'][number]['kind'],
    })),
    assets: assetRecords(db, id),
    dumps: dumps.map((dump) => ({
      dumpId: dump.uuid as string,
      attempt: dump.attempt_no as number,
      pairedAt: pairedAt(db, dump.id as number),
      deliberate: deliberateOf(db, dump.id as number),
    })),
    chosenDump: dumpUuid(row.chosen_dump_id),
    signedOff:
      signedOff === null
        ? null
        : { dumpId: signedOff, at: value('signed_off_at'), by: value('signed_off_by') },
    events: eventsOf(db, row.uuid as string, dumps),
  };
}

function itemRecord(db: ReadableDb, item: Row): NonNullable<CarrierFile['item']> {
  const value = <T>(column: string) => item[column] as T;
  return {
    uuid: value('uuid'),
    rev: value('rev'),
    title: value('title'),
    collection: codeOf(db, 'collection', item.collection_id),
    callNumber: value('call_number'),
    accessionNo: value('accession_no'),
    dateText: value('date_text'),
    dateFrom: value('date_from'),
    dateTo: value('date_to'),
    rights: value('rights'),
    note: value('note'),
    identifiers: readIdentifiers(db, 'item', item.id as number),
  };
}

function codeOf(db: ReadableDb, table: 'collection' | 'location', id: unknown): string | null {
  if (id === null || id === undefined) return null;
  return sql(db, `SELECT code FROM ${table} WHERE id = ?`).get(id)?.code as string;
}

/** Rows and everything they are part of, outermost first, each once. */
function placesOf(db: ReadableDb, table: 'collection' | 'location', ids: readonly unknown[]): Row[] {
  const places = new Map<unknown, Row>();
  for (const id of ids) {
    if (id === null || id === undefined) continue;
    const rows = sql(
      db,
      `WITH RECURSIVE up (id, depth) AS (
         VALUES (?, 0) UNION ALL SELECT parent_id, depth + 1 FROM ${table} JOIN up ON ${table}.id = up.id
         WHERE parent_id IS NOT NULL AND depth < 50)
       SELECT ${table}.*, parent.code AS parent_code FROM up JOIN ${table} ON ${table}.id = up.id
         LEFT JOIN ${table} AS parent ON parent.id = ${table}.parent_id ORDER BY depth DESC`,
    ).all(id);
    for (const row of rows) places.set(row.id, row);
  }
  return [...places.values()];
}

function placeRecord(place: Row) {
  return {
    uuid: place.uuid as string,
    rev: place.rev as number,
    code: place.code as string,
    note: place.note as string,
    parent: place.parent_code as string | null,
  };
}

function assetRecords(db: ReadableDb, id: number): CarrierFile['assets'] {
  return sql(db, `SELECT * FROM asset WHERE owner_kind = 'carrier' AND owner_id = ? ORDER BY uuid`)
    .all(id)
    .map((row) => ({
      uuid: row.uuid as string,
      role: row.role as CarrierFile['assets'][number]['role'],
      path: row.path as string,
      thumbnailPath: row.thumbnail_path as string | null,
      mediaType: row.media_type as string,
      sha256: Buffer.from(row.sha256 as Uint8Array).toString('hex'),
      sizeBytes: row.size_bytes as number,
      width: row.width as number | null,
      height: row.height as number | null,
      name: row.name as string,
      note: row.note as string,
      addedAt: row.added_at as string,
    }));
}

function pairedAt(db: ReadableDb, dumpRow: number): string | null {
  const row = sql(
    db,
    `SELECT at FROM change JOIN txn ON txn.id = txn_id WHERE table_name = 'dump' AND row_id = ?
     ORDER BY change.id DESC LIMIT 1`,
  ).get(dumpRow);
  return (row?.at as string | undefined) ?? null;
}

function deliberateOf(db: ReadableDb, dumpRow: number): CarrierFile['dumps'][number]['deliberate'] {
  return sql(
    db,
    'SELECT uuid, lba_start, lba_count, note FROM deliberate_range WHERE dump_id = ? ORDER BY lba_start',
  )
    .all(dumpRow)
    .map((row) => ({
      uuid: row.uuid as string,
      lba: row.lba_start as number,
      lengthSectors: row.lba_count as number,
      note: row.note as string,
    }));
}

/** Of dumps only metadata changes (`mem`): what else happens to them, files and checks tell again. */
function eventsOf(db: ReadableDb, uuid: string, dumps: readonly Row[]): CarrierFile['events'] {
  const told = new Set(
    dumps.flatMap((dump) =>
      [...(dump.sidecar_json as string).matchAll(/"uuid":"([0-9a-fA-F-]{36})"/g)].map(([, id]) =>
        id!.toLowerCase(),
      ),
    ),
  );
  const links = [
    ...readObjectEvents(db, 'carrier', uuid),
    ...dumps
      .flatMap((dump) => readObjectEvents(db, 'dump', dump.uuid as string))
      .filter(({ event }) => event.type === 'mem' && !told.has(event.uuid)),
  ];
  return links
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ event }) => ({
      uuid: event.uuid,
      type: event.type,
      at: event.at,
      outcome: event.outcome as DumpEvent['outcome'],
      detail: event.detail,
      objectKind: event.objectKind as 'carrier' | 'dump',
      objectId: event.objectId,
    }));
}
