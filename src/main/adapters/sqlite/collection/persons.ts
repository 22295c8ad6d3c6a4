import { sql, type WritableDb } from '../database.ts';
import { newUuid } from './new-uuid.ts';

/** The agent row of a person, made where there is none. */
export function personId(db: WritableDb, name: string): number {
  const present = sql(db, `SELECT id FROM agent WHERE kind = 'person' AND name = ? AND version = ''`).get(
    name,
  );
  if (present) return present.id as number;
  return Number(
    sql(db, `INSERT INTO agent (uuid, kind, name) VALUES (?, 'person', ?)`).run(newUuid(), name)
      .lastInsertRowid,
  );
}
