/**
 * A mark in the database file itself while it is being written. What is committed stands in the write-ahead log first: a
 * copy of the file without its log may be sound and yet lack days of work. The mark is the number of the file, so that the
 * file itself, whose log SQLite has merged when a program ended without closing it, is told from a copy of it.
 */
import { statSync } from 'node:fs';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, hookWrites, inReadTransaction, type ReadableDb, sql } from '../database.ts';

const key = 'in-use';

/** What the log may grow to, when readers keep it from being merged, before writing waits for them. */
const longestLogBytes = 256 * 1024 * 1024;

/** The mark is set together with the first change, and reaches the file before much follows. */
export function markWhileWritten(connection: Connection, path: string): void {
  const fileNumber = String(statSync(path).ino);
  let isNew = false;
  hookWrites(connection, {
    begun: (db) => {
      const { changes } = sql(db, 'INSERT INTO upkeep VALUES (?, ?) ON CONFLICT DO NOTHING').run(
        key,
        fileNumber,
      );
      isNew = changes > 0;
    },
    committed: () => {
      if (connection.inTransaction) return;
      if (isNew) connection.pragma('wal_checkpoint(PASSIVE)');
      // Automatic checkpoints never wait for a reader; one that always reads would let the log grow without end.
      if (logBytes(path) > longestLogBytes) connection.pragma('wal_checkpoint(RESTART)');
    },
  });
}

function logBytes(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Before the connection is closed: SQLite merges the log then, and the file alone is whole. */
export function unmark(connection: Connection): void {
  if (readMark(connection) === null) return;
  connection.transaction(() => sql(connection, 'DELETE FROM upkeep WHERE key = ?').run(key)).immediate();
}

/** The number of the file that was being written, or null. */
export function readMark(db: Connection): string | null {
  return inReadTransaction(db, (view) => {
    if (!hasUpkeep(view)) return null;
    return (
      (sql(view, 'SELECT value FROM upkeep WHERE key = ?').get(key)?.value as string | undefined) ?? null
    );
  });
}

function hasUpkeep(db: ReadableDb): boolean {
  return sql(db, `SELECT 1 FROM sqlite_schema WHERE name = 'upkeep'`).get() !== undefined;
}

/** @throws CatalogueFault catalogue-corrupt */
export function refuseCopyInUse(mark: string, path: string): void {
  if (mark === String(statSync(path).ino)) return;
  throw new CatalogueFault(
    'catalogue-corrupt',
    `The catalogue ${path} is a copy that was taken while the catalogue was in use, without its log: the last changes are missing. Nothing was changed; copy it with \`spindle catalogue backup\`, or take this copy as it is with \`spindle catalogue restore ${path} --as-is\`.`,
    { path },
  );
}

/** Of a whole copy this program made itself. */
export function unmarkCopy(connection: Connection): void {
  if (hasUpkeep(connection)) connection.prepare('DELETE FROM upkeep WHERE key = ?').run(key);
}
