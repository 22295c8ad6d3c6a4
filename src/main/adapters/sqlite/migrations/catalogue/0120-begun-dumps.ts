import type { Migration } from '../migration.ts';

/** What a batch must know of its entries when it goes on after the program has ended. */
export const begunDumps: Migration = {
  version: 120,
  apply: (db) =>
    db.exec(`
      ALTER TABLE batch_entry ADD COLUMN begun_name TEXT;
      ALTER TABLE batch_entry ADD COLUMN read_anyway INTEGER NOT NULL DEFAULT 0;
    `),
};
