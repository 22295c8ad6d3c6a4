import { type Connection, inWriteTransaction, type ReadableDb, sql } from './database.ts';
import type { StoredJob, StoredSetting } from './thread-messages.ts';

/** Oldest first. */
export function readJobs(db: ReadableDb): StoredJob[] {
  return sql(
    db,
    `SELECT id, state, owner, created_ms AS createdMs, snapshot_json AS snapshotJson
     FROM job ORDER BY created_ms, id`,
  ).all() as unknown as StoredJob[];
}

export function saveJob(connection: Connection, job: StoredJob): void {
  inWriteTransaction(connection, (db) =>
    sql(
      db,
      `INSERT INTO job (id, state, owner, snapshot_json, created_ms, updated_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, owner = excluded.owner,
         snapshot_json = excluded.snapshot_json, updated_ms = excluded.updated_ms`,
    ).run(job.id, job.state, job.owner, job.snapshotJson, job.createdMs, Date.now()),
  );
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
