/** The thread that reads the catalogue beside the one that writes it: a question never waits for a recording, nor the reverse. */
import { existsSync } from 'node:fs';
import type { SavedView } from '../../../../shared/model/search.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inReadTransaction, openReadOnly, type ReadableDb, sql } from '../database.ts';
import { filesPath } from '../listing/files-path.ts';
import { filesSchema } from '../migrations/files/schema.ts';
import { latestVersion } from '../migrations/migration.ts';
import { serveThread } from '../serve-thread.ts';
import { DatStatuses } from './dat-statuses.ts';
import { facets } from './facets.ts';
import { filesOf, sameFiles } from './files-of.ts';
import { Finder } from './find.ts';
import type { FindCalls } from './find-messages.ts';
import { beginReading, newMemory, type Reading } from './reading.ts';

/** Of one count of facets; a hundred thousand dumps take some ten seconds. */
const datPatienceMs = 50;

/** The listings come into being with the first one, maybe long after this thread. @throws CatalogueFault catalogue-newer */
function attachFiles(connection: Connection, listingsPath: string): boolean {
  const isAttached = (connection.pragma('database_list') as { name: string }[]).some(
    ({ name }) => name === 'files',
  );
  if (isAttached) return true;
  if (!existsSync(listingsPath)) return false;
  connection.prepare('ATTACH ? AS files').run(listingsPath);
  const version = Number(connection.pragma('files.user_version', { simple: true }));
  const known = latestVersion(filesSchema);
  if (version === known) return true;
  connection.exec('DETACH files');
  if (version < known) return false;
  throw new CatalogueFault(
    'catalogue-newer',
    `The listings ${listingsPath} were written by a newer version of this program (schema ${version}, this one knows ${known}). Nothing was changed; use the newer version.`,
    { path: listingsPath, found: version, known },
  );
}

function versionOf(db: ReadableDb, { units, hasFiles }: Reading): string {
  const newest = (table: string) => String(sql(db, `SELECT max(id) AS id FROM ${table}`).get()?.id ?? 0);
  return [units.seq, newest('search_entry'), hasFiles ? newest('files.listing') : 'none'].join(' ');
}

function savedViews(db: ReadableDb): SavedView[] {
  return sql(db, 'SELECT name, query_json FROM saved_view ORDER BY name COLLATE NOCASE')
    .all()
    .map((row) => ({ name: row.name as string, query: queryOf(row.query_json as string) }));
}

function queryOf(json: string): string {
  const { query } = JSON.parse(json) as { query?: unknown };
  return typeof query === 'string' ? query : '';
}

function callsOf(connection: Connection, path: string): FindCalls {
  const listingsPath = filesPath(path);
  const memory = newMemory();
  const finder = new Finder();
  const dats = new DatStatuses(path);
  function reading<T>(datPatienceMs: number, work: (reading: Reading) => T): T {
    dats.begin(datPatienceMs);
    const hasFiles = attachFiles(connection, listingsPath);
    return inReadTransaction(connection, (db) =>
      work(beginReading(db, memory, hasFiles, (unit) => dats.of(db, unit))),
    );
  }
  function reads<T>(work: (db: ReadableDb, hasFiles: boolean) => T): T {
    const hasFiles = attachFiles(connection, listingsPath);
    return inReadTransaction(connection, (db) => work(db, hasFiles));
  }
  return {
    find: (asked) => reading(Number.POSITIVE_INFINITY, (at) => finder.find(at, versionOf(at.db, at), asked)),
    // Who narrows by lists waits for all of them to be looked at.
    facets: (query, valuesPerFacet) =>
      reading(/\bdat:/i.test(query) ? Number.POSITIVE_INFINITY : datPatienceMs, (at) =>
        facets(at, query, valuesPerFacet),
      ),
    filesOf: (asked) => reads((db, hasFiles) => filesOf(db, hasFiles, asked)),
    sameFiles: (asked) => reads((db, hasFiles) => sameFiles(db, hasFiles, asked)),
    savedViews: () => reads(savedViews),
    close: () => {
      dats.close();
      connection.close();
    },
  };
}

serveThread<FindCalls>({ open: openReadOnly, callsOf });
