/** The rows of a disc: written from its facts, and read back as the same facts. */
import type { DiscSummary } from '../../../shared/model/disc-summary.ts';
import type { DiscFacts, DiscIdentifier } from '../../core/catalogue/disc-facts.ts';
import { type ReadableDb, type Row, sql, type WritableDb } from './database.ts';

export function insertDisc(db: WritableDb, dumpId: number, disc: DiscFacts): void {
  const { profile, title, performer, sessions, audioTracks, dataTracks } = disc;
  sql(db, 'INSERT INTO disc VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    ...[dumpId, profile, title, performer, sessions, audioTracks, dataTracks],
  );
  for (const { scheme, value } of disc.identifiers)
    sql(db, 'INSERT INTO disc_identifier VALUES (?, ?, ?)').run(dumpId, scheme, value);
  for (const text of disc.texts) sql(db, 'INSERT INTO disc_text VALUES (?, ?)').run(dumpId, text);
}

export function readDiscFacts(db: ReadableDb, dumpId: number): DiscFacts | null {
  const disc = sql(db, 'SELECT * FROM disc WHERE dump_id = ?').get(dumpId);
  const summary = disc && toDiscSummary(disc);
  if (!summary) return null;
  const identifiers = sql(db, 'SELECT scheme, value FROM disc_identifier WHERE dump_id = ?').all(dumpId);
  const texts = sql(db, 'SELECT text FROM disc_text WHERE dump_id = ?').all(dumpId);
  // SQLite sorts by UTF-8, facts by UTF-16: the order is made here.
  const keyed = new Map(
    identifiers.map((row) => [`${row.scheme} ${row.value}`, row as unknown as DiscIdentifier]),
  );
  return {
    ...summary,
    identifiers: [...keyed.keys()].sort().map((key) => keyed.get(key)!),
    texts: texts.map((row) => row.text as string).sort(),
  };
}

/** From a row that has the columns of `disc`, or null where it joined none. */
export function toDiscSummary(row: Row): DiscSummary | null {
  if (row.profile === null) return null;
  return {
    profile: row.profile as string,
    title: row.title as string | null,
    performer: row.performer as string | null,
    sessions: row.sessions as number,
    audioTracks: row.audio_tracks as number,
    dataTracks: row.data_tracks as number,
  };
}
