/** Batches: which carriers, in which order, and how far each has come. */
import type { Batch, BatchEntry, BatchReport } from '../../../../shared/model/batch.ts';
import type { EntryChange, OpenBatch, SeenEvidence } from '../../../core/batch/batch-port.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inWriteTransaction, type ReadableDb, type Row, sql } from '../database.ts';
import type { ChangeLog } from './change-log.ts';
import { moveDump } from './decisions.ts';
import { addCarrier } from './edit-carriers.ts';

export function createBatch(log: ChangeLog, batch: OpenBatch, codes: readonly string[], by: string) {
  const id = log.insert('batch', {
    ...{ name: batch.name, operator: by, template: batch.template, directory: batch.directory },
    ...{ options_json: JSON.stringify(batch.options), settings_json: JSON.stringify(batch.settings) },
    ...{ state: 'open', opened_at: timestamp(new Date()), closed_at: null, report_json: null },
  });
  codes.forEach((code, index) => {
    const present = sql(log.db, 'SELECT id FROM carrier WHERE code = ? COLLATE NOCASE').get(code);
    const carrierId = present ? (present.id as number) : addCarrier(log, { code });
    log.insert('batch_entry', {
      ...{ batch_id: id, position: index + 1, carrier_id: carrierId, state: 'waiting' },
    });
  });
  const { uuid } = sql(log.db, 'SELECT uuid FROM batch WHERE id = ?').get(id) as Row;
  return {
    summary: `Opened the batch ${batch.name} with ${codes.length} carriers.`,
    more: { uuid: uuid as string },
  };
}

function findBatch(db: ReadableDb, uuid: string): Row {
  const row = sql(db, 'SELECT * FROM batch WHERE uuid = ?').get(uuid);
  if (row) return row;
  throw new CatalogueFault('not-found', 'There is no such batch.', { uuid });
}

export function readBatch(db: ReadableDb, uuid: string): Batch {
  const row = findBatch(db, uuid);
  return { ...batchOf(row), entries: entriesOf(db, row.id as number) };
}

function batchOf(row: Row): Omit<Batch, 'entries'> {
  return {
    uuid: row.uuid as string,
    name: row.name as string,
    operator: row.operator as string,
    directory: row.directory as string,
    template: row.template as string | null,
    options: JSON.parse(row.options_json as string) as Batch['options'],
    settings: JSON.parse(row.settings_json as string) as Batch['settings'],
    state: row.state as Batch['state'],
    openedAt: row.opened_at as string,
    closedAt: row.closed_at as string | null,
  };
}

/** Newest first. */
export function listBatches(db: ReadableDb): (Omit<Batch, 'entries'> & { entries: number; done: number })[] {
  return sql(
    db,
    `SELECT batch.*, (SELECT count(*) FROM batch_entry WHERE batch_id = batch.id) AS entry_count,
       (SELECT count(*) FROM batch_entry WHERE batch_id = batch.id AND batch_entry.state = 'done') AS done_count
     FROM batch ORDER BY id DESC LIMIT 500`,
  )
    .all()
    .map((row) => ({ ...batchOf(row), entries: row.entry_count as number, done: row.done_count as number }));
}

function entriesOf(db: ReadableDb, batchId: number): BatchEntry[] {
  return sql(
    db,
    `SELECT batch_entry.*, carrier.code, coalesce(title_manual, label_text, item.title) AS expected
     FROM batch_entry JOIN carrier ON carrier.id = carrier_id LEFT JOIN item ON item.id = item_id
     WHERE batch_id = ? ORDER BY position`,
  )
    .all(batchId)
    .map((row) => {
      const evidence = JSON.parse((row.evidence_json as string | null) ?? '{}') as {
        observed?: string | null;
      };
      return {
        uuid: row.uuid as string,
        position: row.position as number,
        code: row.code as string,
        title: row.expected as string | null,
        state: row.state as BatchEntry['state'],
        exception: row.exception as BatchEntry['exception'],
        note: row.note as string,
        drive: row.drive as string | null,
        jobId: row.job_id as string | null,
        dumpId: row.dump_uuid as string | null,
        begunName: row.begun_name as string | null,
        readAnyway: row.read_anyway === 1,
        observed: evidence.observed ?? null,
        startedAt: row.started_at as string | null,
        endedAt: row.ended_at as string | null,
      };
    });
}

export function batchOfDump(db: ReadableDb, dumpId: string): string | null {
  const row = sql(
    db,
    `SELECT batch.name FROM dump JOIN batch_entry ON batch_entry.carrier_id = dump.carrier_id AND dump_uuid = dump.uuid
       JOIN batch ON batch.id = batch_id WHERE dump.uuid = ? ORDER BY batch_entry.id DESC LIMIT 1`,
  ).get(dumpId);
  return (row?.name as string | undefined) ?? null;
}

const entryColumns = {
  state: 'state',
  exception: 'exception',
  note: 'note',
  drive: 'drive',
  jobId: 'job_id',
  dumpId: 'dump_uuid',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  begunName: 'begun_name',
} as const;

/** How far an entry has come; no decision of a person, so it stands in no history. */
export function setEntry(connection: Connection, uuid: string, change: EntryChange): void {
  inWriteTransaction(connection, (db) => {
    const values: Record<string, string | number | null> = {};
    for (const [field, column] of Object.entries(entryColumns)) {
      const value = change[field as keyof typeof entryColumns];
      if (value !== undefined) values[column] = value;
    }
    if (change.readAnyway !== undefined) values.read_anyway = change.readAnyway ? 1 : 0;
    if (change.evidence !== undefined)
      values.evidence_json = change.evidence && JSON.stringify(change.evidence);
    const sets = Object.keys(values).map((name) => `${name} = @${name}`);
    if (sets.length === 0) return;
    sql(db, `UPDATE batch_entry SET ${sets.join(', ')}, rev = rev + 1 WHERE uuid = @uuid`).run({
      ...values,
      uuid,
    });
  });
}

/** Media that were in a drive in any batch and are done, newest first. */
export function seenInBatches(db: ReadableDb, totalSectors: number): SeenEvidence[] {
  return sql(
    db,
    `SELECT evidence_json, carrier.code, batch.uuid AS batch_uuid FROM batch_entry
       JOIN carrier ON carrier.id = carrier_id JOIN batch ON batch.id = batch_id
     WHERE batch_entry.state = 'done' AND evidence_json ->> '$.key.totalSectors' = ? ORDER BY batch_entry.id DESC LIMIT 1000`,
  )
    .all(totalSectors)
    .map((row) => ({
      key: (JSON.parse(row.evidence_json as string) as { key: SeenEvidence['key'] }).key,
      code: row.code as string,
      batch: row.batch_uuid as string,
    }));
}

export function closeBatch(log: ChangeLog, uuid: string, report: BatchReport) {
  const row = findBatch(log.db, uuid);
  log.update('batch', row.id as number, {
    ...{ state: 'closed', closed_at: timestamp(new Date()), report_json: JSON.stringify(report) },
  });
  return { summary: `Closed the batch ${String(row.name)}: ${report.text}` };
}

/**
 * Gives every dump from a position on to the record after (or before) its own. What was read stays what it is; the record
 * that is left over waits again.
 */
export function shiftBatch(log: ChangeLog, uuid: string, fromPosition: number, by: 1 | -1) {
  const batch = findBatch(log.db, uuid);
  const entries = sql(
    log.db,
    'SELECT * FROM batch_entry WHERE batch_id = ? AND position >= ? ORDER BY position',
  ).all(...[batch.id, by === 1 ? fromPosition : fromPosition - 1]);
  const last = entries.findLastIndex((entry) => entry.dump_uuid !== null);
  const sources = entries.slice(by === 1 ? 0 : 1, last + 1).filter(({ dump_uuid }) => dump_uuid !== null);
  if (sources.length === 0)
    throw new CatalogueFault('conflict', 'No dump from there on can be moved: nothing was changed.', {
      fromPosition,
    });
  const at = (position: number) => entries.find((entry) => entry.position === position);
  const reason = `the stack had shifted by one from place ${fromPosition} of the batch ${String(batch.name)}.`;
  const moves = sources.map((entry) => {
    const target = at((entry.position as number) + by);
    if (!target)
      throw new CatalogueFault(
        'conflict',
        'The batch has no record for the last medium: add one, then shift. Nothing was changed.',
        { fromPosition },
      );
    const dump = sql(log.db, 'SELECT * FROM dump WHERE uuid = ?').get(entry.dump_uuid) as Row;
    const carrier = sql(log.db, 'SELECT * FROM carrier WHERE id = ?').get(target.carrier_id) as Row;
    return { entry, target, dump, carrier };
  });
  // The record before the first one keeps a dump of its own (an extra medium lay in the stack): that belongs to nobody known.
  const first = by === -1 ? entries[0] : undefined;
  const extra = first?.dump_uuid
    ? (sql(log.db, 'SELECT * FROM dump WHERE uuid = ?').get(first.dump_uuid) as Row)
    : undefined;
  if (extra && first?.position === fromPosition - 1) moveDump(log, extra, null, reason);
  for (const { dump } of moves) log.update('dump', dump.id as number, { carrier_id: null });
  for (const { dump, carrier } of moves) {
    const former = sql(log.db, 'SELECT * FROM dump WHERE id = ?').get(dump.id) as Row;
    moveDump(log, former, carrier, reason);
  }
  // The dumps belong to other entries now: none is gone on with under the name of its former one.
  sql(log.db, 'UPDATE batch_entry SET begun_name = NULL WHERE batch_id = ? AND position >= ?').run(
    ...[batch.id, fromPosition - 1],
  );
  const kept = new Map(moves.map(({ entry, target }) => [target.id, entry]));
  for (const entry of entries) {
    const source = kept.get(entry.id);
    const isMoved = moves.some((move) => move.entry.id === entry.id);
    if (source)
      log.update('batch_entry', entry.id as number, {
        ...{ state: source.state as string, exception: source.exception as string | null },
        ...{
          note: source.note as string,
          dump_uuid: source.dump_uuid as string,
          evidence_json: source.evidence_json as string | null,
        },
      });
    else if (isMoved)
      log.update('batch_entry', entry.id as number, {
        ...{
          state: 'waiting',
          exception: null,
          note: 'Its medium was not in the stack.',
          dump_uuid: null,
          evidence_json: null,
        },
      });
  }
  return {
    summary: `Moved ${moves.length} dumps by one record from place ${fromPosition} of the batch ${String(batch.name)}.`,
  };
}
