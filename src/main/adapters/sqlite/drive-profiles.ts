import type { ModelReadOffset } from '../../../shared/model/drive-profile.ts';
import { type Connection, inWriteTransaction, type ReadableDb, sql } from './database.ts';
import type { StoredProfile } from './thread-messages.ts';

/** Last seen first. */
export function readProfiles(db: ReadableDb): StoredProfile[] {
  return sql(
    db,
    `SELECT vendor, product, revision, serial, profile_json AS profileJson
     FROM drive_profile ORDER BY seen_ms DESC, vendor, product, revision, serial`,
  ).all() as unknown as StoredProfile[];
}

export function saveProfile(connection: Connection, profile: StoredProfile): void {
  const { vendor, product, revision, serial, profileJson } = profile;
  inWriteTransaction(connection, (db) =>
    sql(
      db,
      `INSERT INTO drive_profile (vendor, product, revision, serial, profile_json, seen_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET profile_json = excluded.profile_json, seen_ms = excluded.seen_ms`,
    ).run(vendor, product, revision, serial, profileJson, Date.now()),
  );
}

export function readReadOffsets(db: ReadableDb): ModelReadOffset[] {
  return sql(
    db,
    'SELECT vendor, product, samples FROM read_offset ORDER BY vendor, product',
  ).all() as unknown as ModelReadOffset[];
}

/** A model that is known already gets the offset of the newer list. */
export function importReadOffsets(connection: Connection, offsets: readonly ModelReadOffset[]): void {
  inWriteTransaction(connection, (db) => {
    const insert = sql(
      db,
      `INSERT INTO read_offset (vendor, product, samples, imported_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET samples = excluded.samples, imported_ms = excluded.imported_ms`,
    );
    for (const { vendor, product, samples } of offsets) insert.run(vendor, product, samples, Date.now());
  });
}
