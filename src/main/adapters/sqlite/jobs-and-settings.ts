import { type Connection, inWriteTransaction, type ReadableDb, sql } from './database.ts';
import type { StoredJob, StoredPlace, StoredSetting } from './thread-messages.ts';

/** Oldest first. */
export function readJobs(db: ReadableDb): StoredJob[] {
  return sql(
    db,
    `SELECT id, state, owner, created_ms AS createdMs, snapshot_json AS snapshotJson,
       place, begins_json AS beginsJson
     FROM job ORDER BY created_ms, id`,
  ).all() as unknown as StoredJob[];
}

export function saveJob(connection: Connection, job: StoredJob): void {
  inWriteTransaction(connection, (db) =>
    sql(
      db,
      `INSERT INTO job (id, state, owner, snapshot_json, created_ms, updated_ms, place, begins_json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, owner = excluded.owner,
         snapshot_json = excluded.snapshot_json, updated_ms = excluded.updated_ms,
         place = excluded.place, begins_json = excluded.begins_json`,
    ).run(
      ...[job.id, job.state, job.owner, job.snapshotJson, job.createdMs, Date.now()],
      ...[job.place, job.beginsJson],
    ),
  );
}

/** All places at once: a line half renumbered would be another order. */
export function saveLine(connection: Connection, places: readonly StoredPlace[], owner: string): void {
  inWriteTransaction(connection, (db) => {
    const save = sql(db, 'UPDATE job SET place = ?, owner = ? WHERE id = ? AND place IS NOT NULL');
    for (const { jobId, place } of places) save.run(place, owner, jobId);
  });
}

export function dropJob(connection: Connection, jobId: string): void {
  inWriteTransaction(connection, (db) => sql(db, 'DELETE FROM job WHERE id = ?').run(jobId));
}

export function readSettings(db: ReadableDb): StoredSetting[] {
  return sql(
    db,
    'SELECT key, value_json AS valueJson FROM setting ORDER BY key',
  ).all() as unknown as StoredSetting[];
}

export function saveSettings(connection: Connection, settings: readonly StoredSetting[]): void {
  inWriteTransaction(connection, (db) => {
    for (const { key, valueJson } of settings) {
      sql(
        db,
        `INSERT INTO setting (key, value_json) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json`,
      ).run(key, valueJson);
    }
  });
}
