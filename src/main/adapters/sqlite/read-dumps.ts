/** Lists and records of dumps and carriers. */
import type {
  CarrierRecord,
  DumpPage,
  DumpSummary,
  MediumMarks,
  SeenDumps,
} from '../../../shared/model/catalogue.ts';
import type { DiscIds } from '../../../shared/model/disc.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import type { DumpEvent } from '../../../shared/model/sidecar.ts';
import type { DiscScheme } from '../../core/catalogue/disc-facts.ts';
import { formatMoment } from '../../core/catalogue/moment.ts';
import { dashedUuidPrefix } from '../../core/catalogue/search-words.ts';
import { CatalogueFault } from './catalogue-fault.ts';
import { findCarrier } from './collection/find-rows.ts';
import { type ReadableDb, type Row, sql } from './database.ts';
import { toDiscSummary } from './disc-rows.ts';
import { readDumpEvents } from './events.ts';
import { samplesOfDump } from './migrations/catalogue/0140-known-samples.ts';
import type { StoredDump } from './thread-messages.ts';

const selectSummary = `
  SELECT dump.id, dump.uuid, name, carrier.code, attempt_no, outcome, ended_ms, ended_offset_minutes, size_bytes,
    sectors_total, sectors_good, sectors_good_after_retry, format_name, drive_label, directory,
    (SELECT json_group_array(label ORDER BY position) FROM filesystem
     WHERE dump_id = dump.id AND label <> '') AS labels_json,
    disc.profile, disc.title, disc.performer, disc.sessions, disc.audio_tracks, disc.data_tracks
  FROM dump LEFT JOIN carrier ON carrier.id = dump.carrier_id LEFT JOIN disc ON disc.dump_id = dump.id`;

function toSummary(row: Row): DumpSummary {
  const number = (column: string) => row[column] as number;
  return {
    dumpId: row.uuid as string,
    name: row.name as string,
    carrier: row.code as string | null,
    attempt: number('attempt_no'),
    outcome: row.outcome as Outcome,
    endedAt: formatMoment({ utcMs: number('ended_ms'), offsetMinutes: number('ended_offset_minutes') }),
    sizeBytes: number('size_bytes'),
    totalSectors: number('sectors_total'),
    // Whatever is not read counts as bad here: a summary has no room for sectors still pending.
    badSectors: number('sectors_total') - number('sectors_good') - number('sectors_good_after_retry'),
    formatName: row.format_name as string | null,
    volumeLabels: JSON.parse(row.labels_json as string) as string[],
    driveLabel: row.drive_label as string,
    disc: toDiscSummary(row),
  };
}

/** Newest first, by keyset: pages stay stable while dumps are added. @throws CatalogueFault bad-request */
export function listDumps(db: ReadableDb, after: string | null, limit: number): DumpPage {
  const [endedMs, uuid] = after === null ? [Number.MAX_SAFE_INTEGER, ''] : parseCursor(after);
  const rows = sql(
    db,
    `${selectSummary} WHERE (ended_ms, dump.uuid) < (?, ?) ORDER BY ended_ms DESC, dump.uuid DESC LIMIT ?`,
  ).all(endedMs, uuid, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    dumps: page.map(toSummary),
    next: rows.length > limit && last ? `${String(last.ended_ms)}_${String(last.uuid)}` : null,
    total: (sql(db, 'SELECT count(*) AS total FROM dump').get() as Row).total as number,
  };
}

function parseCursor(after: string): [endedMs: number, uuid: string] {
  const match = /^(-?\d{1,16})_([0-9a-f-]{36})$/.exec(after);
  if (match) return [Number(match[1]), match[2]!];
  throw new CatalogueFault('bad-request', 'The place to continue the list from was not understood.', {
    after,
  });
}

/** @param idOrPrefix a dump's id, or as much of its beginning as is unique @throws CatalogueFault not-found, bad-request */
export function readDump(db: ReadableDb, idOrPrefix: string): StoredDump {
  const row = sql(db, `${selectSummary} WHERE dump.uuid = ?`).get(uniqueUuid(db, idOrPrefix)) as Row;
  const stored = sql(db, 'SELECT sidecar_json FROM dump WHERE id = ?').get(row.id) as Row;
  const summary = toSummary(row);
  return {
    summary,
    directory: row.directory as string,
    sidecarJson: stored.sidecar_json as string,
    events: readDumpEvents(db, summary.dumpId).map(({ sequence, event, hash }) => ({
      uuid: event.uuid,
      type: event.type,
      at: event.at,
      outcome: event.outcome as DumpEvent['outcome'],
      detail: event.detail,
      sequence,
      hash: Buffer.from(hash).toString('hex'),
    })),
  };
}

function uniqueUuid(db: ReadableDb, asked: string): string {
  const found = uuidsFrom(db, asked, 6);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) {
    throw new CatalogueFault(
      'not-found',
      `No dump in the catalogue has the id "${asked}". Search for its name, its carrier or a hash to find it.`,
      { asked },
    );
  }
  throw new CatalogueFault(
    'bad-request',
    `Several dumps have an id that begins with "${asked}". Give more of it.`,
    { asked, found },
  );
}

/** The ids that begin with some hex digits, dashes or not, in order. */
export function uuidsFrom(db: ReadableDb, digits: string, limit: number): string[] {
  const from = uuidBeginning(digits);
  if (from === null) return [];
  return sql(db, 'SELECT uuid FROM dump WHERE uuid >= ? AND uuid < ? ORDER BY uuid LIMIT ?')
    .all(from, `${from}g`, limit)
    .map((row) => row.uuid as string);
}

/** Digits as a uuid that begins with them has them; null for what no uuid begins with. */
export function uuidBeginning(digits: string): string | null {
  const plain = digits.trim().replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{1,32}$/.test(plain) ? dashedUuidPrefix(plain) : null;
}

/** @param code as it stands on the carrier; another case will do where only one carrier has it @throws CatalogueFault not-found */
export function readCarrier(db: ReadableDb, code: string): CarrierRecord {
  const carrier = findCarrier(db, code);
  return { code: carrier.code as string, dumps: carrierDumps(db, carrier.id as number) };
}

/** In the order of their attempts. */
export function carrierDumps(db: ReadableDb, carrierId: number): DumpSummary[] {
  return sql(db, `${selectSummary} WHERE carrier_id = ? ORDER BY attempt_no`).all(carrierId).map(toSummary);
}

/** A medium is rarely imaged more often than this. */
const mostSeen = 20;

/**
 * Dumps of what may be the same medium. Of the identifiers of a disc only the strongest counts: discs share a CDDB id by
 * chance, and AccurateRip's covers audio tracks alone. A table that is the same says nothing where the samples differ.
 */
export function seenBefore(db: ReadableDb, { ids, samples }: MediumMarks): SeenDumps {
  const same = samples === null ? [] : seenBySamples(db, samples);
  const sameIds = new Set(same.map(({ dumpId }) => dumpId));
  const tables = ids === null ? [] : seenByTable(db, ids, samples);
  return {
    dumps: [...same, ...tables.filter(({ dumpId }) => !sameIds.has(dumpId))],
    sameSamples: [...sameIds],
  };
}

function seenBySamples(db: ReadableDb, samples: string): DumpSummary[] {
  return sql(db, `${selectSummary} WHERE ${samplesOfDump} = ? ORDER BY ended_ms DESC, dump.uuid DESC LIMIT ?`)
    .all(samples, mostSeen)
    .map(toSummary);
}

function seenByTable(db: ReadableDb, ids: DiscIds, samples: string | null): DumpSummary[] {
  const [scheme, value] = strongest(ids);
  return sql(
    db,
    `${selectSummary} WHERE dump.id IN (SELECT dump_id FROM disc_identifier WHERE scheme = ? AND value = ?)
       AND (? IS NULL OR coalesce(${samplesOfDump}, ?) = ?)
     ORDER BY ended_ms DESC, dump.uuid DESC LIMIT ?`,
  )
    .all(scheme, value, ...[samples, samples, samples], mostSeen)
    .map(toSummary);
}

function strongest({ musicbrainz, accurateRip, cddb }: DiscIds): [scheme: DiscScheme, value: string] {
  if (musicbrainz) return ['musicbrainz', musicbrainz];
  return accurateRip ? ['accuraterip', accurateRip] : ['cddb', cddb];
}
