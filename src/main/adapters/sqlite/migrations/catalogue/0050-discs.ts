import type { Migration } from '../migration.ts';

/**
 * Discs, what they say of themselves, and the identifiers they are known again by. Dumps of discs that were recorded
 * before are filled in from their sidecars.
 */
export const discs: Migration = {
  version: 50,
  apply: (db) =>
    db.exec(`
      CREATE TABLE disc (
        dump_id INTEGER PRIMARY KEY REFERENCES dump (id) ON DELETE CASCADE,
        profile TEXT NOT NULL,
        title TEXT,
        performer TEXT,
        sessions INTEGER NOT NULL,
        audio_tracks INTEGER NOT NULL,
        data_tracks INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE disc_identifier (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        scheme TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (dump_id, scheme, value)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX disc_identifier_value ON disc_identifier (scheme, value);

      CREATE TABLE disc_text (
        dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        PRIMARY KEY (dump_id, text)
      ) STRICT, WITHOUT ROWID;

      CREATE TEMP TABLE told AS
        SELECT id AS dump_id, json_extract(sidecar_json, '$.disc') AS record FROM dump
        WHERE CASE WHEN json_valid(sidecar_json) THEN json_type(sidecar_json, '$.disc') END = 'object';
      INSERT INTO disc
        SELECT dump_id, json_extract(record, '$.disc.profile'),
          nullif(json_extract(language, '$.album.title'), ''),
          nullif(json_extract(language, '$.album.performer'), ''),
          json_array_length(record, '$.disc.sessions'),
          (SELECT count(*) FROM json_each(record, '$.disc.tracks') WHERE value ->> '$.mode' = 'AUDIO'),
          (SELECT count(*) FROM json_each(record, '$.disc.tracks') WHERE value ->> '$.mode' <> 'AUDIO')
        FROM (SELECT dump_id, record, coalesce(
            json_extract(record, '$.disc.cdText.english'),
            (SELECT value FROM json_each(record, '$.disc.cdText') WHERE type = 'object' ORDER BY key LIMIT 1)
          ) AS language FROM told);
      INSERT OR IGNORE INTO disc_identifier
        SELECT dump_id, scheme, value FROM (
          SELECT dump_id, 'musicbrainz' AS scheme, record ->> '$.disc.ids.musicbrainz' AS value FROM told
          UNION ALL SELECT dump_id, 'cddb', record ->> '$.disc.ids.cddb' FROM told
          UNION ALL SELECT dump_id, 'accuraterip', record ->> '$.disc.ids.accurateRip' FROM told
          UNION ALL SELECT dump_id, 'toc-sha1', record ->> '$.tocSha1' FROM told
          UNION ALL SELECT dump_id, 'mcn', record ->> '$.disc.mcn' FROM told
          UNION ALL SELECT dump_id, 'isrc', track.value ->> '$.isrc'
            FROM told, json_each(record, '$.disc.tracks') AS track
        ) WHERE value <> '';
      INSERT OR IGNORE INTO disc_text
        SELECT dump_id, atom FROM told, json_tree(record, '$.disc.cdText') WHERE type = 'text' AND atom <> '';
      DROP TABLE told;
    `),
};
