import type { Migration } from '../migration.ts';

/** UUID version 7 (RFC 9562, 5.7) for rows that exist already. */
const newUuid = `(SELECT printf('%08x-%04x-7%03x-%04x-', ms >> 16, ms & 65535, abs(random() % 4096),
    32768 + abs(random() % 16384)) || lower(hex(randomblob(6)))
  FROM (SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS ms))`;

/**
 * The collection around the dumps: where a carrier belongs, where it lies, what people say of it, and every change of
 * it. `x_auto` is what a recording found, `x_manual` what a person says; `x_manual` is shown where there is one.
 * `stale` rows have their derived columns made anew when the catalogue is opened; `record_pending` ones have a record
 * beside their images that is older than they are.
 */
export const collection: Migration = {
  version: 80,
  apply: (db) =>
    db.exec(`
      ALTER TABLE agent ADD COLUMN uuid TEXT;
      ALTER TABLE agent ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE agent ADD COLUMN id_type TEXT;
      ALTER TABLE agent ADD COLUMN id_value TEXT;
      ALTER TABLE agent ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
      UPDATE agent SET uuid = ${newUuid};
      CREATE UNIQUE INDEX agent_uuid ON agent (uuid);

      CREATE TABLE collection (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        parent_id INTEGER REFERENCES collection (id),
        code TEXT NOT NULL UNIQUE COLLATE NOCASE,
        title TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
      ) STRICT;
      CREATE INDEX collection_parent ON collection (parent_id);

      CREATE TABLE location (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        parent_id INTEGER REFERENCES location (id),
        code TEXT NOT NULL UNIQUE COLLATE NOCASE,
        kind TEXT NOT NULL CHECK (kind IN ('room', 'shelf', 'box', 'slot')),
        note TEXT NOT NULL DEFAULT ''
      ) STRICT;
      CREATE INDEX location_parent ON location (parent_id);

      CREATE TABLE item (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        collection_id INTEGER REFERENCES collection (id),
        title TEXT NOT NULL,
        call_number TEXT,
        accession_no TEXT,
        date_text TEXT,
        date_from TEXT,
        date_to TEXT,
        rights TEXT,
        note TEXT NOT NULL DEFAULT ''
      ) STRICT;
      CREATE INDEX item_collection ON item (collection_id);
      CREATE INDEX item_title ON item (title COLLATE NOCASE);
      CREATE INDEX item_call_number ON item (call_number) WHERE call_number IS NOT NULL;
      CREATE INDEX item_accession_no ON item (accession_no) WHERE accession_no IS NOT NULL;

      ALTER TABLE carrier RENAME COLUMN kind TO kind_manual;
      ALTER TABLE carrier RENAME COLUMN manufacturer TO manufacturer_manual;
      ALTER TABLE carrier ADD COLUMN uuid TEXT;
      ALTER TABLE carrier ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE carrier ADD COLUMN item_id INTEGER REFERENCES item (id);
      ALTER TABLE carrier ADD COLUMN collection_id INTEGER REFERENCES collection (id);
      ALTER TABLE carrier ADD COLUMN location_id INTEGER REFERENCES location (id);
      ALTER TABLE carrier ADD COLUMN seq_no INTEGER;
      ALTER TABLE carrier ADD COLUMN seq_total INTEGER;
      ALTER TABLE carrier ADD COLUMN kind_auto TEXT;
      ALTER TABLE carrier ADD COLUMN title_auto TEXT;
      ALTER TABLE carrier ADD COLUMN title_manual TEXT;
      ALTER TABLE carrier ADD COLUMN manufacturer_auto TEXT;
      ALTER TABLE carrier ADD COLUMN date_auto TEXT;
      ALTER TABLE carrier ADD COLUMN date_manual TEXT;
      ALTER TABLE carrier ADD COLUMN state TEXT NOT NULL DEFAULT 'expected';
      ALTER TABLE carrier ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';
      ALTER TABLE carrier ADD COLUMN disposition TEXT;
      ALTER TABLE carrier ADD COLUMN exception TEXT;
      ALTER TABLE carrier ADD COLUMN chosen_dump_id INTEGER REFERENCES dump (id);
      ALTER TABLE carrier ADD COLUMN signed_off_dump_id INTEGER REFERENCES dump (id);
      ALTER TABLE carrier ADD COLUMN signed_off_at TEXT;
      ALTER TABLE carrier ADD COLUMN signed_off_by TEXT;
      ALTER TABLE carrier ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE carrier ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE carrier ADD COLUMN record_pending INTEGER NOT NULL DEFAULT 0;
      UPDATE carrier SET uuid = ${newUuid}, stale = 1, created_ms = CAST(unixepoch('subsec') * 1000 AS INTEGER);
      CREATE UNIQUE INDEX carrier_uuid ON carrier (uuid);
      CREATE UNIQUE INDEX carrier_in_item
        ON carrier (item_id, seq_no, coalesce(side, ''), coalesce(copy_no, 1))
        WHERE item_id IS NOT NULL AND seq_no IS NOT NULL;
      CREATE INDEX carrier_item ON carrier (item_id) WHERE item_id IS NOT NULL;
      CREATE INDEX carrier_collection ON carrier (collection_id) WHERE collection_id IS NOT NULL;
      CREATE INDEX carrier_location ON carrier (location_id) WHERE location_id IS NOT NULL;
      CREATE INDEX carrier_state ON carrier (state, code);
      CREATE INDEX carrier_stale ON carrier (id) WHERE stale = 1;
      CREATE INDEX carrier_record_pending ON carrier (id) WHERE record_pending = 1;

      ALTER TABLE dump ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE dump ADD COLUMN preferred INTEGER NOT NULL DEFAULT 0;
      -- What the sidecar says, which a person may have found wrong since.
      ALTER TABLE dump ADD COLUMN sidecar_carrier TEXT;
      UPDATE dump SET sidecar_carrier = (SELECT code FROM carrier WHERE carrier.id = carrier_id);
      CREATE UNIQUE INDEX dump_preferred ON dump (carrier_id) WHERE preferred = 1;

      -- Rings and the like, which nobody shall try to read.
      CREATE TABLE deliberate_range (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        dump_id INTEGER NOT NULL REFERENCES dump (id),
        lba_start INTEGER NOT NULL,
        lba_count INTEGER NOT NULL CHECK (lba_count > 0),
        note TEXT NOT NULL DEFAULT '',
        UNIQUE (dump_id, lba_start)
      ) STRICT;

      CREATE TABLE identifier (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        owner_kind TEXT NOT NULL CHECK (owner_kind IN ('carrier', 'item')),
        owner_id INTEGER NOT NULL,
        scheme TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('auto', 'operator', 'dat', 'online', 'pack')),
        verified INTEGER NOT NULL DEFAULT 0,
        UNIQUE (owner_kind, owner_id, scheme, value)
      ) STRICT;
      CREATE INDEX identifier_value ON identifier (value, scheme);

      CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE
      ) STRICT;
      CREATE TABLE carrier_tag (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        carrier_id INTEGER NOT NULL REFERENCES carrier (id),
        tag_id INTEGER NOT NULL REFERENCES tag (id),
        UNIQUE (carrier_id, tag_id)
      ) STRICT;
      CREATE INDEX carrier_tag_tag ON carrier_tag (tag_id);

      -- path and thumbnail_path lie in the folder of assets beside the catalogue.
      CREATE TABLE asset (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        owner_kind TEXT NOT NULL CHECK (owner_kind IN ('carrier', 'item')),
        owner_id INTEGER NOT NULL,
        role TEXT NOT NULL,
        path TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        size_bytes INTEGER NOT NULL,
        width INTEGER,
        height INTEGER,
        thumbnail_path TEXT,
        name TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        added_at TEXT NOT NULL,
        UNIQUE (owner_kind, owner_id, sha256)
      ) STRICT;
      CREATE INDEX asset_sha256 ON asset (sha256);

      CREATE TABLE batch (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        name TEXT NOT NULL,
        operator TEXT NOT NULL,
        template TEXT,
        directory TEXT NOT NULL,
        options_json TEXT NOT NULL,
        settings_json TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
        opened_at TEXT NOT NULL,
        closed_at TEXT,
        report_json TEXT
      ) STRICT;
      CREATE TABLE batch_entry (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        batch_id INTEGER NOT NULL REFERENCES batch (id),
        position INTEGER NOT NULL,
        carrier_id INTEGER NOT NULL REFERENCES carrier (id),
        state TEXT NOT NULL,
        exception TEXT,
        note TEXT NOT NULL DEFAULT '',
        drive TEXT,
        job_id TEXT,
        dump_uuid TEXT,
        evidence_json TEXT,
        started_at TEXT,
        ended_at TEXT,
        UNIQUE (batch_id, position),
        UNIQUE (batch_id, carrier_id)
      ) STRICT;
      CREATE INDEX batch_entry_carrier ON batch_entry (carrier_id);

      CREATE TABLE saved_view (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        query_json TEXT NOT NULL
      ) STRICT;

      -- One row per decision of a person, and every row it changed: undo, and the audit trail.
      CREATE TABLE txn (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        agent_id INTEGER NOT NULL REFERENCES agent (id),
        kind TEXT NOT NULL,
        summary TEXT NOT NULL,
        undoes_id INTEGER REFERENCES txn (id)
      ) STRICT;
      CREATE UNIQUE INDEX txn_undoes ON txn (undoes_id) WHERE undoes_id IS NOT NULL;
      CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        txn_id INTEGER NOT NULL REFERENCES txn (id),
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        old_json TEXT,
        new_json TEXT
      ) STRICT;
      CREATE INDEX change_txn ON change (txn_id);
      CREATE INDEX change_row ON change (table_name, row_id);
      CREATE TRIGGER change_is_final BEFORE UPDATE ON change BEGIN
        SELECT RAISE(ABORT, 'changes are never changed');
      END;
      CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN
        SELECT RAISE(ABORT, 'changes are never deleted');
      END;
    `),
};
