import Sqlite from 'better-sqlite3';

/** Proves that the library loads and works on this machine. @throws whatever keeps it from loading */
export function sqliteVersion(): string {
  const database = new Sqlite(':memory:');
  try {
    return database.prepare('SELECT sqlite_version()').pluck().get() as string;
  } finally {
    database.close();
  }
}
