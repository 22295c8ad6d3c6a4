/** Opens a database file of ours, makes it when there is none, and refuses everything else as it is. */
import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { CatalogueFault, corrupt } from './catalogue-fault.ts';
import {
  type Connection,
  createConnection,
  openConnection,
  openReadOnly,
  openUntouched,
} from './database.ts';
import { createSchema, migrate, userVersion } from './migrate.ts';
import { latestVersion, type Schema } from './migrations/migration.ts';
import { refuseNetwork } from './refuse-network.ts';
import { markWhileWritten, readMark, refuseCopyInUse } from './upkeep/use-mark.ts';

/**
 * @param path absolute
 * @throws CatalogueFault catalogue-network, catalogue-newer, catalogue-corrupt; every file is left byte for byte
 */
export function openDatabase(path: string, schema: Schema): Connection {
  refuseNetwork(path);
  makeFolder(dirname(path));
  if (!existsSync(path)) makeDatabase(path, schema);
  refuseForeign(path, schema);
  const connection = openConnection(path);
  try {
    migrate(connection, path, schema);
    if (schema.marksUse) markWhileWritten(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The new file gets its name only when it is whole; of several processes that make it at once, one wins. */
function makeDatabase(path: string, schema: Schema): void {
  if (existsSync(`${path}-wal`)) {
    throw corrupt(path, 'the file itself is missing and only its write-ahead log is left');
  }
  const made = `${path}.new-${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    const connection = createConnection(made);
    try {
      createSchema(connection, schema);
    } finally {
      connection.close();
    }
    giveName(made, path);
  } finally {
    rmSync(made, { force: true });
  }
}

function giveName(made: string, path: string): void {
  try {
    linkSync(made, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return;
    // FAT and its like have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    if (!existsSync(path)) renameSync(made, path);
  }
}

/**
 * Whose file this is and of which version; SQLite itself refuses a file cut short. After an unclean end everything is looked at through
 * a read-only connection: a damaged or newer database and its log stay as they are for whoever can use them.
 *
 * @throws CatalogueFault catalogue-newer, catalogue-corrupt
 */
export function refuseForeign(path: string, schema: Schema, takeCopiesInUse = false): void {
  const file = statSync(path);
  if (!file.isFile()) throw corrupt(path, 'it is not a file');
  if (file.size === 0) throw corrupt(path, 'the file is empty, as a power failure may leave it');
  // Ours are made whole and keep a write-ahead log: a rollback journal belongs to another program's database.
  if (sizeOf(`${path}-journal`) > 0) throw foreign(path);
  const endedCleanly = sizeOf(`${path}-wal`) === 0;
  const connection = endedCleanly ? openUntouched(path) : openReadOnly(path);
  try {
    refuseVersion(connection, path, schema);
    const mark = schema.marksUse ? readMark(connection) : null;
    if (mark !== null && endedCleanly && !takeCopiesInUse) refuseCopyInUse(mark, path);
    if (mark !== null || !endedCleanly) refuseDamaged(connection, path);
  } finally {
    connection.close();
  }
}

function refuseVersion(connection: Connection, path: string, schema: Schema): void {
  const found = userVersion(connection);
  const applicationId = Number(connection.pragma('application_id', { simple: true }));
  if (applicationId !== schema.applicationId) throw foreign(path);
  const known = latestVersion(schema);
  if (found <= known) return;
  throw new CatalogueFault(
    'catalogue-newer',
    `The catalogue ${path} was written by a newer version of this program (schema ${found}, this one knows ${known}). Nothing was changed; use the newer version.`,
    { path, found, known },
  );
}

function refuseDamaged(connection: Connection, path: string): void {
  const verdict = connection.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw corrupt(path, `it is damaged (${String(verdict)})`);
}

function foreign(path: string): CatalogueFault {
  return corrupt(path, 'it is a database of another program');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
