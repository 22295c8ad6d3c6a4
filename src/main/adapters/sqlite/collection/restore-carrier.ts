/** A carrier taken back from the record beside its images. */
import type { CarrierFile } from '../../../../shared/model/carrier-record.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { appendChainEvents } from '../events.ts';
import type { ChangeLog, Values } from './change-log.ts';
import { dropCarrier } from './edit-carriers.ts';
import { type CodedTable, codedId } from './find-rows.ts';
import type { LoggedTable } from './logged-tables.ts';

/**
 * The newest revision of every row wins; what is here and as new stays. Dumps go to the carrier that a person gave them
 * to last. Events come along as they were.
 */
export function restoreCarrier(log: ChangeLog, file: CarrierFile, sha256: Sha256) {
  const { db } = log;
  const summary = `Took the record of ${file.code} back from its file.`;
  if (isRetired(db, file)) return { summary };
  for (const { parent, ...place } of file.collections) restorePlace(log, 'collection', place, parent);
  for (const { parent, ...place } of file.locations) restorePlace(log, 'location', place, parent);
  const itemId = file.item && restoreItem(log, file.item);
  const id = restoreRow(log, 'carrier', file, adopted(db, file), {
    ...plainValues(file),
    item_id: itemId,
    collection_id: knownCode(db, 'collection', file.collection),
    location_id: knownCode(db, 'location', file.location),
  });
  restoreDumps(log, id, file);
  for (const { scheme, value } of file.identifiers) if (scheme === 'former-code') dropShell(log, id, value);
  for (const name of file.tags) restoreTag(log, id, name);
  restoreIdentifiers(log, 'carrier', id, file.identifiers);
  restoreAssets(log, id, file.assets);
  restoreDecisions(log, id, file);
  appendChainEvents(db, file.events, sha256);
  log.touched.carriers.add(id);
  return { summary };
}

/** The record of a carrier that got another code since, or became one with another. */
function isRetired(db: ReadableDb, { uuid, code }: CarrierFile): boolean {
  if (sql(db, 'SELECT 1 FROM carrier WHERE uuid = ? OR code = ?').get(uuid, code)) return false;
  const known = sql(
    db,
    `SELECT 1 FROM identifier WHERE owner_kind = 'carrier' AND scheme = 'former-code' AND value = ?`,
  ).get(code);
  return known !== undefined;
}

/** A carrier known only by the code in a sidecar, whose dumps have all turned out to be another's. */
function dropShell(log: ChangeLog, id: number, code: string): void {
  const shell = sql(
    log.db,
    `SELECT * FROM carrier WHERE code = ? AND id <> ? AND rev = 1
       AND NOT EXISTS (SELECT 1 FROM dump WHERE carrier_id = carrier.id)
       AND NOT EXISTS (SELECT 1 FROM change WHERE table_name = 'carrier' AND row_id = carrier.id)`,
  ).get(code, id);
  if (shell) dropCarrier(log, shell);
}

function plainValues(file: CarrierFile): Values {
  return {
    code: file.code,
    created_ms: file.createdMs,
    seq_no: file.sequence,
    seq_total: file.sequenceTotal,
    side: file.side,
    copy_no: file.copy,
    kind_manual: file.kind,
    title_manual: file.title,
    manufacturer_manual: file.manufacturer,
    date_manual: file.date,
    label_text: file.labelText,
    condition_code: file.condition,
    condition_note: file.conditionNote,
    write_protect: file.writeProtected === null ? null : Number(file.writeProtected),
    disposition: file.disposition,
    exception: file.exception,
    note: file.note,
  };
}

/** A carrier that was only known by the code in a sidecar is this one, and gets its uuid. */
function adopted(db: ReadableDb, file: CarrierFile): Row | null {
  const byUuid = sql(db, 'SELECT * FROM carrier WHERE uuid = ?').get(file.uuid);
  if (byUuid) return byUuid;
  const byCode = sql(db, 'SELECT * FROM carrier WHERE code = ?').get(file.code);
  if (byCode) return byCode;
  const former = file.identifiers.filter(({ scheme }) => scheme === 'former-code');
  for (const { value } of former) {
    const row = sql(db, 'SELECT * FROM carrier WHERE code = ? AND rev = 1').get(value);
    if (row) return row;
  }
  return null;
}

/** @param present the row it is, if it is here under whatever name */
function restoreRow(
  log: ChangeLog,
  table: LoggedTable,
  { uuid, rev }: { readonly uuid: string; readonly rev: number },
  present: Row | null,
  values: Values,
): number {
  if (!present) return log.insert(table, { ...values, uuid, rev });
  const id = present.id as number;
  const isSame = present.uuid === uuid;
  if (isSame && (present.rev as number) >= rev) return id;
  log.update(table, id, values);
  sql(log.db, `UPDATE ${table} SET uuid = ?, rev = ? WHERE id = ?`).run(uuid, rev, id);
  return id;
}

function knownCode(db: ReadableDb, table: CodedTable, code: string | null): number | null {
  return codedId(db, table, code);
}

function restorePlace(
  log: ChangeLog,
  table: CodedTable,
  { uuid, rev, ...values }: { uuid: string; rev: number; code: string },
  parent: string | null,
): void {
  const present =
    sql(log.db, `SELECT * FROM ${table} WHERE uuid = ?`).get(uuid) ??
    sql(log.db, `SELECT * FROM ${table} WHERE code = ?`).get(values.code) ??
    null;
  restoreRow(log, table, { uuid, rev }, present, { ...values, parent_id: knownCode(log.db, table, parent) });
}

function restoreItem(log: ChangeLog, item: NonNullable<CarrierFile['item']>): number {
  const present = sql(log.db, 'SELECT * FROM item WHERE uuid = ?').get(item.uuid) ?? null;
  const id = restoreRow(log, 'item', item, present, {
    title: item.title,
    collection_id: knownCode(log.db, 'collection', item.collection),
    call_number: item.callNumber,
    accession_no: item.accessionNo,
    date_text: item.dateText,
    date_from: item.dateFrom,
    date_to: item.dateTo,
    rights: item.rights,
    note: item.note,
  });
  restoreIdentifiers(log, 'item', id, item.identifiers);
  return id;
}

function restoreIdentifiers(
  log: ChangeLog,
  ownerKind: 'carrier' | 'item',
  ownerId: number,
  identifiers: CarrierFile['identifiers'],
): void {
  for (const { uuid, scheme, value, source, verified } of identifiers) {
    const there = sql(
      log.db,
      'SELECT 1 FROM identifier WHERE uuid = ? OR (owner_kind = ? AND owner_id = ? AND scheme = ? AND value = ?)',
    ).get(uuid, ownerKind, ownerId, scheme, value);
    if (there) continue;
    log.insert('identifier', {
      ...{ uuid, owner_kind: ownerKind, owner_id: ownerId },
      ...{ scheme, value, source, verified: Number(verified) },
    });
  }
}

function restoreTag(log: ChangeLog, carrierId: number, name: string): void {
  const present = sql(log.db, 'SELECT id FROM tag WHERE name = ?').get(name);
  const tagId = present ? (present.id as number) : log.insert('tag', { name });
  if (sql(log.db, 'SELECT 1 FROM carrier_tag WHERE carrier_id = ? AND tag_id = ?').get(carrierId, tagId))
    return;
  log.insert('carrier_tag', { carrier_id: carrierId, tag_id: tagId });
}

function restoreAssets(log: ChangeLog, carrierId: number, assets: CarrierFile['assets']): void {
  for (const asset of assets) {
    if (sql(log.db, 'SELECT 1 FROM asset WHERE uuid = ?').get(asset.uuid)) continue;
    log.insert('asset', {
      ...{ uuid: asset.uuid, owner_kind: 'carrier', owner_id: carrierId, role: asset.role },
      ...{ path: asset.path, thumbnail_path: asset.thumbnailPath, media_type: asset.mediaType },
      ...{ sha256: Buffer.from(asset.sha256, 'hex'), size_bytes: asset.sizeBytes },
      ...{
        width: asset.width,
        height: asset.height,
        name: asset.name,
        note: asset.note,
        added_at: asset.addedAt,
      },
    });
  }
}

function restoreDumps(log: ChangeLog, carrierId: number, file: CarrierFile): void {
  const { db } = log;
  const claimed = file.dumps.flatMap((claim) => {
    const dump = sql(db, 'SELECT id, carrier_id, attempt_no FROM dump WHERE uuid = ?').get(claim.dumpId);
    return dump && mayTake(db, dump, carrierId, claim.pairedAt) ? [{ claim, dump }] : [];
  });
  const moved = claimed.filter(
    ({ claim, dump }) => dump.carrier_id !== carrierId || dump.attempt_no !== claim.attempt,
  );
  for (const { dump } of moved) log.update('dump', dump.id as number, { carrier_id: null });
  for (const { claim, dump } of moved) {
    const taken = sql(db, 'SELECT 1 FROM dump WHERE carrier_id = ? AND attempt_no = ?').get(
      carrierId,
      claim.attempt,
    );
    const next = sql(
      db,
      'SELECT coalesce(max(attempt_no), 0) + 1 AS next FROM dump WHERE carrier_id = ?',
    ).get(carrierId) as Row;
    const attempt = taken ? (next.next as number) : claim.attempt;
    log.update('dump', dump.id as number, { carrier_id: carrierId, attempt_no: attempt });
  }
  for (const { claim, dump } of claimed) {
    for (const { uuid, lba, lengthSectors, note } of claim.deliberate) {
      if (sql(db, 'SELECT 1 FROM deliberate_range WHERE uuid = ?').get(uuid)) continue;
      log.insert('deliberate_range', {
        ...{ uuid, dump_id: dump.id as number, lba_start: lba, lba_count: lengthSectors, note },
      });
    }
  }
}

/** Where two records claim a dump, the later decision of a person holds; a sidecar's word gives way to any. */
function mayTake(db: ReadableDb, dump: Row, carrierId: number, pairedAt: string | null): boolean {
  if (dump.carrier_id === carrierId || dump.carrier_id === null) return true;
  if (pairedAt === null) return false;
  const decided = sql(
    db,
    `SELECT detail, at FROM event WHERE object_kind = 'dump' AND type = 'mem' AND detail LIKE 'Given %'
       AND object_id = (SELECT uuid FROM dump WHERE id = ?) ORDER BY sequence DESC LIMIT 1`,
  ).get(dump.id);
  return !decided || Date.parse(decided.at as string) <= Date.parse(pairedAt);
}

function restoreDecisions(log: ChangeLog, id: number, file: CarrierFile): void {
  const dumpRow = (uuid: string | null | undefined) =>
    uuid
      ? ((sql(log.db, 'SELECT id FROM dump WHERE uuid = ? AND carrier_id = ?').get(uuid, id)?.id as number) ??
        null)
      : null;
  const present = sql(log.db, 'SELECT rev FROM carrier WHERE id = ?').get(id) as Row;
  if ((present.rev as number) > file.rev) return;
  const signedOff = dumpRow(file.signedOff?.dumpId);
  log.update('carrier', id, {
    chosen_dump_id: dumpRow(file.chosenDump),
    signed_off_dump_id: signedOff,
    signed_off_at: signedOff === null ? null : file.signedOff!.at,
    signed_off_by: signedOff === null ? null : file.signedOff!.by,
  });
  sql(log.db, 'UPDATE carrier SET rev = ? WHERE id = ?').run(file.rev, id);
}
