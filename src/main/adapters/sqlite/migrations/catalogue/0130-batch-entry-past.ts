import type { Migration } from '../migration.ts';

/**
 * What the lines of batches were. How far a line has come is no decision and stands in no history; yet where two catalogues
 * are merged, what one says of a line must be known from what the other said before.
 */
export const batchEntryPast: Migration = {
  version: 130,
  apply: (db) =>
    db.exec(`
      CREATE TABLE batch_entry_past (
        id INTEGER PRIMARY KEY,
        entry_uuid TEXT NOT NULL,
        state TEXT NOT NULL,
        exception TEXT,
        note TEXT NOT NULL,
        dump_uuid TEXT,
        evidence_json TEXT
      ) STRICT;
      CREATE INDEX batch_entry_past_entry ON batch_entry_past (entry_uuid);
      CREATE TRIGGER batch_entry_was AFTER UPDATE ON batch_entry WHEN old.state NOT IN ('next', 'reading') BEGIN
        INSERT INTO batch_entry_past (entry_uuid, state, exception, note, dump_uuid, evidence_json)
          VALUES (old.uuid, old.state, old.exception, old.note, old.dump_uuid, old.evidence_json);
      END;
    `),
};
