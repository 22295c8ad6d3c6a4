/** A catalogue as an earlier version of the program would have left it. */
import { rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { catalogueSchema } from '../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { openDatabase } from '../../src/main/adapters/sqlite/open-database.ts';

/** Makes `target` of the schema of `version`, with what it shares of the rows of `source`. */
export function formerCatalogue(source: string, target: string, version: number): void {
  rmSync(target, { force: true });
  openDatabase(target, {
    applicationId: catalogueSchema.applicationId,
    migrations: catalogueSchema.migrations.filter((migration) => migration.version <= version),
  }).close();
  const database = new Sqlite(target);
  try {
    database.pragma('foreign_keys = OFF');
    database.prepare('ATTACH ? AS later').run(source);
    for (const table of ownTables(database)) {
      const later = columns(database, 'later', table);
      const shared = columns(database, 'main', table).filter((column) => later.includes(column));
      if (shared.length === 0) continue;
      database.exec(`DELETE FROM main.${table}`);
      database.exec(`INSERT INTO main.${table} (${shared}) SELECT ${shared} FROM later.${table}`);
    }
    database.exec('DETACH later; VACUUM');
  } finally {
    database.close();
  }
}

/** Filled by triggers out of the others: copied when these are there. */
const derived = 'unit';

/** Full-text indexes are filled by triggers alone. */
function ownTables(database: Database): string[] {
  const rows = database.pragma('table_list') as { schema: string; name: string; type: string }[];
  return rows
    .filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name)
    .sort((a, b) => Number(a === derived) - Number(b === derived));
}

function columns(database: Database, schema: string, table: string): string[] {
  return (database.pragma(`${schema}.table_info(${table})`) as { name: string }[]).map(({ name }) => name);
}
