/** What follows from the dumps of a carrier and from decisions about it, made anew. */
import type { Outcome } from '../../../../shared/model/outcome.ts';
import type { CarrierException, Disposition } from '../../../../shared/model/vocabulary.ts';
import { autoFacts } from '../../../core/catalogue/auto-facts.ts';
import { type AttemptFacts, carrierState, preferredAttempt } from '../../../core/catalogue/carrier-state.ts';
import {
  type Connection,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
  type WritableDb,
} from '../database.ts';
import { indexCarrier, indexDump } from '../search-entries.ts';

/** A carrier that is gone needs nothing. */
export function refreshCarrier(db: WritableDb, id: number): void {
  const carrier = sql(db, 'SELECT * FROM carrier WHERE id = ?').get(id);
  if (!carrier) return;
  const derived = derivedOf(db, carrier);
  const { preferred } = derived;
  sql(db, 'UPDATE dump SET preferred = 0 WHERE carrier_id = ? AND preferred = 1 AND id IS NOT ?').run(
    id,
    preferred,
  );
  sql(db, 'UPDATE dump SET preferred = 1 WHERE id = ? AND preferred = 0').run(preferred);
  sql(
    db,
    `UPDATE carrier SET state = @state, state_reason = @reason, kind_auto = @kind, title_auto = @title, stale = 0,
       record_pending = @pending WHERE id = @id`,
  ).run({
    id,
    state: derived.state,
    reason: derived.reason,
    kind: derived.kind,
    title: derived.title,
    pending: Number(preferred !== null || hasPhotos(db, id) || hadDumps(db, id)),
  });
  indexCarrier(db, id);
  for (const dump of sql(db, 'SELECT id FROM dump WHERE carrier_id = ?').all(id))
    indexDump(db, dump.id as number);
}

export interface Derived {
  readonly state: string;
  readonly reason: string;
  readonly kind: string | null;
  readonly title: string | null;
  /** Row of the dump that stands for the carrier. */
  readonly preferred: number | null;
}

/** @param carrier its row */
export function derivedOf(db: ReadableDb, carrier: Row): Derived {
  const preferred = preferredAttempt(
    attemptsOf(db, carrier.id as number),
    carrier.chosen_dump_id as number | null,
  );
  const { state, reason } = carrierState(
    {
      disposition: carrier.disposition as Disposition | null,
      exception: carrier.exception as CarrierException | null,
      chosenDump: carrier.chosen_dump_id as number | null,
      signedOffDump: carrier.signed_off_dump_id as number | null,
    },
    preferred,
  );
  const auto = preferred ? autoOf(db, preferred.id) : { kind: null, title: null };
  return { state, reason, ...auto, preferred: preferred?.id ?? null };
}

/** Carriers an earlier version left, or a migration, have what this version derives when the catalogue opens. */
export function refreshStaleCarriers(connection: Connection): void {
  if (!sql(connection, 'SELECT 1 FROM carrier WHERE stale = 1 LIMIT 1').get()) return;
  inWriteTransaction(connection, (db) => {
    for (const row of sql(db, 'SELECT id FROM carrier WHERE stale = 1').all())
      refreshCarrier(db, row.id as number);
  });
}

function attemptsOf(db: ReadableDb, carrierId: number): AttemptFacts[] {
  return sql(
    db,
    `SELECT id, attempt_no, outcome, sectors_total, sectors_good + sectors_good_after_retry AS read
     FROM dump WHERE carrier_id = ? ORDER BY attempt_no`,
  )
    .all(carrierId)
    .map((row) => ({
      id: row.id as number,
      attempt: row.attempt_no as number,
      outcome: row.outcome as Outcome,
      totalSectors: row.sectors_total as number,
      readSectors: row.read as number,
    }));
}

function autoOf(db: ReadableDb, dumpId: number) {
  const row = sql(
    db,
    `SELECT profile, audio_tracks, data_tracks, format_name, size_bytes, title,
       (SELECT json_group_array(label ORDER BY position) FROM filesystem WHERE dump_id = dump.id) AS labels_json
     FROM dump LEFT JOIN disc ON disc.dump_id = dump.id WHERE dump.id = ?`,
  ).get(dumpId) as Row;
  return autoFacts({
    profile: row.profile as string | null,
    audioTracks: (row.audio_tracks as number | null) ?? 0,
    dataTracks: (row.data_tracks as number | null) ?? 0,
    formatName: row.format_name as string | null,
    sizeBytes: row.size_bytes as number,
    discTitle: row.title as string | null,
    volumeLabels: JSON.parse(row.labels_json as string) as string[],
  });
}

/** Its record lies beside them. */
function hasPhotos(db: ReadableDb, carrierId: number): boolean {
  return (
    sql(db, `SELECT 1 FROM asset WHERE owner_kind = 'carrier' AND owner_id = ?`).get(carrierId) !== undefined
  );
}

/** Its record lies beside dumps that are others' now, and must not go on claiming them. */
function hadDumps(db: ReadableDb, carrierId: number): boolean {
  const row = sql(
    db,
    `SELECT 1 FROM change WHERE table_name = 'dump' AND old_json ->> '$.carrier_id' = ? LIMIT 1`,
  ).get(carrierId);
  return row !== undefined;
}
