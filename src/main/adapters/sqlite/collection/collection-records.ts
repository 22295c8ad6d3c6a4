import { SpindleError } from '../../../../shared/errors.ts';
import type { CarrierTable } from '../../../../shared/model/carrier-table.ts';
import { counted } from '../../../../shared/words.ts';
import { expandRun } from '../../../core/catalogue/carrier-run.ts';
import type { CollectionRecords } from '../../../core/collection-port.ts';
import { type RefusedRow, readCarrierTable } from '../../../core/csv/carrier-rows.ts';
import type { ThreadLink } from '../thread-link.ts';
import type { RecordWriter } from './record-writer.ts';

/** The collection port on top of the catalogue's thread. */
export function collectionRecords(thread: ThreadLink, writer: RecordWriter): CollectionRecords {
  const changed: ThreadLink['call'] = async (name, ...values) => {
    const result = await thread.call(name, ...values);
    writer.poke();
    return result;
  };
  return {
    carriers: (filter, after, limit) => thread.call('carriers', filter, after, limit),
    carrier: (code) => thread.call('carrierDetail', code),
    createCarrier: (by, fields) => changed('createCarrier', by, fields),
    createRun: async (by, run, fields) => changed('createRun', by, expandRun(run), fields),
    editCarrier: (by, code, rev, patch) => changed('editCarrier', by, code, rev, patch),
    previewEdit: (codes, patch) => thread.call('previewEdit', codes, patch),
    addAsset: (by, asset) => changed('addAsset', by, asset),
    removeAsset: (by, uuid) => changed('removeAsset', by, uuid),
    assetFile: (uuid) => thread.call('assetFile', uuid),
    assetRecords: (after, limit) => thread.call('assetRecords', after, limit),
    editCarriers: (by, codes, patch) => changed('editCarriers', by, codes, patch),
    removeCarrier: async (by, code) => {
      const removed = await changed('removeCarrier', by, code);
      writer.forget(code);
      return removed;
    },
    addIdentifier: (by, code, identifier) => changed('addIdentifier', by, code, identifier),
    removeIdentifier: (by, uuid) => changed('removeIdentifier', by, uuid),
    dispose: (by, codes, disposition, reason) => changed('dispose', by, codes, disposition, reason),
    setException: (by, code, exception, reason) => changed('setException', by, code, exception, reason),
    signOff: (by, codes, note) => changed('signOff', by, codes, note),
    withdrawSignOff: (by, code, reason) => changed('withdrawSignOff', by, code, reason),
    preferDump: (by, code, dumpId, reason) => changed('preferDump', by, code, dumpId, reason),
    reassignDump: (by, dumpId, to, reason) => changed('reassignDump', by, dumpId, to, reason),
    markDeliberate: (by, dumpId, range) => changed('markDeliberate', by, dumpId, range),
    unmarkDeliberate: (by, uuid) => changed('unmarkDeliberate', by, uuid),
    mergeCarriers: async (by, from, into, reason) => {
      const merged = await changed('mergeCarriers', by, from, into, reason);
      writer.forget(from);
      return merged;
    },
    items: (query, after, limit) => thread.call('items', query, after, limit),
    item: (uuid) => thread.call('item', uuid),
    createItem: (by, fields) => changed('createItem', by, fields),
    editItem: (by, uuid, rev, fields) => changed('editItem', by, uuid, rev, fields),
    removeItem: (by, uuid) => changed('removeItem', by, uuid),
    collections: () => thread.call('collections'),
    createCollection: (by, fields) => changed('createCollection', by, fields),
    editCollection: (by, code, fields) => changed('editCollection', by, code, fields),
    removeCollection: (by, code) => changed('removeCollection', by, code),
    locations: () => thread.call('locations'),
    createLocation: (by, fields) => changed('createLocation', by, fields),
    editLocation: (by, code, fields) => changed('editLocation', by, code, fields),
    removeLocation: (by, code) => changed('removeLocation', by, code),
    tags: () => thread.call('tags'),
    transactions: (before, limit) => thread.call('transactions', before, limit),
    previewTable: async (table) => {
      const { rows, refused, ...read } = readTable(table);
      return { ...read, ...(await thread.call('previewTable', rows, refused)) };
    },
    importTable: async (by, table, leaveOutRefused) => {
      const { rows, refused } = readTable(table);
      if (refused.length > 0 && !leaveOutRefused) throw someRefused(refused);
      const imported = await changed('importTable', by, rows, table.fileName);
      return { ...imported, refused: refused.length };
    },
    batches: {
      create: (by, batch, codes) => thread.call('createBatch', by, batch, codes),
      list: () => thread.call('batches'),
      read: (uuid) => thread.call('batch', uuid),
      ofDump: (dumpId) => thread.call('batchOfDump', dumpId),
      setEntry: (uuid, change) => thread.call('setEntry', uuid, change),
      seen: (totalSectors) => thread.call('seenInBatches', totalSectors),
      shift: (by, uuid, fromPosition, step) => changed('shiftBatch', by, uuid, fromPosition, step),
      close: (by, uuid, report) => thread.call('closeBatch', by, uuid, report),
    },
    restoreCarrier: (by, file) => changed('restoreCarrier', by, file),
    undo: (by, txn) => changed('undo', by, txn),
  };
}

function readTable(table: CarrierTable) {
  const { rows, refused, columns, ...read } = readCarrierTable(Buffer.from(table.base64, 'base64'), table);
  const shown = columns.map(({ samples, ...column }) => ({ ...column, samples: [...samples] }));
  return { ...read, columns: shown, rows, refused };
}

function someRefused(refused: readonly RefusedRow[]): SpindleError {
  const [first] = refused;
  const more = refused.length > 1 ? ` (and ${counted(refused.length - 1, 'more line')})` : '';
  return new SpindleError(
    'bad-request',
    `Line ${first!.line} of the table cannot be used${more}: ${first!.why} Nothing was imported; mend it, or leave such lines out.`,
    { line: first!.line, refused: refused.length },
  );
}
