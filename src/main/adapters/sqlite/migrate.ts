/** Brings a database to the version this program knows, one transaction per step, with a copy before each. */
import { existsSync } from 'node:fs';
import { type Connection, inWriteTransaction, openReadOnly, type WritableDb } from './database.ts';
import { latestVersion, type Migration, type Schema } from './migrations/migration.ts';
import { clearPart, finishCopy } from './upkeep/finish-copy.ts';

/** `PRAGMA user_version`. */
export function userVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/** Fills a database that was just made; there is nothing yet to copy. */
export function createSchema(connection: Connection, schema: Schema): void {
  connection.pragma(`application_id = ${schema.applicationId}`);
  for (const migration of schema.migrations) inWriteTransaction(connection, (db) => step(db, migration));
}

/**
 * Applies what is missing. Each copy is made while the write lock is held, so that it is exactly what the step
 * started from; it lies beside the database as `NAME.before-0020.bak` and is never overwritten.
 */
export function migrate(connection: Connection, path: string, schema: Schema): void {
  while (userVersion(connection) < latestVersion(schema)) {
    inWriteTransaction(connection, (db) => {
      // Another process may have been faster while this one waited for the lock.
      const present = userVersion(connection);
      const migration = schema.migrations.find((candidate) => candidate.version > present);
      if (!migration) return;
      copyBefore(path, migration);
      step(db, migration);
    });
  }
}

function step(db: WritableDb, migration: Migration): void {
  migration.apply(db);
  db.exec(`PRAGMA user_version = ${migration.version}`);
}

function copyBefore(path: string, migration: Migration): void {
  const target = freeName(`${path}.before-${String(migration.version).padStart(4, '0')}`);
  const part = `${target}.part`;
  clearPart(part);
  const source = openReadOnly(path);
  try {
    source.prepare('VACUUM INTO ?').run(part);
  } finally {
    source.close();
  }
  finishCopy(part, target);
}

function freeName(stem: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}.bak` : `${stem}-${number}.bak`;
    if (!existsSync(name)) return name;
  }
}
