import type { Migration } from '../migration.ts';

/**
 * The files of a set stand in its own row: they are only ever read together, and one row for each would make importing
 * a large list three times as long. `content` finds sets by what they hold, by numbers core/dats/content-key.ts makes
 * of a hash; what it finds is compared in full.
 */
export const dats: Migration = {
  version: 10,
  apply: (db) =>
    db.exec(`
      CREATE TABLE dat (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        version TEXT NOT NULL,
        date TEXT NOT NULL,
        author TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_size_bytes INTEGER NOT NULL,
        file_sha256 TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        games INTEGER NOT NULL,
        roms INTEGER NOT NULL,
        UNIQUE (source, name)
      ) STRICT;

      CREATE TABLE game (
        id INTEGER PRIMARY KEY,
        dat_id INTEGER NOT NULL REFERENCES dat (id),
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        category TEXT NOT NULL,
        clone_of TEXT NOT NULL,
        roms_json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX game_dat ON game (dat_id);

      CREATE TABLE content (
        key INTEGER NOT NULL,
        game_id INTEGER NOT NULL,
        PRIMARY KEY (key, game_id)
      ) STRICT, WITHOUT ROWID;
    `),
};
