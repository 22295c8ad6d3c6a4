import type { Migration } from '../migration.ts';

/**
 * What checks found. A file without a row was never checked; a row whose hash is not the file's belongs to an earlier
 * dump of that name and counts for nothing.
 */
export const fixity: Migration = {
  version: 70,
  apply: (db) =>
    db.exec(`
      CREATE TABLE fixity_storage (
        root TEXT PRIMARY KEY,
        interval_days INTEGER NOT NULL,
        max_bytes_per_second INTEGER,
        quiet_from_minute INTEGER,
        quiet_to_minute INTEGER,
        named INTEGER NOT NULL,
        volume TEXT,
        offline_since TEXT,
        offline_why TEXT
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE fixity_check (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ok', 'mismatch', 'missing', 'unreadable')),
        checked_ms INTEGER NOT NULL,
        ok_checks INTEGER NOT NULL,
        due_ms INTEGER NOT NULL,
        PRIMARY KEY (dump_id, path)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE fixity_incident (
        id INTEGER PRIMARY KEY,
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        state TEXT NOT NULL,
        detail TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        closed_at TEXT,
        closed_by TEXT,
        reason TEXT
      ) STRICT;
      CREATE UNIQUE INDEX fixity_incident_open ON fixity_incident (dump_id, path) WHERE closed_at IS NULL;
    `),
};
