/** What checks found: the plan of what is to be read, findings, and incidents until they are closed. */
import { randomUUID } from 'node:crypto';
import type { FixityFile, FixityIncident, FixityState } from '../../../../shared/model/fixity.ts';
import { type FileFinding, fixityEvent } from '../../../core/fixity/findings.ts';
import { dayMs, nextDueMs, retryDueMs } from '../../../core/fixity/schedule.ts';
import { isWithin } from '../../../core/fixity/storage-of.ts';
import type { FixityCursor, FixityPlan, FixityTask } from '../../../core/ports.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import {
  type Connection,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
  type WritableDb,
} from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { appendEvents } from '../events.ts';
import { readStorages, separator, storageFinder } from './storages.ts';

/** A file and the check that is of its present content. */
export const checkedFiles = `image_file AS file JOIN dump ON dump.id = file.dump_id
  LEFT JOIN fixity_check AS checked ON checked.dump_id = file.dump_id AND checked.path = file.path
    AND checked.sha256 = file.sha256`;

/** core/fixity/schedule.ts, firstDueMs. */
export const dueMs = `coalesce(checked.due_ms, dump.ended_ms + ${dayMs})`;

const tasksPerPage = 500;

export function planFixity(
  db: ReadableDb,
  dueBeforeMs: number | null,
  under: readonly string[] | null,
  uncheckedSinceMs: number,
  after: FixityCursor | null,
): FixityPlan {
  const storageFor = storageFinder(readStorages(db));
  const wanted = ({ directory, path }: FixityTask) =>
    under === null || under.some((each) => isWithin(`${directory}${separator}${path}`, each, separator));
  const rows = db
    .prepare(
      `SELECT file.id AS fileId, ${dueMs} AS due, dump.uuid AS dumpId, dump.directory, file.path,
         file.size_bytes AS sizeBytes, lower(hex(file.sha256)) AS sha256
       FROM ${checkedFiles}
       WHERE due <= ? AND (checked.checked_ms IS NULL OR checked.checked_ms < ?) AND (due, file.id) > (?, ?)
       ORDER BY due, file.id`,
    )
    .iterate(
      dueBeforeMs ?? Number.MAX_SAFE_INTEGER,
      uncheckedSinceMs,
      after?.dueMs ?? Number.MIN_SAFE_INTEGER,
      after?.fileId ?? 0,
    );
  const tasks: FixityTask[] = [];
  for (const row of rows as Iterable<Row>) {
    const { fileId, due, ...file } = row;
    const task = { ...file, root: storageFor(file.directory as string).root } as FixityTask;
    if (!wanted(task)) continue;
    tasks.push(task);
    if (tasks.length === tasksPerPage)
      return { tasks, next: { dueMs: due as number, fileId: fileId as number } };
  }
  return { tasks, next: null };
}

/** All of it or nothing: states, incidents, and one event that tells of them. */
export function saveFindings(
  connection: Connection,
  dumpId: string,
  findings: readonly FileFinding[],
  checkedMs: number,
  sha256: Sha256,
): void {
  inWriteTransaction(connection, (db) => {
    const dump = sql(db, 'SELECT id, directory FROM dump WHERE uuid = ?').get(dumpId);
    if (!dump) return;
    const { policy } = storageFinder(readStorages(db))(dump.directory as string);
    const at = timestamp(new Date(checkedMs));
    for (const finding of findings) {
      const okChecks = saveCheck(db, dump.id as number, dumpId, finding, checkedMs, policy.intervalDays);
      if (okChecks === 0) openIncident(db, dump.id as number, finding, at);
    }
    const event = { uuid: randomUUID(), type: 'fix', at, ...fixityEvent(findings) };
    appendEvents(db, dumpId, [event], sha256);
  });
}

/** @returns how often in a row the file was well */
function saveCheck(
  db: WritableDb,
  dumpRow: number,
  dumpId: string,
  { path, state }: FileFinding,
  checkedMs: number,
  intervalDays: number,
): number {
  const before = sql(
    db,
    `SELECT checked.ok_checks FROM ${checkedFiles} WHERE file.dump_id = ? AND file.path = ?`,
  ).get(dumpRow, path);
  const okChecks = state === 'ok' ? ((before?.ok_checks as number | null) ?? 0) + 1 : 0;
  const due =
    okChecks > 0 ? nextDueMs({ checkedMs, okChecks, seed: dumpId }, { intervalDays }) : retryDueMs(checkedMs);
  sql(
    db,
    `INSERT INTO fixity_check (dump_id, path, sha256, state, checked_ms, ok_checks, due_ms)
     SELECT dump_id, path, sha256, ?, ?, ?, ? FROM image_file WHERE dump_id = ? AND path = ?
     ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, state = excluded.state,
       checked_ms = excluded.checked_ms, ok_checks = excluded.ok_checks, due_ms = excluded.due_ms`,
  ).run(state, checkedMs, okChecks, due, dumpRow, path);
  return okChecks;
}

/** One that is open already stands: what was found first is what has to be dealt with. */
function openIncident(
  db: WritableDb,
  dumpRow: number,
  { path, state, detail }: FileFinding,
  at: string,
): void {
  sql(
    db,
    `INSERT INTO fixity_incident (dump_id, path, state, detail, opened_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(dumpRow, path, state, detail ?? '', at);
}

const selectIncident = `
  SELECT incident.id, dump.uuid, dump.name, carrier.code, dump.directory, incident.path, incident.state, detail,
    opened_at, closed_at, closed_by, reason
  FROM fixity_incident AS incident JOIN dump ON dump.id = incident.dump_id
    LEFT JOIN carrier ON carrier.id = dump.carrier_id`;

function toIncident(row: Row): FixityIncident {
  return {
    id: row.id as number,
    dumpId: row.uuid as string,
    dump: row.name as string,
    carrier: row.code as string | null,
    path: `${String(row.directory)}${separator}${String(row.path)}`,
    state: row.state as FixityIncident['state'],
    detail: row.detail as string,
    openedAt: row.opened_at as string,
    closed:
      row.closed_at === null
        ? null
        : { at: row.closed_at as string, by: row.closed_by as string, reason: row.reason as string },
  };
}

export function openIncidents(db: ReadableDb): FixityIncident[] {
  return sql(db, `${selectIncident} WHERE closed_at IS NULL ORDER BY incident.id`).all().map(toIncident);
}

export function frozenBy(db: ReadableDb, directory: string, name: string): FixityIncident | null {
  const row = sql(
    db,
    `${selectIncident} WHERE closed_at IS NULL AND dump.directory = ? AND dump.name = ? ORDER BY incident.id`,
  ).get(directory, name);
  return row ? toIncident(row) : null;
}

/** @throws CatalogueFault not-found, conflict */
export function closeIncident(
  connection: Connection,
  id: number,
  reason: string,
  by: string,
  sha256: Sha256,
): FixityIncident {
  return inWriteTransaction(connection, (db) => {
    const found = sql(db, `${selectIncident} WHERE incident.id = ?`).get(id);
    if (!found) {
      throw new CatalogueFault('not-found', `There is no fixity incident ${id}. Nothing was changed.`, {
        id,
      });
    }
    const incident = toIncident(found);
    if (incident.closed) {
      throw new CatalogueFault(
        'conflict',
        `Incident ${id} was closed on ${incident.closed.at} by ${incident.closed.by} already. Nothing was changed.`,
        { id },
      );
    }
    const at = timestamp(new Date());
    sql(db, 'UPDATE fixity_incident SET closed_at = ?, closed_by = ?, reason = ? WHERE id = ?').run(
      ...[at, by, reason, id],
    );
    // Whether the decision holds, the next check tells.
    sql(
      db,
      `UPDATE fixity_check SET due_ms = ? WHERE (dump_id, path) IN
         (SELECT dump_id, path FROM fixity_incident WHERE id = ?)`,
    ).run(Date.parse(at), id);
    const detail = `Fixity incident ${id} (${String(found.path)}: ${incident.state}) closed by ${by}: ${reason}`;
    appendEvents(
      db,
      incident.dumpId,
      [{ uuid: randomUUID(), type: 'mem', at, outcome: 'success', detail }],
      sha256,
    );
    return { ...incident, closed: { at, by, reason } };
  });
}

export function filesInState(db: ReadableDb, state: FixityState, after: number, limit: number): FixityFile[] {
  const storageFor = storageFinder(readStorages(db));
  const rows = db
    .prepare(
      `SELECT file.id, dump.uuid, dump.name, dump.directory, file.path, file.size_bytes, checked.state,
         checked.checked_ms, ${dueMs} AS due
       FROM ${checkedFiles} ORDER BY dump.directory, file.id`,
    )
    .iterate();
  const files: FixityFile[] = [];
  let skip = after;
  for (const row of rows as Iterable<Row>) {
    const isOffline = storageFor(row.directory as string).offline !== null;
    const found = isOffline ? 'offline' : ((row.state as FixityState | null) ?? 'never');
    if (found !== state || skip-- > 0) continue;
    files.push(toFile(row, found));
    if (files.length === limit) break;
  }
  return files;
}

function toFile(row: Row, state: FixityState): FixityFile {
  const checkedMs = row.checked_ms as number | null;
  return {
    dumpId: row.uuid as string,
    dump: row.name as string,
    path: `${String(row.directory)}${separator}${String(row.path)}`,
    sizeBytes: row.size_bytes as number,
    state,
    checkedAt: checkedMs === null ? null : timestamp(new Date(checkedMs)),
    dueAt: timestamp(new Date(row.due as number)),
  };
}
