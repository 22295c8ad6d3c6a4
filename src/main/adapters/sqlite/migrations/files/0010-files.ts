import type { Migration } from '../migration.ts';

/**
 * Names and contents stand once, however many discs have them. Rows of one listing lie together in the order of its
 * walk; a listing that is not whole is nobody's. `name_part` has every three characters in a row of the distinct names,
 * folded by core/catalogue/name-keys.ts; names are never taken out of it, those of no file find nothing.
 * `content.id` is the first eight bytes of the hash, as a signed number.
 */
export const files: Migration = {
  version: 10,
  apply: (db) =>
    db.exec(`
      CREATE TABLE listing (
        id INTEGER PRIMARY KEY,
        dump_uuid TEXT NOT NULL,
        sidecar_sha256 TEXT NOT NULL,
        whole INTEGER NOT NULL,
        has_contents INTEGER NOT NULL,
        entries INTEGER NOT NULL,
        damaged INTEGER NOT NULL,
        problem TEXT NOT NULL,
        made_ms INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX listing_of_dump ON listing (dump_uuid) WHERE whole = 1;
      CREATE INDEX listing_begun ON listing (id) WHERE whole = 0;

      CREATE TABLE filesystem (
        listing_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        label TEXT NOT NULL,
        session INTEGER,
        track INTEGER,
        is_listed INTEGER NOT NULL,
        entries INTEGER,
        PRIMARY KEY (listing_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dir (
        listing_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        filesystem INTEGER NOT NULL,
        path TEXT NOT NULL,
        PRIMARY KEY (listing_id, number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE name (
        id INTEGER PRIMARY KEY,
        t TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE VIRTUAL TABLE name_part USING fts5 (
        t, content = '', columnsize = 0, detail = 'none', tokenize = 'trigram case_sensitive 1'
      );

      CREATE TABLE content (
        id INTEGER PRIMARY KEY,
        sha256 BLOB NOT NULL
      ) STRICT;

      CREATE TABLE file (
        listing_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        dir INTEGER NOT NULL,
        name_id INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        size INTEGER NOT NULL,
        mtime INTEGER,
        lba INTEGER,
        damage INTEGER NOT NULL,
        content_id INTEGER,
        PRIMARY KEY (listing_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX file_name ON file (name_id);
      CREATE INDEX file_content ON file (content_id) WHERE content_id IS NOT NULL;
      CREATE INDEX file_damage ON file (listing_id, seq) WHERE damage > 0;
    `),
};
