/**
 * What the catalogue keeps of the collection. Every change is one transaction with an author: it happens whole or not
 * at all, stands in the history and in the chain of events, and can be taken back. All methods reject with
 * SpindleError: not-found, conflict (someone was faster, a code is taken, something hangs on it), bad-request.
 */

import type { CarrierFile } from '../../shared/model/carrier-record.ts';
import type { CarrierTable, TablePreview } from '../../shared/model/carrier-table.ts';
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
} from '../../shared/model/collection.ts';
import type { CarrierException, Disposition } from '../../shared/model/vocabulary.ts';
import type { BatchRecords } from './batch/batch-port.ts';
import type { AssetFile, AssetRecord, NewAsset } from './catalogue/asset-port.ts';

export interface CollectionRecords {
  /** In the order of their codes. */
  carriers(filter: CarrierFilter, after: string | null, limit: number): Promise<CarrierPage>;
  carrier(code: string): Promise<CarrierDetail>;
  createCarrier(by: string, fields: NewCarrier): Promise<ChangeResult>;
  /** @param run `AR-0001..0500` */
  createRun(
    by: string,
    run: string,
    fields: Omit<CarrierPatch, 'code'>,
  ): Promise<ChangeResult & { first: string; last: string; created: number }>;
  /** @param rev as it was shown; null to change it whatever it is now */
  editCarrier(by: string, code: string, rev: number | null, patch: CarrierPatch): Promise<ChangeResult>;
  previewEdit(codes: readonly string[], patch: Omit<CarrierPatch, 'code'>): Promise<EditPreview>;
  editCarriers(
    by: string,
    codes: readonly string[],
    patch: Omit<CarrierPatch, 'code'>,
  ): Promise<ChangeResult>;
  removeCarrier(by: string, code: string): Promise<ChangeResult>;
  addAsset(by: string, asset: NewAsset): Promise<ChangeResult>;
  removeAsset(by: string, uuid: string): Promise<ChangeResult>;
  assetFile(uuid: string): Promise<AssetFile>;
  /** @param after id of the last one that was seen; 0 for the first page */
  assetRecords(after: number, limit: number): Promise<AssetRecord[]>;
  addIdentifier(by: string, code: string, identifier: NewIdentifier): Promise<ChangeResult>;
  removeIdentifier(by: string, uuid: string): Promise<ChangeResult>;
  dispose(
    by: string,
    codes: readonly string[],
    disposition: Disposition | null,
    reason: string | null,
  ): Promise<ChangeResult>;
  setException(
    by: string,
    code: string,
    exception: CarrierException | null,
    reason: string,
  ): Promise<ChangeResult>;
  signOff(by: string, codes: readonly string[], note: string): Promise<ChangeResult>;
  withdrawSignOff(by: string, code: string, reason: string): Promise<ChangeResult>;
  preferDump(by: string, code: string, dumpId: string | null, reason: string | null): Promise<ChangeResult>;
  reassignDump(by: string, dumpId: string, to: string | null, reason: string): Promise<ChangeResult>;
  markDeliberate(
    by: string,
    dumpId: string,
    range: { readonly lba: number; readonly lengthSectors: number; readonly note: string },
  ): Promise<ChangeResult>;
  unmarkDeliberate(by: string, uuid: string): Promise<ChangeResult>;
  mergeCarriers(by: string, from: string, into: string, reason: string): Promise<ChangeResult>;
  items(query: string, after: string | null, limit: number): Promise<{ items: Item[]; next: string | null }>;
  item(uuid: string): Promise<Item>;
  createItem(by: string, fields: ItemFields): Promise<ChangeResult & { uuid: string }>;
  editItem(by: string, uuid: string, rev: number | null, fields: ItemPatch): Promise<ChangeResult>;
  removeItem(by: string, uuid: string): Promise<ChangeResult>;
  collections(): Promise<Collection[]>;
  createCollection(by: string, fields: CollectionFields): Promise<ChangeResult>;
  editCollection(by: string, code: string, fields: CollectionPatch): Promise<ChangeResult>;
  removeCollection(by: string, code: string): Promise<ChangeResult>;
  locations(): Promise<Location[]>;
  createLocation(by: string, fields: LocationFields): Promise<ChangeResult>;
  editLocation(by: string, code: string, fields: LocationPatch): Promise<ChangeResult>;
  removeLocation(by: string, code: string): Promise<ChangeResult>;
  tags(): Promise<{ name: string; carriers: number }[]>;
  /** Newest first. */
  transactions(before: number | null, limit: number): Promise<TransactionPage>;
  undo(by: string, txn: string): Promise<ChangeResult>;
  /** What a table of expected carriers would do. */
  previewTable(table: CarrierTable): Promise<TablePreview>;
  /** @param leaveOutRefused imports the rows that can be; else one bad row keeps all out */
  importTable(
    by: string,
    table: CarrierTable,
    leaveOutRefused: boolean,
  ): Promise<ChangeResult & { made: number; edited: number; refused: number }>;
  readonly batches: BatchRecords;
  /** Takes a carrier back from the record beside its images; its dumps are recorded before. */
  restoreCarrier(by: string, file: CarrierFile): Promise<ChangeResult>;
}
