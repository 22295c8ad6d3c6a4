import type { Migration } from '../migration.ts';

export const packs: Migration = {
  version: 20,
  apply: (db) =>
    db.exec(`
      CREATE TABLE pack (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        date TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_sha256 TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        facts INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE pack_fact (
        id INTEGER PRIMARY KEY,
        pack_id INTEGER NOT NULL REFERENCES pack (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        disc_id TEXT NOT NULL,
        fact_json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX pack_fact_disc ON pack_fact (kind, disc_id);
      CREATE INDEX pack_fact_pack ON pack_fact (pack_id);
    `),
};
