import type { Migration } from '../migration.ts';

/** What the catalogue knows of its own care: whether it is being written, and when it was last found sound. */
export const upkeep: Migration = {
  version: 75,
  apply: (db) =>
    db.exec(`
      CREATE TABLE upkeep (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
};
