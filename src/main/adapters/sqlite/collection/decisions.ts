/** What people decide about carriers and dumps; each decision is an event of its own in the chain. */
import type { CarrierException, Disposition } from '../../../../shared/model/vocabulary.ts';
import { vocabularyWords } from '../../../../shared/model/vocabulary.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { nextAttempt } from '../record-dump.ts';
import type { ChangeLog } from './change-log.ts';
import { dropCarrier, keepFormerCode } from './edit-carriers.ts';
import { findCarrier, findDumpRow } from './find-rows.ts';

/** Library of Congress event types: metadata modification, appraisal, validation, deaccession. */
type DecisionType = 'mem' | 'app' | 'val' | 'dea';

function tellCarrier(log: ChangeLog, row: Row, type: DecisionType, detail: string): void {
  log.tell({ objectKind: 'carrier', objectId: row.uuid as string, type, detail });
}

export function disposeCarriers(
  log: ChangeLog,
  codes: readonly string[],
  disposition: Disposition | null,
  reason: string | null,
) {
  const words = disposition === null ? 'no disposition' : vocabularyWords('disposition', disposition);
  for (const code of new Set(codes)) {
    const row = findCarrier(log.db, code);
    if (!log.update('carrier', row.id as number, { disposition, exception: null })) continue;
    const type = disposition === 'deaccession' ? 'dea' : 'app';
    tellCarrier(log, row, type, `Disposition: ${words}.${reason ? ` ${reason}` : ''}`);
  }
  return { summary: `Set ${listed(codes)} to: ${words}.` };
}

export function setException(
  log: ChangeLog,
  code: string,
  exception: CarrierException | null,
  reason: string,
) {
  const row = findCarrier(log.db, code);
  const words = exception === null ? 'no exception' : vocabularyWords('exception', exception);
  if (log.update('carrier', row.id as number, { exception }))
    tellCarrier(log, row, 'app', `Exception: ${words}. ${reason}`);
  return { summary: `${String(row.code)}: ${words}.` };
}

/** @throws CatalogueFault conflict for a carrier that has no dump to be signed off */
export function signOff(log: ChangeLog, codes: readonly string[], by: string, note: string) {
  for (const code of new Set(codes)) {
    const row = findCarrier(log.db, code);
    const dump = sql(
      log.db,
      'SELECT id, uuid, attempt_no FROM dump WHERE carrier_id = ? AND preferred = 1',
    ).get(row.id);
    if (!dump) {
      throw new CatalogueFault(
        'conflict',
        `The carrier ${String(row.code)} has no dump to sign off: nothing was changed. Image it, or say what becomes of it.`,
        { code: row.code as string },
      );
    }
    if (row.signed_off_dump_id === dump.id) continue;
    log.update('carrier', row.id as number, {
      signed_off_dump_id: dump.id as number,
      signed_off_at: timestamp(new Date()),
      signed_off_by: by,
      exception: null,
    });
    const detail = `Signed off by ${by} with dump ${String(dump.uuid)} (attempt ${String(dump.attempt_no)}).`;
    tellCarrier(log, row, 'val', note === '' ? detail : `${detail} ${note}`);
  }
  return { summary: `Signed off ${listed(codes)}.` };
}

export function withdrawSignOff(log: ChangeLog, code: string, reason: string) {
  const row = findCarrier(log.db, code);
  const changed = log.update('carrier', row.id as number, {
    signed_off_dump_id: null,
    signed_off_at: null,
    signed_off_by: null,
  });
  if (changed) tellCarrier(log, row, 'val', `Sign-off withdrawn: ${reason}`);
  return { summary: `Withdrew the sign-off of ${String(row.code)}.` };
}

export function preferDump(log: ChangeLog, code: string, dumpId: string | null, reason: string | null) {
  const row = findCarrier(log.db, code);
  const dump = dumpId === null ? null : findDumpRow(log.db, dumpId);
  if (dump && dump.carrier_id !== row.id) {
    throw new CatalogueFault('bad-request', `Dump ${dumpId} is not of the carrier ${String(row.code)}.`, {
      dumpId: dumpId!,
    });
  }
  const words = dump
    ? `attempt ${String(dump.attempt_no)} (${String(dump.uuid)})`
    : 'the dump with the fewest sectors unread';
  if (log.update('carrier', row.id as number, { chosen_dump_id: (dump?.id as number | undefined) ?? null }))
    tellCarrier(log, row, 'app', `Preferred dump: ${words}.${reason ? ` ${reason}` : ''}`);
  return { summary: `${String(row.code)} is shown by ${words}.` };
}

/** @param to code of the carrier the dump is really of; null for one nobody knows */
export function reassignDump(log: ChangeLog, dumpId: string, to: string | null, reason: string) {
  const dump = findDumpRow(log.db, dumpId);
  const target = to === null ? null : findCarrier(log.db, to);
  moveDump(log, dump, target, reason);
  return { summary: `Gave dump ${String(dump.name)} to ${target ? String(target.code) : 'no carrier'}.` };
}

/** The dump with its events stays what it is; only whose it is changes, and the change is told. */
export function moveDump(log: ChangeLog, dump: Row, target: Row | null, reason: string): void {
  const from = dump.carrier_id as number | null;
  const to = (target?.id as number | undefined) ?? null;
  if (from === to) return;
  const former = from === null ? null : sql(log.db, 'SELECT * FROM carrier WHERE id = ?').get(from);
  if (former) letGo(log, former, dump.id as number);
  log.update('dump', dump.id as number, { carrier_id: to, attempt_no: nextAttempt(log.db, to) });
  const words = `from ${former ? String(former.code) : 'no carrier'} to ${target ? String(target.code) : 'no carrier'}`;
  log.tell({
    ...{ objectKind: 'dump', objectId: dump.uuid as string, type: 'mem' },
    detail: `Given ${words}: ${reason}`,
  });
}

/** What was decided with a dump does not hold without it. */
function letGo(log: ChangeLog, carrier: Row, dumpId: number): void {
  const signedOff =
    carrier.signed_off_dump_id === dumpId
      ? { signed_off_dump_id: null, signed_off_at: null, signed_off_by: null }
      : {};
  const chosen = carrier.chosen_dump_id === dumpId ? { chosen_dump_id: null } : {};
  log.update('carrier', carrier.id as number, { ...signedOff, ...chosen });
}

export function markDeliberate(
  log: ChangeLog,
  dumpId: string,
  range: { readonly lba: number; readonly lengthSectors: number; readonly note: string },
) {
  const dump = findDumpRow(log.db, dumpId);
  const { lba, lengthSectors, note } = range;
  refuseRange(log.db, dump, lba, lengthSectors);
  const words = `LBA ${lba} to ${lba + lengthSectors - 1}`;
  log.insert('deliberate_range', {
    dump_id: dump.id as number,
    lba_start: lba,
    lba_count: lengthSectors,
    note,
  });
  log.tell({
    ...{ objectKind: 'dump', objectId: dumpId, type: 'mem' },
    detail: `${words} unreadable on purpose.${note ? ` ${note}` : ''}`,
  });
  return { summary: `Marked ${words} of ${String(dump.name)} as deliberate.` };
}

function refuseRange(db: ReadableDb, dump: Row, lba: number, lengthSectors: number): void {
  const { total } = sql(db, 'SELECT sectors_total AS total FROM dump WHERE id = ?').get(dump.id) as Row;
  const overlap = sql(
    db,
    'SELECT 1 FROM deliberate_range WHERE dump_id = ? AND lba_start < ? AND lba_start + lba_count > ?',
  ).get(dump.id, lba + lengthSectors, lba);
  if (!overlap && lba + lengthSectors <= (total as number)) return;
  throw new CatalogueFault(
    'bad-request',
    overlap
      ? 'Some of these sectors are marked already: nothing was changed.'
      : `The dump has ${String(total)} sectors: these are beyond its end, and nothing was changed.`,
    { lba, lengthSectors, total: total as number },
  );
}

export function unmarkDeliberate(log: ChangeLog, uuid: string) {
  const row = sql(
    log.db,
    `SELECT deliberate_range.*, dump.uuid AS dump_uuid, dump.name FROM deliberate_range JOIN dump ON dump.id = dump_id
     WHERE deliberate_range.uuid = ?`,
  ).get(uuid);
  if (!row) throw new CatalogueFault('not-found', 'This range is not marked.', { uuid });
  log.remove('deliberate_range', row.id as number);
  const words = `LBA ${String(row.lba_start)} to ${(row.lba_start as number) + (row.lba_count as number) - 1}`;
  log.tell({
    ...{ objectKind: 'dump', objectId: row.dump_uuid as string, type: 'mem' },
    detail: `${words} not held to be unreadable on purpose any more.`,
  });
  return { summary: `Unmarked ${words} of ${String(row.name)}.` };
}

/** Two records of one object become one: nothing of either is lost, and one undo parts them again. */
export function mergeCarriers(log: ChangeLog, fromCode: string, intoCode: string, reason: string) {
  const from = findCarrier(log.db, fromCode);
  const into = findCarrier(log.db, intoCode);
  if (from.id === into.id)
    throw new CatalogueFault('bad-request', 'A carrier cannot be merged with itself.', { code: fromCode });
  const why = `the records ${String(from.code)} and ${String(into.code)} are of one carrier: ${reason}`;
  for (const dump of sql(log.db, 'SELECT * FROM dump WHERE carrier_id = ? ORDER BY attempt_no').all(from.id))
    moveDump(log, dump, into, why);
  moveOwned(log, 'identifier', from, into, 'scheme = ? AND value = ?', ['scheme', 'value']);
  moveOwned(log, 'asset', from, into, 'sha256 = ?', ['sha256']);
  moveTags(log, from, into);
  fillEmpty(log, sql(log.db, 'SELECT * FROM carrier WHERE id = ?').get(from.id) as Row, into);
  tellCarrier(log, from, 'mem', `Merged into ${String(into.code)}: ${reason}`);
  tellCarrier(log, into, 'mem', `Took in the record ${String(from.code)}: ${reason}`);
  dropCarrier(log, from);
  keepFormerCode(log, into.id as number, from.code as string);
  return { summary: `Merged ${String(from.code)} into ${String(into.code)}.` };
}

function moveOwned(
  log: ChangeLog,
  table: 'identifier' | 'asset',
  from: Row,
  into: Row,
  same: string,
  keys: readonly string[],
): void {
  const owned = sql(log.db, `SELECT * FROM ${table} WHERE owner_kind = 'carrier' AND owner_id = ?`).all(
    from.id,
  );
  for (const row of owned) {
    const twin = sql(
      log.db,
      `SELECT 1 FROM ${table} WHERE owner_kind = 'carrier' AND owner_id = ? AND ${same}`,
    ).get(into.id, ...keys.map((key) => row[key]));
    if (twin) log.remove(table, row.id as number);
    else log.update(table, row.id as number, { owner_id: into.id as number });
  }
}

function moveTags(log: ChangeLog, from: Row, into: Row): void {
  for (const row of sql(log.db, 'SELECT id, tag_id FROM carrier_tag WHERE carrier_id = ?').all(from.id)) {
    if (sql(log.db, 'SELECT 1 FROM carrier_tag WHERE carrier_id = ? AND tag_id = ?').get(into.id, row.tag_id))
      continue;
    log.update('carrier_tag', row.id as number, { carrier_id: into.id as number });
  }
}

const described = [
  ...['item_id', 'collection_id', 'location_id', 'seq_no', 'seq_total', 'side', 'copy_no', 'kind_manual'],
  ...['title_manual', 'manufacturer_manual', 'date_manual', 'label_text', 'condition_code', 'condition_note'],
  'write_protect',
] as const;

/** What only the record that goes has is taken over; notes are kept both. */
function fillEmpty(log: ChangeLog, from: Row, into: Row): void {
  const ownPlace = into.item_id !== null || into.seq_no !== null;
  const taken = described.filter(
    (column) =>
      into[column] === null &&
      from[column] !== null &&
      !(ownPlace && ['item_id', 'seq_no', 'side', 'copy_no'].includes(column)),
  );
  const notes = [into.note, from.note].filter((text) => text !== null).join('\n\n');
  // The place in the item must be free before it is taken.
  if (taken.includes('item_id')) log.update('carrier', from.id as number, { item_id: null });
  log.update('carrier', into.id as number, {
    ...Object.fromEntries(taken.map((column) => [column, from[column] as string | number])),
    note: notes === '' ? null : notes,
  });
}

function listed(codes: readonly string[]): string {
  const distinct = [...new Set(codes)];
  if (distinct.length <= 3) return distinct.join(', ');
  return `${distinct.length} carriers (${distinct[0]} to ${distinct.at(-1)})`;
}
