/** Lists and pages of carriers. */
import type {
  Asset,
  Carrier,
  CarrierDetail,
  CarrierFilter,
  CarrierPage,
  Identifier,
} from '../../../../shared/model/collection.ts';
import type { DumpEvent } from '../../../../shared/model/sidecar.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { readObjectEvents } from '../events.ts';
import { carrierDumps } from '../read-dumps.ts';
import { findCarrier } from './find-rows.ts';
import { readItem } from './items.ts';

export const selectCarrier = `
  SELECT carrier.*, item.uuid AS item_uuid, item.title AS item_title,
    coalesce(own.code, through.code) AS collection_code, location.code AS location_code,
    (SELECT json_group_array(name ORDER BY name) FROM carrier_tag JOIN tag ON tag.id = tag_id
     WHERE carrier_id = carrier.id) AS tags_json,
    (SELECT count(*) FROM dump WHERE carrier_id = carrier.id) AS dump_count,
    (SELECT uuid FROM dump WHERE carrier_id = carrier.id AND preferred = 1) AS preferred_uuid,
    (SELECT uuid FROM dump WHERE dump.id = signed_off_dump_id) AS signed_off_uuid
  FROM carrier LEFT JOIN item ON item.id = carrier.item_id
    LEFT JOIN collection AS own ON own.id = carrier.collection_id
    LEFT JOIN collection AS through ON through.id = item.collection_id
    LEFT JOIN location ON location.id = carrier.location_id`;

/** @param row of {@link selectCarrier} */
export function toCarrier(row: Row): Carrier {
  const text = (column: string) => row[column] as string | null;
  const number = (column: string) => row[column] as number | null;
  return {
    uuid: row.uuid as string,
    rev: row.rev as number,
    code: row.code as string,
    item: row.item_uuid === null ? null : { uuid: row.item_uuid as string, title: row.item_title as string },
    collection: text('collection_code'),
    location: text('location_code'),
    sequence: number('seq_no'),
    sequenceTotal: number('seq_total'),
    side: text('side'),
    copy: number('copy_no'),
    kind: { auto: text('kind_auto'), manual: text('kind_manual') },
    title: { auto: text('title_auto'), manual: text('title_manual') },
    manufacturer: { auto: text('manufacturer_auto'), manual: text('manufacturer_manual') },
    date: { auto: text('date_auto'), manual: text('date_manual') },
    labelText: text('label_text'),
    condition: text('condition_code'),
    conditionNote: text('condition_note'),
    writeProtected: row.write_protect === null ? null : row.write_protect === 1,
    state: row.state as Carrier['state'],
    stateReason: row.state_reason as string,
    disposition: row.disposition as Carrier['disposition'],
    exception: row.exception as Carrier['exception'],
    note: text('note'),
    tags: JSON.parse(row.tags_json as string) as string[],
    dumps: row.dump_count as number,
    preferredDump: text('preferred_uuid'),
    signedOff:
      row.signed_off_uuid === null
        ? null
        : {
            dumpId: row.signed_off_uuid as string,
            at: row.signed_off_at as string,
            by: row.signed_off_by as string,
          },
  };
}

/** In the order of their codes, by keyset: pages stay stable while carriers are added. */
export function listCarriers(
  db: ReadableDb,
  filter: CarrierFilter,
  after: string | null,
  limit: number,
): CarrierPage {
  const { where, values } = conditionsOf(filter);
  const rows = db
    .prepare(`${selectCarrier} WHERE carrier.code > @after AND ${where} ORDER BY carrier.code LIMIT @limit`)
    .all({ ...values, after: after ?? '', limit: limit + 1 }) as Row[];
  const total = db
    .prepare(
      `SELECT count(*) AS total FROM carrier LEFT JOIN item ON item.id = carrier.item_id WHERE ${where}`,
    )
    .get(values) as Row;
  const page = rows.slice(0, limit).map(toCarrier);
  return {
    carriers: page,
    next: rows.length > limit ? (page.at(-1)?.code ?? null) : null,
    total: total.total as number,
  };
}

function conditionsOf(filter: CarrierFilter): { where: string; values: Record<string, string> } {
  const parts: string[] = [];
  const values: Record<string, string> = {};
  const ask = (name: keyof CarrierFilter, condition: string) => {
    const value = filter[name];
    if (value === null || value === undefined) return;
    parts.push(condition);
    values[name] = value;
  };
  ask('state', 'carrier.state = @state');
  ask('exception', 'carrier.exception = @exception');
  ask('disposition', 'carrier.disposition = @disposition');
  ask('item', 'item.uuid = @item');
  ask('codePrefix', 'substr(carrier.code, 1, length(@codePrefix)) = @codePrefix COLLATE NOCASE');
  ask(
    'tag',
    'EXISTS (SELECT 1 FROM carrier_tag JOIN tag ON tag.id = tag_id WHERE carrier_id = carrier.id AND name = @tag)',
  );
  ask('collection', `coalesce(carrier.collection_id, item.collection_id) IN (${below('collection')})`);
  ask('location', `carrier.location_id IN (${below('location')})`);
  return { where: parts.length > 0 ? parts.join(' AND ') : '1', values };
}

/** The rows of a code and everything that is part of it. */
function below(table: 'collection' | 'location'): string {
  return `WITH RECURSIVE part (id) AS (SELECT id FROM ${table} WHERE code = @${table}
    UNION SELECT ${table}.id FROM ${table} JOIN part ON parent_id = part.id) SELECT id FROM part`;
}

/** @throws CatalogueFault not-found */
export function readCarrierByRow(db: ReadableDb, id: number): Carrier {
  return toCarrier(sql(db, `${selectCarrier} WHERE carrier.id = ?`).get(id) as Row);
}

/** Everything of one carrier. @throws CatalogueFault not-found */
export function readCarrierDetail(db: ReadableDb, code: string): CarrierDetail {
  const found = findCarrier(db, code);
  const id = found.id as number;
  const carrier = readCarrierByRow(db, id);
  return {
    carrier,
    item: carrier.item && readItem(db, carrier.item.uuid),
    locationPath: locationPath(db, found.location_id as number | null),
    identifiers: readIdentifiers(db, 'carrier', id),
    assets: readAssets(db, 'carrier', id),
    dumps: carrierDumps(db, id).map((dump) => ({
      ...dump,
      preferred: dump.dumpId === carrier.preferredDump,
    })),
    deliberate: readDeliberate(db, id),
    events: readObjectEvents(db, 'carrier', carrier.uuid).map(({ sequence, event }) => ({
      uuid: event.uuid,
      type: event.type,
      at: event.at,
      outcome: event.outcome as DumpEvent['outcome'],
      detail: event.detail,
      sequence,
    })),
  };
}

export function locationPath(db: ReadableDb, id: number | null): string[] {
  if (id === null) return [];
  return sql(
    db,
    `WITH RECURSIVE up (id, parent_id, code, depth) AS (
       SELECT id, parent_id, code, 0 FROM location WHERE id = ?
       UNION ALL SELECT location.id, location.parent_id, location.code, depth + 1
       FROM location JOIN up ON location.id = up.parent_id WHERE depth < 50)
     SELECT code FROM up ORDER BY depth DESC`,
  )
    .all(id)
    .map((row) => row.code as string);
}

export function readIdentifiers(db: ReadableDb, kind: 'carrier' | 'item', id: number): Identifier[] {
  return sql(
    db,
    `SELECT uuid, scheme, value, source, verified FROM identifier WHERE owner_kind = ? AND owner_id = ?
     ORDER BY scheme, value`,
  )
    .all(kind, id)
    .map((row) => ({
      uuid: row.uuid as string,
      scheme: row.scheme as string,
      value: row.value as string,
      source: row.source as Identifier['source'],
      verified: row.verified === 1,
    }));
}

export function readAssets(db: ReadableDb, kind: 'carrier' | 'item', id: number): Asset[] {
  return sql(db, 'SELECT * FROM asset WHERE owner_kind = ? AND owner_id = ? ORDER BY id')
    .all(kind, id)
    .map((row) => ({
      uuid: row.uuid as string,
      role: row.role as Asset['role'],
      mediaType: row.media_type as string,
      sha256: Buffer.from(row.sha256 as Uint8Array).toString('hex'),
      sizeBytes: row.size_bytes as number,
      width: row.width as number | null,
      height: row.height as number | null,
      hasThumbnail: row.thumbnail_path !== null,
      name: row.name as string,
      note: row.note as string,
      addedAt: row.added_at as string,
    }));
}

function readDeliberate(db: ReadableDb, carrierId: number): CarrierDetail['deliberate'] {
  return sql(
    db,
    `SELECT deliberate_range.uuid, dump.uuid AS dump_uuid, lba_start, lba_count, note
     FROM deliberate_range JOIN dump ON dump.id = dump_id WHERE carrier_id = ? ORDER BY attempt_no, lba_start`,
  )
    .all(carrierId)
    .map((row) => ({
      uuid: row.uuid as string,
      dumpId: row.dump_uuid as string,
      lba: row.lba_start as number,
      lengthSectors: row.lba_count as number,
      note: row.note as string,
    }));
}
