import type { Migration } from '../migration.ts';

/** The line of the jobs that wait outlives the program: their places, and how each begins. */
export const waitingJobs: Migration = {
  version: 150,
  apply: (db) =>
    db.exec(`
      ALTER TABLE job ADD COLUMN place INTEGER;
      ALTER TABLE job ADD COLUMN begins_json TEXT;
    `),
};
