import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';

/** Opens a catalogue for the length of `work` and closes it whatever happens. */
export async function withCatalogue<T>(path: string, work: (catalogue: Catalogue) => Promise<T>): Promise<T> {
  const catalogue = await openCatalogue(path);
  try {
    return await work(catalogue);
  } finally {
    await catalogue.close();
  }
}

/** What somebody with an SQLite shell might do. */
export function withRawDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = new Sqlite(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Every file of a folder with its content. */
export function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

export function failsWith(code: string) {
  return expect.objectContaining({ name: 'SpindleError', code });
}
