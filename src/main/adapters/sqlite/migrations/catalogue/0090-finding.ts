import type { Migration } from '../migration.ts';

const columns = [
  ...[
    'id',
    'code',
    'title',
    'labels',
    'state',
    'kind',
    'collection_id',
    'location_id',
    'date',
    'drive',
    'operator',
  ],
  ...['errors', 'fixity', 'directory', 'photo', 'note', 'dumps', 'dump_id', 'ended_ms', 'tags_json'],
];

/** A statement of a trigger must not depend on how the one that fired it treats conflicts: hence no OR REPLACE. */
function refresh(view: 'unit_of_carrier' | 'unit_of_dump', where: string): string {
  return `INSERT INTO unit (${columns.join(', ')}, gone, seq)
    SELECT ${columns.join(', ')}, 0, (SELECT coalesce(max(seq), 0) FROM unit) + row_number() OVER () FROM ${view} WHERE ${where}
    ON CONFLICT (id) DO UPDATE SET ${[...columns, 'gone', 'seq'].map((name) => `${name} = excluded.${name}`).join(', ')};`;
}

function refreshCarrier(where: string): string {
  return refresh('unit_of_carrier', where);
}

/** A dump counts for its carrier, and for itself where it has none. */
function refreshDump(
  dumpId: string,
  carrierId = `(SELECT carrier_id FROM dump WHERE id = ${dumpId})`,
): string {
  return `${refreshCarrier(`id = ${carrierId}`)} ${refresh('unit_of_dump', `dump_id = ${dumpId}`)}`;
}

function forget(id: string): string {
  return `UPDATE unit SET gone = 1, seq = (SELECT max(seq) + 1 FROM unit) WHERE id = ${id};`;
}

type Side = 'old' | 'new';

function followTable(table: string, renew: (side: Side) => string): string {
  return `
      CREATE TRIGGER unit_${table}_added AFTER INSERT ON ${table} BEGIN ${renew('new')} END;
      CREATE TRIGGER unit_${table}_changed AFTER UPDATE ON ${table} BEGIN ${renew('old')} ${renew('new')} END;
      CREATE TRIGGER unit_${table}_removed AFTER DELETE ON ${table} BEGIN ${renew('old')} END;`;
}

/**
 * Which listings there are, and what collections are narrowed by: one row for each carrier, and one with a negative number
 * for each dump of no carrier. Triggers keep the rows, so that whatever changes a carrier changes what it is found by; `seq`
 * tells a reader which rows are newer than what it knows.
 */
export const finding: Migration = {
  version: 90,
  apply: (db) =>
    db.exec(`
      -- What carriers are found by is more than it was.
      UPDATE carrier SET stale = 1;

      CREATE TABLE dump_listing (
        dump_id INTEGER PRIMARY KEY REFERENCES dump (id) ON DELETE CASCADE,
        state TEXT NOT NULL CHECK (state IN ('listed', 'failed')),
        sidecar_sha256 BLOB NOT NULL,
        has_contents INTEGER NOT NULL,
        entries INTEGER NOT NULL,
        damaged INTEGER NOT NULL,
        problem TEXT NOT NULL,
        at_ms INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL,
        gone INTEGER NOT NULL,
        code TEXT NOT NULL,
        title TEXT,
        labels TEXT NOT NULL,
        state TEXT NOT NULL,
        kind TEXT,
        collection_id INTEGER,
        location_id INTEGER,
        date TEXT,
        drive TEXT,
        operator TEXT,
        errors INTEGER,
        fixity TEXT,
        directory TEXT,
        photo INTEGER NOT NULL,
        note TEXT NOT NULL,
        dumps INTEGER NOT NULL,
        dump_id INTEGER,
        ended_ms INTEGER,
        tags_json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX unit_seq ON unit (seq);

      -- The worst that checks found of the files of a dump; never: one of them was not checked.
      CREATE VIEW dump_fixity AS
        SELECT image_file.dump_id, CASE min(CASE coalesce(checked.state, 'never')
            WHEN 'mismatch' THEN 0 WHEN 'missing' THEN 1 WHEN 'unreadable' THEN 2 WHEN 'never' THEN 3 ELSE 4 END)
          WHEN 0 THEN 'mismatch' WHEN 1 THEN 'missing' WHEN 2 THEN 'unreadable' WHEN 3 THEN 'never' WHEN 4 THEN 'ok' END AS state
        FROM image_file LEFT JOIN fixity_check AS checked ON checked.dump_id = image_file.dump_id
          AND checked.path = image_file.path AND checked.sha256 = image_file.sha256
        GROUP BY image_file.dump_id;

      CREATE VIEW unit_of_carrier AS
        SELECT carrier.id AS id, carrier.code AS code,
          coalesce(carrier.title_manual, carrier.title_auto, item.title) AS title,
          concat_ws(char(10), carrier.code, carrier.title_manual, carrier.title_auto, carrier.label_text, item.title,
            disc.title, (SELECT group_concat(label, char(10)) FROM filesystem WHERE dump_id = dump.id)) AS labels,
          carrier.state AS state, coalesce(carrier.kind_manual, carrier.kind_auto) AS kind,
          coalesce(carrier.collection_id, item.collection_id) AS collection_id, carrier.location_id AS location_id,
          coalesce(carrier.date_manual, carrier.date_auto, item.date_from, item.date_text) AS date,
          dump.drive_label AS drive,
          (SELECT batch.operator FROM batch_entry JOIN batch ON batch.id = batch_entry.batch_id
           WHERE batch_entry.carrier_id = carrier.id ORDER BY batch_entry.id DESC LIMIT 1) AS operator,
          dump.sectors_good + dump.sectors_good_after_retry < dump.sectors_total AS errors,
          (SELECT state FROM dump_fixity WHERE dump_fixity.dump_id = dump.id) AS fixity,
          dump.directory AS directory,
          EXISTS (SELECT 1 FROM asset WHERE owner_kind = 'carrier' AND owner_id = carrier.id) AS photo,
          concat_ws(char(10), carrier.note, carrier.condition_note, item.note) AS note,
          (SELECT count(*) FROM dump AS each WHERE each.carrier_id = carrier.id) AS dumps,
          dump.id AS dump_id, dump.ended_ms AS ended_ms,
          (SELECT json_group_array(tag_id) FROM carrier_tag WHERE carrier_tag.carrier_id = carrier.id) AS tags_json
        FROM carrier LEFT JOIN item ON item.id = carrier.item_id
          LEFT JOIN dump ON dump.id = (SELECT id FROM dump AS best WHERE best.carrier_id = carrier.id
            ORDER BY best.preferred DESC, best.attempt_no DESC LIMIT 1)
          LEFT JOIN disc ON disc.dump_id = dump.id;

      CREATE VIEW unit_of_dump AS
        SELECT -dump.id AS id, dump.name AS code, disc.title AS title,
          concat_ws(char(10), dump.name, disc.title,
            (SELECT group_concat(label, char(10)) FROM filesystem WHERE dump_id = dump.id)) AS labels,
          CASE WHEN dump.outcome IN ('complete', 'complete-after-retries') THEN 'imaged' ELSE 'needs-attention' END AS state,
          NULL AS kind, NULL AS collection_id, NULL AS location_id, NULL AS date,
          dump.drive_label AS drive, NULL AS operator,
          dump.sectors_good + dump.sectors_good_after_retry < dump.sectors_total AS errors,
          (SELECT state FROM dump_fixity WHERE dump_fixity.dump_id = dump.id) AS fixity,
          dump.directory AS directory, 0 AS photo, '' AS note, 1 AS dumps, dump.id AS dump_id,
          dump.ended_ms AS ended_ms, '[]' AS tags_json
        FROM dump LEFT JOIN disc ON disc.dump_id = dump.id WHERE dump.carrier_id IS NULL;

      ${refresh('unit_of_carrier', 'TRUE')}
      ${refresh('unit_of_dump', 'TRUE')}

      CREATE TRIGGER unit_carrier_added AFTER INSERT ON carrier BEGIN ${refreshCarrier('id = new.id')} END;
      CREATE TRIGGER unit_carrier_changed AFTER UPDATE ON carrier BEGIN ${refreshCarrier('id = new.id')} END;
      CREATE TRIGGER unit_carrier_removed AFTER DELETE ON carrier BEGIN ${forget('old.id')} END;
      CREATE TRIGGER unit_item_changed AFTER UPDATE ON item BEGIN
        ${refreshCarrier('id IN (SELECT id FROM carrier WHERE item_id = new.id)')} END;
      CREATE TRIGGER unit_dump_changed AFTER UPDATE ON dump BEGIN ${refreshDump('new.id', 'new.carrier_id')} END;
      CREATE TRIGGER unit_dump_given AFTER UPDATE OF carrier_id ON dump WHEN old.carrier_id IS NOT new.carrier_id BEGIN
        ${refreshCarrier('id = old.carrier_id')} ${forget('-new.id AND new.carrier_id IS NOT NULL')} END;
      CREATE TRIGGER unit_dump_removed AFTER DELETE ON dump BEGIN
        ${refreshCarrier('id = old.carrier_id')} ${forget('-old.id')} END;
      -- A dump is made findable once all of it is written.
      CREATE TRIGGER unit_dump_indexed AFTER INSERT ON search_entry WHEN new.kind = 'dump' BEGIN
        ${refreshDump('new.dump_id')} END;
      CREATE TRIGGER unit_operator_changed AFTER UPDATE OF operator ON batch BEGIN
        ${refreshCarrier('id IN (SELECT carrier_id FROM batch_entry WHERE batch_id = new.id)')} END;
      ${followTable('batch_entry', (side) => refreshCarrier(`id = ${side}.carrier_id`))}
      ${followTable('carrier_tag', (side) => refreshCarrier(`id = ${side}.carrier_id`))}
      ${followTable('asset', (side) => refreshCarrier(`id = ${side}.owner_id AND ${side}.owner_kind = 'carrier'`))}
      ${followTable('fixity_check', (side) => refreshDump(`${side}.dump_id`))}
    `),
};
