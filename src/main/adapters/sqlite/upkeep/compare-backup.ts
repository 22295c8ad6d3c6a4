/** What a backup lacks of the catalogue as it is now, and what it has that is gone since. */
import { existsSync } from 'node:fs';
import type { BackupComparison } from '../../../../shared/model/upkeep.ts';
import { asFault, CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inReadTransaction, openUntouched, type ReadableDb, sql } from '../database.ts';
import { catalogueSchema } from '../migrations/catalogue/schema.ts';
import { refuseForeign } from '../open-database.ts';

/** So many names are told. */
const mostNamed = 8;

/** @throws CatalogueFault not-found, catalogue-corrupt, catalogue-newer */
export function compareBackup(connection: Connection, path: string): BackupComparison {
  if (!existsSync(path))
    throw new CatalogueFault('not-found', `The backup ${path} is not there any more. Nothing was changed.`, {
      path,
    });
  try {
    refuseForeign(path, catalogueSchema);
    const backup = openUntouched(path);
    try {
      return inReadTransaction(connection, (now) => differences(now, backup));
    } finally {
      backup.close();
    }
  } catch (error) {
    throw asFault(error, path);
  }
}

function differences(now: ReadableDb, backup: ReadableDb): BackupComparison {
  return {
    dumps: difference(now, backup, 'SELECT uuid AS key, name FROM dump ORDER BY ended_ms DESC'),
    carriers: difference(now, backup, 'SELECT code AS key, code AS name FROM carrier ORDER BY id DESC'),
    events: { now: eventsOf(now), backup: eventsOf(backup) },
  };
}

function difference(now: ReadableDb, backup: ReadableDb, select: string): BackupComparison['dumps'] {
  const here = keyed(now, select);
  const there = keyed(backup, select);
  const lacking = [...here].filter(([key]) => !there.has(key)).map(([, name]) => name);
  const gone = [...there.keys()].filter((key) => !here.has(key)).length;
  return { lacking: lacking.length, newest: lacking.slice(0, mostNamed), gone };
}

function keyed(db: ReadableDb, select: string): ReadonlyMap<string, string> {
  return new Map(sql(db, select).raw().all() as unknown as [string, string][]);
}

function eventsOf(db: ReadableDb): number {
  return sql(db, 'SELECT count(*) AS count FROM event').get()?.count as number;
}
