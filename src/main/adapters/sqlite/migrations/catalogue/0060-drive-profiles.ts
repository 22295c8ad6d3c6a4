import type { Migration } from '../migration.ts';

/** What drives were found to do, by the drive; and read offsets people imported, by the model. */
export const driveProfiles: Migration = {
  version: 60,
  apply: (db) =>
    db.exec(`
      CREATE TABLE drive_profile (
        vendor TEXT NOT NULL,
        product TEXT NOT NULL,
        revision TEXT NOT NULL,
        serial TEXT NOT NULL,
        profile_json TEXT NOT NULL,
        seen_ms INTEGER NOT NULL,
        PRIMARY KEY (vendor, product, revision, serial)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE read_offset (
        vendor TEXT NOT NULL COLLATE NOCASE,
        product TEXT NOT NULL COLLATE NOCASE,
        samples INTEGER NOT NULL,
        imported_ms INTEGER NOT NULL,
        PRIMARY KEY (vendor, product)
      ) STRICT, WITHOUT ROWID;
    `),
};
