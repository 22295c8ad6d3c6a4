import type { FixityState, FixityStatus, FixityStorage } from '../../../../shared/model/fixity.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { checkedFiles, dueMs, openIncidents } from './fixity-rows.ts';
import { readStorages, type StoredStorage, storageFinder } from './storages.ts';

interface Sum {
  files: number;
  sizeBytes: number;
  counts: Record<FixityState, number>;
  due: number;
  oldestMs: number;
  nextDueMs: number;
}

export function fixityStatus(db: ReadableDb, nowMs: number): FixityStatus {
  const storages = readStorages(db);
  const storageFor = storageFinder(storages);
  const sums = new Map<StoredStorage, Sum>(storages.map((storage) => [storage, emptySum()]));
  for (const row of sumsByFolder(db, nowMs)) {
    const storage = storageFor(row.directory as string);
    const sum = sums.get(storage) ?? emptySum();
    add(sum, row, storage.offline !== null);
    sums.set(storage, sum);
  }
  return {
    storages: [...sums].map(([storage, sum]) => toStatus(storage, sum)),
    incidents: openIncidents(db),
  };
}

/** Grouped by the database: a row for each folder and state instead of one for each file. */
function sumsByFolder(db: ReadableDb, nowMs: number): Row[] {
  return sql(
    db,
    `SELECT dump.directory, coalesce(checked.state, 'never') AS state, count(*) AS files,
       sum(file.size_bytes) AS size, sum(${dueMs} <= ?) AS due, min(checked.checked_ms) AS oldest,
       min(${dueMs}) AS next
     FROM ${checkedFiles} GROUP BY dump.directory, coalesce(checked.state, 'never')`,
  ).all(nowMs);
}

function emptySum(): Sum {
  const counts = { ok: 0, mismatch: 0, missing: 0, offline: 0, unreadable: 0, never: 0 };
  return { files: 0, sizeBytes: 0, counts, due: 0, oldestMs: Infinity, nextDueMs: Infinity };
}

function add(sum: Sum, row: Row, isOffline: boolean): void {
  const files = row.files as number;
  sum.files += files;
  sum.sizeBytes += row.size as number;
  sum.counts[isOffline ? 'offline' : (row.state as FixityState)] += files;
  sum.due += row.due as number;
  sum.oldestMs = Math.min(sum.oldestMs, (row.oldest as number | null) ?? Infinity);
  sum.nextDueMs = Math.min(sum.nextDueMs, row.next as number);
}

function toStatus({ root, policy, offline }: StoredStorage, sum: Sum): FixityStorage {
  const moment = (ms: number) => (Number.isFinite(ms) ? timestamp(new Date(ms)) : null);
  const { files, sizeBytes, counts, due } = sum;
  return {
    ...{ root, policy, offline, files, sizeBytes, counts, due },
    oldestCheck: moment(sum.oldestMs),
    nextDue: moment(sum.nextDueMs),
  };
}
