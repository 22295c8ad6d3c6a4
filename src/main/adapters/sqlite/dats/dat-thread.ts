/** The DATs' thread: importing a large list takes seconds, in which the catalogue goes on being written. */
import { parentPort, workerData } from 'node:worker_threads';
import { SpindleError, toWireError, type WireError } from '../../../../shared/errors.ts';
import { matchDump } from '../../../core/dats/match.ts';
import { toWire } from '../catalogue-fault.ts';
import {
  type Connection,
  inReadTransaction,
  inWriteTransaction,
  openReadOnly,
  type ReadableDb,
} from '../database.ts';
import { datsSchema } from '../migrations/dats/schema.ts';
import { openDatabase } from '../open-database.ts';
import type { ThreadData, ThreadRequest, ThreadResponse } from '../thread-messages.ts';
import { datCoverage } from './coverage.ts';
import type { DatCalls } from './dat-messages.ts';
import { importDat, removeDat } from './import-dat.ts';
import { packMatches } from './pack-matches.ts';
import { exportPack, findFacts, importPack, listPacks, removePack } from './packs.ts';
import { candidates, listDats } from './read-dats.ts';

const { path } = workerData as ThreadData;
const port = parentPort!;

function answer(response: ThreadResponse): void {
  port.postMessage(response);
}

function callsOf(connection: Connection): DatCalls {
  function besideCatalogue<T>(cataloguePath: string, work: (db: ReadableDb, collection: ReadableDb) => T): T {
    const catalogue = openReadOnly(cataloguePath);
    try {
      return inReadTransaction(connection, (db) =>
        inReadTransaction(catalogue, (collection) => work(db, collection)),
      );
    } finally {
      catalogue.close();
    }
  }
  return {
    import: (file) => importDat(connection, file),
    list: () => listDats(connection),
    remove: (id) => inWriteTransaction(connection, (db) => removeDat(db, id)),
    match: (contents) => inReadTransaction(connection, (db) => matchDump(contents, candidates(db, contents))),
    coverage: (id, cataloguePath) =>
      besideCatalogue(cataloguePath, (db, collection) => datCoverage(db, collection, id)),
    packImport: (file) => importPack(connection, file),
    packExport: (id, file) => inReadTransaction(connection, (db) => exportPack(db, id, file)),
    packList: () => listPacks(connection),
    packRemove: (id) => inWriteTransaction(connection, (db) => removePack(db, id)),
    packMatches: (id, cataloguePath) =>
      besideCatalogue(cataloguePath, (db, collection) => packMatches(db, collection, id)),
    packFind: (keys) => inReadTransaction(connection, (db) => findFacts(db, keys)),
    close: () => connection.close(),
  };
}

function asWire(error: unknown): WireError {
  return error instanceof SpindleError ? toWireError(error) : toWire(error, path);
}

function serve(calls: DatCalls, request: ThreadRequest<DatCalls>): void {
  try {
    const call = calls[request.name] as (...values: unknown[]) => unknown;
    answer({ type: 'value', id: request.id, value: call(...request.arguments) });
  } catch (error) {
    answer({ type: 'error', id: request.id, error: asWire(error) });
  }
  if (request.name === 'close') port.close();
}

function open(): Connection | null {
  try {
    return openDatabase(path, datsSchema);
  } catch (error) {
    answer({ type: 'refused', error: asWire(error) });
    return null;
  }
}

const connection = open();
if (connection) {
  const calls = callsOf(connection);
  port.on('message', (request: ThreadRequest<DatCalls>) => serve(calls, request));
  answer({ type: 'ready' });
}
