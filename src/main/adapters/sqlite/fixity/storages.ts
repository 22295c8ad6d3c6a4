/** Storages: those a person named, and a folder of dumps by itself where nobody named one. */
import { sep } from 'node:path';
import type { FixityPolicy } from '../../../../shared/model/fixity.ts';
import { isWithin, type Separator, storageOf } from '../../../core/fixity/storage-of.ts';
import type { KnownStorage } from '../../../core/ports.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inWriteTransaction, type ReadableDb, type Row, sql } from '../database.ts';

export const separator = sep as Separator;

/** shared/model/fixity.ts says the same; this thread does without its schemas. */
const unnamedPolicy: FixityPolicy = { intervalDays: 180, maxBytesPerSecond: null, quietHours: null };

export interface StoredStorage extends KnownStorage {
  readonly offline: { readonly since: string; readonly why: string } | null;
}

export function readStorages(db: ReadableDb): StoredStorage[] {
  return sql(db, 'SELECT * FROM fixity_storage ORDER BY root').all().map(toStorage);
}

function toStorage(row: Row): StoredStorage {
  const from = row.quiet_from_minute as number | null;
  return {
    root: row.root as string,
    policy: {
      intervalDays: row.interval_days as number,
      maxBytesPerSecond: row.max_bytes_per_second as number | null,
      quietHours: from === null ? null : { fromMinute: from, toMinute: row.quiet_to_minute as number },
    },
    volume: row.volume as string | null,
    offline:
      row.offline_since === null
        ? null
        : { since: row.offline_since as string, why: row.offline_why as string },
  };
}

/** The storage of each folder, found once per folder. */
export function storageFinder(storages: readonly StoredStorage[]): (directory: string) => StoredStorage {
  const byRoot = new Map(storages.map((storage) => [storage.root, storage]));
  const found = new Map<string, StoredStorage>();
  return (directory) => {
    let storage = found.get(directory);
    if (!storage) {
      const root = storageOf(directory, byRoot.keys(), separator);
      storage = byRoot.get(root) ?? { root, policy: unnamedPolicy, volume: null, offline: null };
      found.set(directory, storage);
    }
    return storage;
  };
}

export function saveStorage(connection: Connection, root: string, policy: FixityPolicy): void {
  const { intervalDays, maxBytesPerSecond, quietHours } = policy;
  inWriteTransaction(connection, (db) => {
    // Folders nobody named become part of what they lie in.
    for (const row of sql(db, 'SELECT root FROM fixity_storage WHERE named = 0').all()) {
      const inner = row.root as string;
      if (inner !== root && isWithin(inner, root, separator))
        sql(db, 'DELETE FROM fixity_storage WHERE root = ?').run(inner);
    }
    sql(
      db,
      `INSERT INTO fixity_storage
         (root, interval_days, max_bytes_per_second, quiet_from_minute, quiet_to_minute, named)
       VALUES (?, ?, ?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET interval_days = excluded.interval_days, named = 1,
         max_bytes_per_second = excluded.max_bytes_per_second,
         quiet_from_minute = excluded.quiet_from_minute, quiet_to_minute = excluded.quiet_to_minute`,
    ).run(
      ...[root, intervalDays, maxBytesPerSecond],
      ...[quietHours?.fromMinute ?? null, quietHours?.toMinute ?? null],
    );
  });
}

export function sawStorage(
  connection: Connection,
  root: string,
  volume: string | null,
  offline: string | null,
): void {
  inWriteTransaction(connection, (db) => {
    sql(
      db,
      'INSERT INTO fixity_storage (root, interval_days, named) VALUES (?, ?, 0) ON CONFLICT DO NOTHING',
    ).run(root, unnamedPolicy.intervalDays);
    if (offline === null) {
      sql(
        db,
        'UPDATE fixity_storage SET volume = ?, offline_since = NULL, offline_why = NULL WHERE root = ?',
      ).run(volume, root);
      return;
    }
    sql(
      db,
      'UPDATE fixity_storage SET offline_since = coalesce(offline_since, ?), offline_why = ? WHERE root = ?',
    ).run(timestamp(new Date()), offline, root);
  });
}

/** @throws CatalogueFault not-found */
export function adoptVolume(connection: Connection, root: string): void {
  inWriteTransaction(connection, (db) => {
    const { changes } = sql(db, 'UPDATE fixity_storage SET volume = NULL WHERE root = ?').run(root);
    if (changes > 0) return;
    throw new CatalogueFault('not-found', `${root} is no storage of this catalogue. Nothing was changed.`, {
      root,
    });
  });
}
