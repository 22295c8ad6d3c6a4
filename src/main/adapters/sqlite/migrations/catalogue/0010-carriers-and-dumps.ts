import type { Migration } from '../migration.ts';

/** Times are UTC milliseconds with the offset of the place, hashes are blobs, vocabularies are codes. */
export const carriersAndDumps: Migration = {
  version: 10,
  apply: (db) =>
    db.exec(`
      CREATE TABLE meta (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        event_count INTEGER NOT NULL,
        event_head BLOB NOT NULL
      ) STRICT;
      INSERT INTO meta VALUES (1, 0, zeroblob(32));

      CREATE TABLE agent (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'software', 'device', 'organisation')),
        name TEXT NOT NULL,
        version TEXT NOT NULL DEFAULT '',
        note TEXT,
        UNIQUE (kind, name, version)
      ) STRICT;

      CREATE TABLE drive (
        id INTEGER PRIMARY KEY,
        vendor TEXT NOT NULL,
        product TEXT NOT NULL,
        revision TEXT NOT NULL,
        serial TEXT NOT NULL,
        bus TEXT NOT NULL,
        UNIQUE (vendor, product, revision, serial)
      ) STRICT;

      CREATE TABLE carrier (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        kind TEXT,
        label_text TEXT,
        manufacturer TEXT,
        condition_code TEXT,
        condition_note TEXT,
        write_protect INTEGER,
        side TEXT,
        copy_no INTEGER,
        note TEXT
      ) STRICT;
      CREATE INDEX carrier_code_folded ON carrier (code COLLATE NOCASE);

      CREATE TABLE dump (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        carrier_id INTEGER REFERENCES carrier (id),
        attempt_no INTEGER NOT NULL,
        tool_id INTEGER NOT NULL REFERENCES agent (id),
        name TEXT NOT NULL,
        outcome TEXT NOT NULL,
        started_ms INTEGER NOT NULL,
        started_offset_minutes INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        ended_offset_minutes INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        sector_size INTEGER NOT NULL,
        sectors_total INTEGER NOT NULL,
        sectors_good INTEGER NOT NULL,
        sectors_good_after_retry INTEGER NOT NULL,
        sectors_bad INTEGER NOT NULL,
        sectors_pending INTEGER NOT NULL,
        format_name TEXT,
        drive_label TEXT NOT NULL,
        image_size_bytes INTEGER NOT NULL,
        image_crc32 BLOB NOT NULL,
        image_md5 BLOB NOT NULL,
        image_sha1 BLOB NOT NULL,
        image_sha256 BLOB NOT NULL,
        options_json TEXT NOT NULL,
        directory TEXT NOT NULL,
        sidecar_json TEXT NOT NULL,
        sidecar_sha256 BLOB NOT NULL,
        UNIQUE (carrier_id, attempt_no)
      ) STRICT;
      CREATE INDEX dump_newest ON dump (ended_ms, uuid);
      -- CRC-32 first: the index serves both the pair and a CRC-32 looked up by itself.
      CREATE INDEX dump_image_crc32 ON dump (image_crc32, image_size_bytes);
      CREATE INDEX dump_image_md5 ON dump (image_md5);
      CREATE INDEX dump_image_sha1 ON dump (image_sha1);
      CREATE INDEX dump_image_sha256 ON dump (image_sha256);

      CREATE TABLE dump_drive (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        drive_id INTEGER NOT NULL REFERENCES drive (id),
        PRIMARY KEY (dump_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dump_extent (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        lba_start INTEGER NOT NULL,
        lba_count INTEGER NOT NULL,
        drive_position INTEGER NOT NULL,
        PRIMARY KEY (dump_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE error_range (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        lba_start INTEGER NOT NULL,
        lba_count INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (dump_id, lba_start, kind)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE image_file (
        id INTEGER PRIMARY KEY,
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        path TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        crc32 BLOB NOT NULL,
        md5 BLOB NOT NULL,
        sha1 BLOB NOT NULL,
        sha256 BLOB NOT NULL,
        UNIQUE (dump_id, position)
      ) STRICT;
      CREATE INDEX image_file_crc32 ON image_file (crc32, size_bytes);
      CREATE INDEX image_file_md5 ON image_file (md5);
      CREATE INDEX image_file_sha1 ON image_file (sha1);
      CREATE INDEX image_file_sha256 ON image_file (sha256);

      CREATE TABLE filesystem (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        label TEXT NOT NULL,
        start_lba INTEGER NOT NULL,
        PRIMARY KEY (dump_id, position)
      ) STRICT, WITHOUT ROWID;
    `),
};
