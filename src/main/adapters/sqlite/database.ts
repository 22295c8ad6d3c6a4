/** Connections to SQLite: pragmas, and handles that cannot be written through outside a transaction. */
import Sqlite, { type Database, type Statement } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** May be read; consistent across statements only inside {@link inReadTransaction}. */
export type ReadableDb = Pick<Database, 'prepare'> & { readonly [readable]: true };

/** Exists only inside {@link inWriteTransaction}. */
export type WritableDb = ReadableDb & Pick<Database, 'exec'> & { readonly [writable]: true };

/** An open connection: what transactions are begun on. */
export type Connection = Database & ReadableDb;

export type Row = Readonly<Record<string, unknown>>;

const busyTimeoutMs = 5000;

/** @param path of an existing database */
export function openConnection(path: string): Connection {
  const database = openUntouched(path);
  applyPragmas(database);
  return database;
}

/** @param path of a file that does not exist yet; write-ahead logging is a property of the file and stays */
export function createConnection(path: string): Connection {
  const database = new Sqlite(path, { timeout: busyTimeoutMs });
  applyPragmas(database);
  return database as Connection;
}

/** Changes nothing by being opened, and takes its log away again when it is closed as the last one. */
export function openUntouched(path: string): Connection {
  return new Sqlite(path, { fileMustExist: true, timeout: busyTimeoutMs }) as Connection;
}

/** Sees what is committed and changes neither the database nor its log, whatever state they are in. */
export function openReadOnly(path: string): Connection {
  return new Sqlite(path, {
    fileMustExist: true,
    readonly: true,
    timeout: busyTimeoutMs,
  }) as unknown as Connection;
}

function applyPragmas(database: Database): void {
  database.pragma('journal_mode = WAL');
  // The catalogue is what cannot be made again: a commit is on the disk when it returns.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('wal_autocheckpoint = 4000');
}

/** What belongs to every write transaction of a connection. */
export interface WriteHook {
  /** Inside the transaction, before its work. */
  readonly begun: (db: WritableDb) => void;
  readonly committed: (connection: Connection) => void;
}

const writeHooks = new WeakMap<Connection, WriteHook>();

export function hookWrites(connection: Connection, hook: WriteHook): void {
  writeHooks.set(connection, hook);
}

/** One write transaction. IMMEDIATE: two writers queue at the beginning, none fails half-way for lack of a lock. */
export function inWriteTransaction<T>(connection: Connection, work: (db: WritableDb) => T): T {
  const hook = writeHooks.get(connection);
  const db = connection as unknown as WritableDb;
  const value = connection
    .transaction(() => {
      hook?.begun(db);
      return work(db);
    })
    .immediate();
  hook?.committed(connection);
  return value;
}

/** All statements of `work` see one state of the database. */
export function inReadTransaction<T>(connection: Connection, work: (db: ReadableDb) => T): T {
  return connection.transaction(() => work(connection)).deferred();
}

const statements = new WeakMap<ReadableDb, Map<string, Statement>>();

/** A statement, prepared once per connection. Only for texts that do not vary without bound. */
export function sql(db: ReadableDb, text: string): Statement<unknown[], Row> {
  let prepared = statements.get(db);
  if (!prepared) {
    prepared = new Map();
    statements.set(db, prepared);
  }
  let statement = prepared.get(text);
  if (!statement) {
    statement = db.prepare(text);
    prepared.set(text, statement);
  }
  return statement as Statement<unknown[], Row>;
}
