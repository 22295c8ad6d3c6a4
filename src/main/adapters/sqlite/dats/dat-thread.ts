/** The DATs' thread: importing a large list takes seconds, in which the catalogue goes on being written. */
import { SpindleError, toWireError } from '../../../../shared/errors.ts';
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
import { serveThread } from '../serve-thread.ts';
import { datCoverage } from './coverage.ts';
import type { DatCalls } from './dat-messages.ts';
import { importDat, removeDat } from './import-dat.ts';
import { packMatches } from './pack-matches.ts';
import { exportPack, findFacts, importPack, listPacks, removePack } from './packs.ts';
import { candidates, listDats } from './read-dats.ts';

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

serveThread<DatCalls>({
  open: (path) => openDatabase(path, datsSchema),
  callsOf,
  asWire: (error, path) => (error instanceof SpindleError ? toWireError(error) : toWire(error, path)),
});
