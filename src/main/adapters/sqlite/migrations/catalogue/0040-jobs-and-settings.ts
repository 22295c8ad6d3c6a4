import type { Migration } from '../migration.ts';

export const jobsAndSettings: Migration = {
  version: 40,
  apply: (db) =>
    db.exec(`
      CREATE TABLE job (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        owner TEXT,
        snapshot_json TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        updated_ms INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value_json TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
};
