import type { Migration } from '../migration.ts';

const slow = '(SELECT state FROM dump_fixity WHERE dump_fixity.dump_id = dump.id)';

/** Looks at the files of one dump: the view this takes the place of looked at those of all of them, with every change. */
const ofOneDump = `(SELECT CASE min(CASE coalesce(checked.state, 'never')
        WHEN 'mismatch' THEN 0 WHEN 'missing' THEN 1 WHEN 'unreadable' THEN 2 WHEN 'never' THEN 3 ELSE 4 END)
      WHEN 0 THEN 'mismatch' WHEN 1 THEN 'missing' WHEN 2 THEN 'unreadable' WHEN 3 THEN 'never' WHEN 4 THEN 'ok' END
    FROM image_file LEFT JOIN fixity_check AS checked ON checked.dump_id = image_file.dump_id
      AND checked.path = image_file.path AND checked.sha256 = image_file.sha256
    WHERE image_file.dump_id = dump.id)`;

export const unitFixity: Migration = {
  version: 110,
  apply: (db) => {
    for (const view of ['unit_of_carrier', 'unit_of_dump']) {
      const text = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(view) as string;
      db.exec(`DROP VIEW ${view}`);
      db.exec(text.replace(slow, ofOneDump));
    }
    db.exec('DROP VIEW dump_fixity');
  },
};
