import type { Migration } from '../migration.ts';

/** Events are only ever added. `at` is kept as it was written, because the hash covers it so. */
export const events: Migration = {
  version: 20,
  apply: (db) =>
    db.exec(`
      CREATE TABLE event (
        sequence INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL,
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL,
        object_kind TEXT NOT NULL,
        object_id TEXT NOT NULL,
        prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL
      ) STRICT;
      CREATE INDEX event_object ON event (object_kind, object_id);

      CREATE TRIGGER event_is_final BEFORE UPDATE ON event BEGIN
        SELECT RAISE(ABORT, 'events are never changed');
      END;
      CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN
        SELECT RAISE(ABORT, 'events are never deleted');
      END;
    `),
};
