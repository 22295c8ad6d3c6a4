/** What the catalogue's thread is asked of the collection. */

import type { Batch, BatchReport } from '../../../../shared/model/batch.ts';
import type { CarrierFile } from '../../../../shared/model/carrier-record.ts';
import type {
  CarrierDetail,
  CarrierFilter,
  CarrierPage,
  CarrierPatch,
  ChangeResult,
  Collection,
  CollectionFields,
  CollectionPatch,
  EditPreview,
  Item,
  ItemFields,
  ItemPatch,
  Location,
  LocationFields,
  LocationPatch,
  NewCarrier,
  NewIdentifier,
  TransactionPage,
} from '../../../../shared/model/collection.ts';
import type { CarrierException, Disposition } from '../../../../shared/model/vocabulary.ts';
import type { EntryChange, OpenBatch, SeenEvidence } from '../../../core/batch/batch-port.ts';
import type { AssetFile, AssetRecord, NewAsset } from '../../../core/catalogue/asset-port.ts';
import type { CarrierRow, RefusedRow } from '../../../core/csv/carrier-rows.ts';
import { type Connection, inReadTransaction, type ReadableDb, sql } from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { addAsset, assetFile, assetRecords, removeAsset } from './assets.ts';
import {
  batchOfDump,
  closeBatch,
  createBatch,
  listBatches,
  readBatch,
  seenInBatches,
  setEntry,
  shiftBatch,
} from './batches.ts';
import { type PendingRecord, pendingRecords, recordsWritten } from './carrier-file.ts';
import { type ChangeLog, decide } from './change-log.ts';
import {
  disposeCarriers,
  markDeliberate,
  mergeCarriers,
  preferDump,
  reassignDump,
  setException,
  signOff,
  unmarkDeliberate,
  withdrawSignOff,
} from './decisions.ts';
import {
  addIdentifier,
  createCarrier,
  createRun,
  editCarrier,
  editCarriers,
  previewEdit,
  removeCarrier,
  removeIdentifier,
} from './edit-carriers.ts';
import { findCarrier } from './find-rows.ts';
import { findTransaction, listTransactions, undoTransaction } from './history.ts';
import { importTable, previewTable } from './import-table.ts';
import { createItem, editItem, listItems, readItem, removeItem } from './items.ts';
import { createPlace, editPlace, listCollections, listLocations, removePlace } from './places.ts';
import { listCarriers, readCarrierDetail } from './read-carriers.ts';
import { restoreCarrier } from './restore-carrier.ts';

export interface CollectionCalls {
  carriers(filter: CarrierFilter, after: string | null, limit: number): CarrierPage;
  carrierDetail(code: string): CarrierDetail;
  createCarrier(by: string, fields: NewCarrier): ChangeResult;
  createRun(
    by: string,
    codes: readonly string[],
    fields: Omit<CarrierPatch, 'code'>,
  ): ChangeResult & { first: string; last: string; created: number };
  editCarrier(by: string, code: string, rev: number | null, patch: CarrierPatch): ChangeResult;
  previewEdit(codes: readonly string[], patch: Omit<CarrierPatch, 'code'>): EditPreview;
  editCarriers(by: string, codes: readonly string[], patch: Omit<CarrierPatch, 'code'>): ChangeResult;
  removeCarrier(by: string, code: string): ChangeResult;
  addAsset(by: string, asset: NewAsset): ChangeResult;
  removeAsset(by: string, uuid: string): ChangeResult;
  assetFile(uuid: string): AssetFile;
  assetRecords(after: number, limit: number): AssetRecord[];
  addIdentifier(by: string, code: string, identifier: NewIdentifier): ChangeResult;
  removeIdentifier(by: string, uuid: string): ChangeResult;
  dispose(
    by: string,
    codes: readonly string[],
    disposition: Disposition | null,
    reason: string | null,
  ): ChangeResult;
  setException(by: string, code: string, exception: CarrierException | null, reason: string): ChangeResult;
  signOff(by: string, codes: readonly string[], note: string): ChangeResult;
  withdrawSignOff(by: string, code: string, reason: string): ChangeResult;
  preferDump(by: string, code: string, dumpId: string | null, reason: string | null): ChangeResult;
  reassignDump(by: string, dumpId: string, to: string | null, reason: string): ChangeResult;
  markDeliberate(
    by: string,
    dumpId: string,
    range: { readonly lba: number; readonly lengthSectors: number; readonly note: string },
  ): ChangeResult;
  unmarkDeliberate(by: string, uuid: string): ChangeResult;
  mergeCarriers(by: string, from: string, into: string, reason: string): ChangeResult;
  items(query: string, after: string | null, limit: number): { items: Item[]; next: string | null };
  item(uuid: string): Item;
  createItem(by: string, fields: ItemFields): ChangeResult & { uuid: string };
  editItem(by: string, uuid: string, rev: number | null, fields: ItemPatch): ChangeResult;
  removeItem(by: string, uuid: string): ChangeResult;
  collections(): Collection[];
  createCollection(by: string, fields: CollectionFields): ChangeResult;
  editCollection(by: string, code: string, fields: CollectionPatch): ChangeResult;
  removeCollection(by: string, code: string): ChangeResult;
  locations(): Location[];
  createLocation(by: string, fields: LocationFields): ChangeResult;
  editLocation(by: string, code: string, fields: LocationPatch): ChangeResult;
  removeLocation(by: string, code: string): ChangeResult;
  tags(): { name: string; carriers: number }[];
  transactions(before: number | null, limit: number): TransactionPage;
  undo(by: string, txn: string): ChangeResult;
  previewTable(rows: readonly CarrierRow[], refused: readonly RefusedRow[]): ReturnType<typeof previewTable>;
  importTable(
    by: string,
    rows: readonly CarrierRow[],
    fileName: string,
  ): ChangeResult & { made: number; edited: number };
  restoreCarrier(by: string, file: CarrierFile): ChangeResult;
  createBatch(by: string, batch: OpenBatch, codes: readonly string[]): ChangeResult & { uuid: string };
  batches(): ReturnType<typeof listBatches>;
  batch(uuid: string): Batch;
  batchOfDump(dumpId: string): string | null;
  setEntry(uuid: string, change: EntryChange): void;
  seenInBatches(totalSectors: number): SeenEvidence[];
  shiftBatch(by: string, uuid: string, fromPosition: number, step: 1 | -1): ChangeResult;
  closeBatch(by: string, uuid: string, report: BatchReport): ChangeResult;
  pendingRecords(after: number, limit: number): PendingRecord[];
  recordsWritten(written: readonly Pick<PendingRecord, 'carrierId' | 'record'>[]): void;
}

export function collectionCalls(connection: Connection, sha256: Sha256): CollectionCalls {
  const read = <T>(work: (db: ReadableDb) => T): T => inReadTransaction(connection, work);
  const change = <T extends object>(
    by: string,
    kind: string,
    work: (log: ChangeLog) => { summary: string; more?: T },
  ): ChangeResult & T => decide(connection, { by, kind }, sha256, work);
  return {
    carriers: (filter, after, limit) => read((db) => listCarriers(db, filter, after, limit)),
    carrierDetail: (code) => read((db) => readCarrierDetail(db, code)),
    createCarrier: (by, fields) => change(by, 'create', (log) => createCarrier(log, fields)),
    createRun: (by, codes, fields) => change(by, 'create', (log) => createRun(log, codes, fields)),
    editCarrier: (by, code, rev, patch) => change(by, 'edit', (log) => editCarrier(log, code, rev, patch)),
    previewEdit: (codes, patch) => read((db) => previewEdit(db, codes, patch)),
    editCarriers: (by, codes, patch) => change(by, 'edit', (log) => editCarriers(log, codes, patch)),
    addAsset: (by, asset) => change(by, 'edit', (log) => addAsset(log, asset)),
    removeAsset: (by, uuid) => change(by, 'edit', (log) => removeAsset(log, uuid)),
    assetFile: (uuid) => read((db) => assetFile(db, uuid)),
    assetRecords: (after, limit) => read((db) => assetRecords(db, after, limit)),
    removeCarrier: (by, code) => change(by, 'remove', (log) => removeCarrier(log, code)),
    addIdentifier: (by, code, identifier) =>
      change(by, 'edit', (log) => {
        const { id } = findCarrier(log.db, code);
        addIdentifier(log, 'carrier', id as number, identifier, 'operator');
        return { summary: `Gave ${code} the identifier ${identifier.scheme} ${identifier.value}.` };
      }),
    removeIdentifier: (by, uuid) => change(by, 'edit', (log) => removeIdentifier(log, uuid)),
    dispose: (by, codes, disposition, reason) =>
      change(by, 'decide', (log) => disposeCarriers(log, codes, disposition, reason)),
    setException: (by, code, exception, reason) =>
      change(by, 'decide', (log) => setException(log, code, exception, reason)),
    signOff: (by, codes, note) => change(by, 'sign-off', (log) => signOff(log, codes, by, note)),
    withdrawSignOff: (by, code, reason) =>
      change(by, 'sign-off', (log) => withdrawSignOff(log, code, reason)),
    preferDump: (by, code, dumpId, reason) =>
      change(by, 'decide', (log) => preferDump(log, code, dumpId, reason)),
    reassignDump: (by, dumpId, to, reason) =>
      change(by, 'reassign', (log) => reassignDump(log, dumpId, to, reason)),
    markDeliberate: (by, dumpId, range) => change(by, 'decide', (log) => markDeliberate(log, dumpId, range)),
    unmarkDeliberate: (by, uuid) => change(by, 'decide', (log) => unmarkDeliberate(log, uuid)),
    mergeCarriers: (by, from, into, reason) =>
      change(by, 'merge', (log) => mergeCarriers(log, from, into, reason)),
    items: (query, after, limit) => read((db) => listItems(db, query, after, limit)),
    item: (uuid) => read((db) => readItem(db, uuid)),
    createItem: (by, fields) => change(by, 'create', (log) => createItem(log, fields)),
    editItem: (by, uuid, rev, fields) => change(by, 'edit', (log) => editItem(log, uuid, rev, fields)),
    removeItem: (by, uuid) => change(by, 'remove', (log) => removeItem(log, uuid)),
    collections: () => read(listCollections),
    createCollection: (by, fields) => change(by, 'create', (log) => createPlace(log, 'collection', fields)),
    editCollection: (by, code, fields) =>
      change(by, 'edit', (log) => editPlace(log, 'collection', code, fields)),
    removeCollection: (by, code) => change(by, 'remove', (log) => removePlace(log, 'collection', code)),
    locations: () => read(listLocations),
    createLocation: (by, fields) => change(by, 'create', (log) => createPlace(log, 'location', fields)),
    editLocation: (by, code, fields) => change(by, 'edit', (log) => editPlace(log, 'location', code, fields)),
    removeLocation: (by, code) => change(by, 'remove', (log) => removePlace(log, 'location', code)),
    tags: () => read(listTags),
    transactions: (before, limit) => read((db) => listTransactions(db, before, limit)),
    undo: (by, txn) => {
      const transaction = read((db) => findTransaction(db, txn));
      return decide(connection, { by, kind: 'undo', undoes: transaction.id as number }, sha256, (log) =>
        undoTransaction(log, transaction),
      );
    },
    previewTable: (rows, refused) => read((db) => previewTable(db, rows, refused)),
    importTable: (by, rows, fileName) => change(by, 'import', (log) => importTable(log, rows, fileName)),
    createBatch: (by, batch, codes) => change(by, 'batch', (log) => createBatch(log, batch, codes, by)),
    batches: () => read(listBatches),
    batch: (uuid) => read((db) => readBatch(db, uuid)),
    batchOfDump: (dumpId) => read((db) => batchOfDump(db, dumpId)),
    setEntry: (uuid, values) => setEntry(connection, uuid, values),
    seenInBatches: (totalSectors) => read((db) => seenInBatches(db, totalSectors)),
    shiftBatch: (by, uuid, fromPosition, step) =>
      change(by, 'reassign', (log) => shiftBatch(log, uuid, fromPosition, step)),
    closeBatch: (by, uuid, report) => change(by, 'batch', (log) => closeBatch(log, uuid, report)),
    restoreCarrier: (by, file) => change(by, 'restore', (log) => restoreCarrier(log, file, sha256)),
    pendingRecords: (after, limit) => read((db) => pendingRecords(db, after, limit)),
    recordsWritten: (written) => recordsWritten(connection, written),
  };
}

function listTags(db: ReadableDb): { name: string; carriers: number }[] {
  return sql(
    db,
    `SELECT name, (SELECT count(*) FROM carrier_tag WHERE tag_id = tag.id) AS carriers FROM tag ORDER BY name`,
  )
    .all()
    .map((row) => ({ name: row.name as string, carriers: row.carriers as number }));
}
