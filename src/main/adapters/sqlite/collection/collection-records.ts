import { expandRun } from '../../../core/catalogue/carrier-run.ts';
import type { CollectionRecords } from '../../../core/collection-port.ts';
import type { ThreadLink } from '../thread-link.ts';

/** The collection port on top of the catalogue's thread. */
export function collectionRecords(thread: ThreadLink): CollectionRecords {
  return {
    carriers: (filter, after, limit) => thread.call('carriers', filter, after, limit),
    carrier: (code) => thread.call('carrierDetail', code),
    createCarrier: (by, fields) => thread.call('createCarrier', by, fields),
    createRun: async (by, run, fields) => thread.call('createRun', by, expandRun(run), fields),
    editCarrier: (by, code, rev, patch) => thread.call('editCarrier', by, code, rev, patch),
    previewEdit: (codes, patch) => thread.call('previewEdit', codes, patch),
    editCarriers: (by, codes, patch) => thread.call('editCarriers', by, codes, patch),
    removeCarrier: (by, code) => thread.call('removeCarrier', by, code),
    addIdentifier: (by, code, identifier) => thread.call('addIdentifier', by, code, identifier),
    removeIdentifier: (by, uuid) => thread.call('removeIdentifier', by, uuid),
    dispose: (by, codes, disposition, reason) => thread.call('dispose', by, codes, disposition, reason),
    setException: (by, code, exception, reason) => thread.call('setException', by, code, exception, reason),
    signOff: (by, codes, note) => thread.call('signOff', by, codes, note),
    withdrawSignOff: (by, code, reason) => thread.call('withdrawSignOff', by, code, reason),
    preferDump: (by, code, dumpId, reason) => thread.call('preferDump', by, code, dumpId, reason),
    reassignDump: (by, dumpId, to, reason) => thread.call('reassignDump', by, dumpId, to, reason),
    markDeliberate: (by, dumpId, range) => thread.call('markDeliberate', by, dumpId, range),
    unmarkDeliberate: (by, uuid) => thread.call('unmarkDeliberate', by, uuid),
    mergeCarriers: (by, from, into, reason) => thread.call('mergeCarriers', by, from, into, reason),
    items: (query, after, limit) => thread.call('items', query, after, limit),
    item: (uuid) => thread.call('item', uuid),
    createItem: (by, fields) => thread.call('createItem', by, fields),
    editItem: (by, uuid, rev, fields) => thread.call('editItem', by, uuid, rev, fields),
    removeItem: (by, uuid) => thread.call('removeItem', by, uuid),
    collections: () => thread.call('collections'),
    createCollection: (by, fields) => thread.call('createCollection', by, fields),
    editCollection: (by, code, fields) => thread.call('editCollection', by, code, fields),
    removeCollection: (by, code) => thread.call('removeCollection', by, code),
    locations: () => thread.call('locations'),
    createLocation: (by, fields) => thread.call('createLocation', by, fields),
    editLocation: (by, code, fields) => thread.call('editLocation', by, code, fields),
    removeLocation: (by, code) => thread.call('removeLocation', by, code),
    tags: () => thread.call('tags'),
    transactions: (before, limit) => thread.call('transactions', before, limit),
    undo: (by, txn) => thread.call('undo', by, txn),
  };
}
