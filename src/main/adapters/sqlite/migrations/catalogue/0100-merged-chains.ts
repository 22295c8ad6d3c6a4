import type { Migration } from '../migration.ts';

/**
 * Chains of other catalogues that were merged into this one. Their events stand in the chain of this one; in which order
 * they stood in their own is kept, so that it can be proved for ever.
 */
export const mergedChains: Migration = {
  version: 100,
  apply: (db) =>
    db.exec(`
      CREATE TABLE merged_chain (
        id INTEGER PRIMARY KEY,
        merged_at TEXT NOT NULL,
        event_count INTEGER NOT NULL,
        event_head BLOB NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE merged_event (
        chain_id INTEGER NOT NULL REFERENCES merged_chain (id),
        sequence INTEGER NOT NULL,
        event_sequence INTEGER NOT NULL REFERENCES event (sequence),
        PRIMARY KEY (chain_id, sequence)
      ) STRICT, WITHOUT ROWID;
    `),
};
