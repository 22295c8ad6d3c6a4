/** The catalogue's thread: the only one that writes it. */
import { createHash } from 'node:crypto';
import { collectionCalls } from './collection/collection-calls.ts';
import { refreshStaleCarriers } from './collection/refresh-carrier.ts';
import { type Connection, inReadTransaction } from './database.ts';
import { importReadOffsets, readProfiles, readReadOffsets, saveProfile } from './drive-profiles.ts';
import { appendDumpEvent } from './events.ts';
import { closeIncident, filesInState, frozenBy, planFixity, saveFindings } from './fixity/fixity-rows.ts';
import { fixityStatus } from './fixity/fixity-status.ts';
import { adoptVolume, readStorages, saveStorage, sawStorage } from './fixity/storages.ts';
import { dropJob, readJobs, readSettings, saveJob, saveLine, saveSettings } from './jobs-and-settings.ts';
import { listingRecordCalls } from './listing/listing-records.ts';
import { catalogueSchema } from './migrations/catalogue/schema.ts';
import { openDatabase } from './open-database.ts';
import { listDumps, readCarrier, readDump, seenBefore } from './read-dumps.ts';
import { recordDump } from './record-dump.ts';
import { serveThread } from './serve-thread.ts';
import type { CatalogueCalls } from './thread-messages.ts';
import { upkeepCalls } from './upkeep/upkeep-calls.ts';
import { noteGoodCheck } from './upkeep/upkeep-rows.ts';
import { unmark } from './upkeep/use-mark.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

function callsOf(connection: Connection, path: string): CatalogueCalls {
  return {
    record: (facts, directory) => recordDump(connection, facts, directory, sha256),
    list: (after, limit) => inReadTransaction(connection, (db) => listDumps(db, after, limit)),
    showDump: (idOrPrefix) => inReadTransaction(connection, (db) => readDump(db, idOrPrefix)),
    showCarrier: (code) => inReadTransaction(connection, (db) => readCarrier(db, code)),
    seenBefore: (marks) => inReadTransaction(connection, (db) => seenBefore(db, marks)),
    appendEvent: (dumpId, event) => appendDumpEvent(connection, dumpId, event, sha256),
    check: async () => {
      // Loaded when asked for: it needs the schemas, which would slow every opening down.
      const { checkCatalogue } = await import('./check-catalogue.ts');
      const report = checkCatalogue(connection, sha256);
      if (report.findings.length === 0) noteGoodCheck(connection, 'quick');
      return report;
    },
    photosToMerge: async (otherPath) => {
      const { photosToMerge } = await import('./merge/photos-to-merge.ts');
      return photosToMerge(connection, path, otherPath);
    },
    merge: async (otherPath, by, preview, photos) => {
      const { mergeCatalogue } = await import('./merge/merge-catalogue.ts');
      const order = { otherPath, ownPath: path, by, preview, photos: new Set(photos) };
      return mergeCatalogue(connection, order, sha256);
    },
    jobs: () => readJobs(connection),
    saveJob: (job) => saveJob(connection, job),
    saveLine: (places, owner) => saveLine(connection, places, owner),
    dropJob: (jobId) => dropJob(connection, jobId),
    settings: () => readSettings(connection),
    saveSettings: (settings) => saveSettings(connection, settings),
    profiles: () => readProfiles(connection),
    saveProfile: (profile) => saveProfile(connection, profile),
    readOffsets: () => readReadOffsets(connection),
    importReadOffsets: (offsets) => importReadOffsets(connection, offsets),
    fixityStatus: (nowMs) => inReadTransaction(connection, (db) => fixityStatus(db, nowMs)),
    fixityFiles: (state, after, limit) =>
      inReadTransaction(connection, (db) => filesInState(db, state, after, limit)),
    fixityStorages: () => readStorages(connection),
    fixitySaveStorage: (root, policy) => saveStorage(connection, root, policy),
    fixitySawStorage: (root, volume, offline) => sawStorage(connection, root, volume, offline),
    fixityAdoptVolume: (root) => adoptVolume(connection, root),
    fixityPlan: (...asked) => inReadTransaction(connection, (db) => planFixity(db, ...asked)),
    fixitySave: (dumpId, findings, checkedMs) =>
      saveFindings(connection, dumpId, findings, checkedMs, sha256),
    fixityClose: (id, reason, by) => closeIncident(connection, id, reason, by, sha256),
    ...upkeepCalls(connection, path),
    ...listingRecordCalls(connection),
    fixityFrozen: (directory, name) => frozenBy(connection, directory, name),
    ...collectionCalls(connection, sha256),
    close: () => {
      connection.pragma('optimize');
      unmark(connection);
      connection.close();
    },
  };
}

serveThread<CatalogueCalls>({
  open: (path) => {
    const connection = openDatabase(path, catalogueSchema);
    refreshStaleCarriers(connection);
    return connection;
  },
  callsOf,
});
