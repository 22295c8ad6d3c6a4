/** What the catalogue keeps of listings: which dumps have one, of which of their records, and why others have none. */
import { randomUUID } from 'node:crypto';
import type { SavedView } from '../../../../shared/model/search.ts';
import type { ListingRecords, ListingSummary, ListingTask } from '../../../core/catalogue/search-port.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type Connection, inReadTransaction, inWriteTransaction, type Row, sql } from '../database.ts';

/** What the catalogue's thread is asked of listings and of views. */
export interface ListingRecordCalls {
  pendingListings(scope: Parameters<ListingRecords['pending']>[0], limit: number): ListingTask[];
  listingCounts(): { readonly dumps: number; readonly listed: number; readonly failed: number };
  listed(task: ListingTask, summary: ListingSummary): void;
  listingFailed(task: ListingTask, why: string): void;
  saveView(view: SavedView): void;
  removeView(name: string): void;
}

export function listingRecordCalls(connection: Connection): ListingRecordCalls {
  return {
    pendingListings: (scope, limit) => pendingListings(connection, scope, limit),
    listingCounts: () =>
      inReadTransaction(
        connection,
        (db) =>
          sql(
            db,
            `SELECT count(*) AS dumps, count(*) FILTER (WHERE state = 'listed') AS listed,
               count(*) FILTER (WHERE state = 'failed') AS failed
             FROM dump LEFT JOIN dump_listing ON dump_listing.dump_id = dump.id`,
          ).get() as unknown as ReturnType<ListingRecordCalls['listingCounts']>,
      ),
    listed: (task, summary) => note(connection, task, 'listed', summary),
    listingFailed: (task, problem) =>
      note(connection, task, 'failed', { entries: 0, damaged: 0, hasContents: false, problem }),
    saveView: ({ name, query }) =>
      inWriteTransaction(connection, (db) => {
        sql(
          db,
          `INSERT INTO saved_view (uuid, rev, name, query_json) VALUES (?, 1, ?, ?)
           ON CONFLICT (name) DO UPDATE SET name = excluded.name, query_json = excluded.query_json, rev = rev + 1`,
        ).run(randomUUID(), name, JSON.stringify({ query }));
      }),
    removeView: (name) =>
      inWriteTransaction(connection, (db) => {
        if (sql(db, 'DELETE FROM saved_view WHERE name = ?').run(name).changes > 0) return;
        throw new CatalogueFault('not-found', `There is no view of the name "${name}".`, { name });
      }),
  };
}

function pendingListings(
  connection: Connection,
  { everything, contents, dumpId }: Parameters<ListingRecords['pending']>[0],
  limit: number,
): ListingTask[] {
  // What failed is not tried again by itself: neither has the image changed, nor this program's mind.
  const isDue = `listing.dump_id IS NULL OR listing.sidecar_sha256 <> dump.sidecar_sha256
    OR (? AND NOT listing.has_contents AND listing.state = 'listed')`;
  const select = `SELECT uuid AS dumpId, directory, name, lower(hex(dump.sidecar_sha256)) AS sidecarSha256
    FROM dump LEFT JOIN dump_listing AS listing ON listing.dump_id = dump.id WHERE (? OR ${isDue})`;
  const flags = [everything ? 1 : 0, contents ? 1 : 0];
  return inReadTransaction(connection, (db) => {
    const rows =
      dumpId === null
        ? sql(db, `${select} ORDER BY ended_ms DESC, uuid DESC LIMIT ?`).all(...flags, limit)
        : sql(db, `${select} AND uuid = ?`).all(...flags, dumpId);
    return rows.map(({ dumpId: id, directory, name, sidecarSha256 }) => {
      return { dumpId: id, directory, name, sidecarSha256 } as ListingTask;
    });
  });
}

/** A dump that was taken out meanwhile needs no note. */
function note(
  connection: Connection,
  task: ListingTask,
  state: 'listed' | 'failed',
  summary: ListingSummary,
): void {
  inWriteTransaction(connection, (db) => {
    const dump = sql(db, 'SELECT id FROM dump WHERE uuid = ?').get(task.dumpId) as Row | undefined;
    if (!dump) return;
    sql(
      db,
      `INSERT INTO dump_listing (dump_id, state, sidecar_sha256, has_contents, entries, damaged, problem, at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (dump_id) DO UPDATE SET state = excluded.state, sidecar_sha256 = excluded.sidecar_sha256,
         has_contents = excluded.has_contents, entries = excluded.entries, damaged = excluded.damaged,
         problem = excluded.problem, at_ms = excluded.at_ms`,
    ).run(
      ...[dump.id, state, Buffer.from(task.sidecarSha256, 'hex'), summary.hasContents ? 1 : 0],
      ...[summary.entries, summary.damaged, summary.problem, Date.now()],
    );
  });
}
