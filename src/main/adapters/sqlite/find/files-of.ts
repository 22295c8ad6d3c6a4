/** What was listed of one dump, and which of its files are elsewhere too. */
import type { FilesPage, Listing, SameFile, SameFiles } from '../../../../shared/model/search.ts';
import type { PageOf } from '../../../core/catalogue/search-port.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { selectFiles, toListedFile } from './file-rows.ts';

const mostElsewhere = 5;

interface Known {
  readonly listing: Listing;
  /** Null where nothing was listed. */
  readonly listingId: number | null;
}

export function filesOf(
  db: ReadableDb,
  hasFiles: boolean,
  { dumpId, after, limit, onlyDamaged }: PageOf & { readonly onlyDamaged: boolean },
): FilesPage {
  const { listing, listingId } = listingOf(db, hasFiles, dumpId);
  if (listingId === null) return { listing, files: [], next: null };
  const rows = sql(
    db,
    `${selectFiles} WHERE file.listing_id = ? AND file.seq > ? ${onlyDamaged ? 'AND file.damage > 0' : ''}
     ORDER BY file.seq LIMIT ?`,
  ).all(listingId, parseSeq(after), limit + 1);
  const page = rows.slice(0, limit);
  return {
    listing,
    files: page.map((row) => ({ ...toListedFile(row), filesystem: row.filesystem as number })),
    next: nextOf(rows, page),
  };
}

export function sameFiles(db: ReadableDb, hasFiles: boolean, { dumpId, after, limit }: PageOf): SameFiles {
  const { listing, listingId } = listingOf(db, hasFiles, dumpId);
  if (listingId === null) return { listing, known: 0, shared: 0, files: [], next: null };
  // Empty files are all the same and say nothing.
  const known = 'file.listing_id = ? AND file.content_id IS NOT NULL AND file.size > 0';
  const elsewhere = `EXISTS (SELECT 1 FROM files.file AS other JOIN files.listing AS its ON its.id = other.listing_id AND its.whole = 1
    WHERE other.content_id = file.content_id AND other.listing_id <> file.listing_id
      AND EXISTS (SELECT 1 FROM dump WHERE dump.uuid = its.dump_uuid))`;
  const counts = sql(
    db,
    `SELECT count(*) AS known, coalesce(sum(${elsewhere}), 0) AS shared FROM files.file WHERE ${known}`,
  ).get(listingId) as Row;
  const rows = sql(
    db,
    `${selectFiles.replace('SELECT', 'SELECT file.content_id,')} WHERE ${known} AND file.seq > ? AND ${elsewhere}
     ORDER BY file.seq LIMIT ?`,
  ).all(listingId, parseSeq(after), limit + 1);
  const page = rows.slice(0, limit);
  return {
    listing,
    known: counts.known as number,
    shared: counts.shared as number,
    files: page.map((row) => toSameFile(db, listingId, row)),
    next: nextOf(rows, page),
  };
}

function toSameFile(db: ReadableDb, listingId: number, row: Row): SameFile {
  const from = `FROM files.file JOIN files.listing ON listing.id = file.listing_id AND listing.whole = 1
    JOIN dump ON dump.uuid = listing.dump_uuid
    WHERE file.content_id = (SELECT content_id FROM files.file AS own WHERE own.listing_id = ? AND own.seq = ?)
      AND file.listing_id <> ?`;
  const own = [listingId, row.seq, listingId];
  const elsewhere = sql(
    db,
    `SELECT dump.uuid AS dumpId, dump.name AS dump, carrier.code AS carrier, its.path AS path
     FROM (SELECT dump.id AS dump_id, file.listing_id, file.seq ${from} ORDER BY file.listing_id, file.seq LIMIT ?) AS found
       JOIN dump ON dump.id = found.dump_id LEFT JOIN carrier ON carrier.id = dump.carrier_id
       JOIN (SELECT file.listing_id, file.seq, iif(dir.path = '', name.t, dir.path || '/' || name.t) AS path
             FROM files.file JOIN files.name ON name.id = file.name_id
               JOIN files.dir ON dir.listing_id = file.listing_id AND dir.number = file.dir) AS its
         ON its.listing_id = found.listing_id AND its.seq = found.seq
     ORDER BY found.listing_id, found.seq`,
  ).all(...own, mostElsewhere) as unknown as SameFile['elsewhere'];
  const copies = (sql(db, `SELECT count(*) AS copies ${from}`).get(...own) as Row).copies as number;
  return { file: toListedFile(row), elsewhere, copies };
}

function nextOf(rows: readonly Row[], page: readonly Row[]): string | null {
  return rows.length > page.length ? String(page.at(-1)!.seq) : null;
}

/** @throws CatalogueFault bad-request */
function parseSeq(after: string | null): number {
  if (after === null) return 0;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw new CatalogueFault('bad-request', 'The place to continue the list from was not understood.', {
    after,
  });
}

/** @throws CatalogueFault not-found */
function listingOf(db: ReadableDb, hasFiles: boolean, dumpId: string): Known {
  const dump = sql(
    db,
    `SELECT dump.id, uuid, state, problem, has_contents, at_ms, entries, damaged,
       dump_listing.sidecar_sha256 = dump.sidecar_sha256 AS is_current
     FROM dump LEFT JOIN dump_listing ON dump_listing.dump_id = dump.id WHERE uuid = ?`,
  ).get(dumpId);
  if (!dump)
    throw new CatalogueFault('not-found', `No dump in the catalogue has the id "${dumpId}".`, { dumpId });
  const stored = hasFiles
    ? sql(db, 'SELECT id FROM files.listing WHERE dump_uuid = ? AND whole = 1').get(dumpId)
    : undefined;
  const listingId = (stored?.id as number | undefined) ?? null;
  return { listing: toListing(db, dump, listingId), listingId };
}

function toListing(db: ReadableDb, dump: Row, listingId: number | null): Listing {
  const isListed = dump.state === 'listed' && listingId !== null;
  const filesystems =
    listingId === null
      ? []
      : sql(db, 'SELECT * FROM files.filesystem WHERE listing_id = ? ORDER BY position')
          .all(listingId)
          .map((row) => ({
            position: row.position as number,
            type: row.type as string,
            label: row.label as string,
            session: row.session as number | null,
            track: row.track as number | null,
            isListed: row.is_listed === 1,
            entries: row.entries as number | null,
          }));
  return {
    dumpId: dump.uuid as string,
    state:
      dump.state === 'failed' ? 'failed' : !isListed ? 'none' : dump.is_current === 1 ? 'listed' : 'outdated',
    problem: (dump.problem as string | null) ?? '',
    hasContents: isListed && dump.has_contents === 1,
    listedAt: dump.state === 'listed' ? new Date(dump.at_ms as number).toISOString() : null,
    entries: isListed ? (dump.entries as number) : 0,
    damaged: isListed ? (dump.damaged as number) : 0,
    filesystems,
  };
}
