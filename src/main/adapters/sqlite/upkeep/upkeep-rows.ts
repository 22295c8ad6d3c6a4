/** What the catalogue remembers of its care. */
import type { LastGoodChecks } from '../../../../shared/model/upkeep.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { type Connection, inWriteTransaction, type ReadableDb, sql } from '../database.ts';

type Key = 'quick-check' | 'full-check' | 'backup-folders';

function read(db: ReadableDb, key: Key): string | null {
  return (sql(db, 'SELECT value FROM upkeep WHERE key = ?').get(key)?.value as string | undefined) ?? null;
}

function write(connection: Connection, key: Key, value: string): void {
  inWriteTransaction(connection, (db) =>
    sql(db, 'INSERT INTO upkeep VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
      key,
      value,
    ),
  );
}

export function lastGoodChecks(db: ReadableDb): LastGoodChecks {
  return { quick: read(db, 'quick-check'), full: read(db, 'full-check') };
}

export function noteGoodCheck(connection: Connection, kind: 'quick' | 'full'): void {
  write(connection, kind === 'quick' ? 'quick-check' : 'full-check', timestamp(new Date()));
}

/** Absolute; empty for the folder beside the catalogue. */
export function namedBackupFolders(db: ReadableDb): string[] {
  return JSON.parse(read(db, 'backup-folders') ?? '[]') as string[];
}

export function nameBackupFolders(connection: Connection, folders: readonly string[]): void {
  write(connection, 'backup-folders', JSON.stringify(folders));
}
