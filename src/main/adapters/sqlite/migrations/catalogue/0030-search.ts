import type { Migration } from '../migration.ts';

/**
 * One entry per thing that can be found. `words` is its text folded by core/catalogue/search-words.ts; two indexes
 * lie over it: whole words and their beginnings, and any three letters in a row.
 */
export const search: Migration = {
  version: 30,
  apply: (db) =>
    db.exec(`
      CREATE TABLE search_entry (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('carrier', 'dump', 'file')),
        carrier_id INTEGER REFERENCES carrier (id) ON DELETE CASCADE,
        dump_id INTEGER REFERENCES dump (id) ON DELETE CASCADE,
        image_file_id INTEGER REFERENCES image_file (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        parts_json TEXT NOT NULL,
        words TEXT NOT NULL,
        implied_by TEXT
      ) STRICT;
      CREATE INDEX search_entry_carrier ON search_entry (carrier_id);
      CREATE INDEX search_entry_dump ON search_entry (dump_id);
      CREATE INDEX search_entry_file ON search_entry (image_file_id);

      CREATE VIRTUAL TABLE search_word USING fts5 (
        words, content = 'search_entry', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
      );
      CREATE VIRTUAL TABLE search_part USING fts5 (
        words, content = 'search_entry', content_rowid = 'id', tokenize = 'trigram', detail = 'none'
      );

      CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_word (rowid, words) VALUES (new.id, new.words);
        INSERT INTO search_part (rowid, words) VALUES (new.id, new.words);
      END;
      CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_part (search_part, rowid, words) VALUES ('delete', old.id, old.words);
      END;
      CREATE TRIGGER search_entry_changed AFTER UPDATE OF id, words ON search_entry BEGIN
        INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_part (search_part, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_word (rowid, words) VALUES (new.id, new.words);
        INSERT INTO search_part (rowid, words) VALUES (new.id, new.words);
      END;
    `),
};
