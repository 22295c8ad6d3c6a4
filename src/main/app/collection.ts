/** The collection's part of the hub: who asks is who decides. */
import { implement } from '@orpc/server';
import { collectionContract } from '../../shared/contract/collection.ts';
import type { CarrierTable } from '../../shared/model/carrier-table.ts';
import { namingFacts } from '../core/naming/carrier-naming.ts';
import { checkTemplate, expandTemplate } from '../core/naming/naming-template.ts';
import type { Catalogue } from '../core/ports.ts';
import type { Uploads } from './uploads.ts';

/** @param catalogue throws SpindleError where there is none */
export function collectionRouter(catalogue: () => Catalogue, by: string, uploads: Uploads) {
  const os = implement(collectionContract);
  const records = () => catalogue().collection;
  const withUpload = (table: CarrierTable, last: boolean): CarrierTable =>
    table.uploadId === null
      ? table
      : { ...table, base64: Buffer.from(uploads.take(table.uploadId, last)).toString('base64') };
  return os.router({
    carriers: {
      list: os.carriers.list.handler(({ input }) =>
        records().carriers(input.filter, input.after, input.limit),
      ),
      show: os.carriers.show.handler(({ input }) => records().carrier(input.code)),
      create: os.carriers.create.handler(({ input }) => records().createCarrier(by, input)),
      createRun: os.carriers.createRun.handler(({ input }) =>
        records().createRun(by, input.run, input.fields),
      ),
      edit: os.carriers.edit.handler(({ input }) =>
        records().editCarrier(by, input.code, input.rev, input.patch),
      ),
      previewEdit: os.carriers.previewEdit.handler(({ input }) =>
        records().previewEdit(input.codes, input.patch),
      ),
      editMany: os.carriers.editMany.handler(({ input }) =>
        records().editCarriers(by, input.codes, input.patch),
      ),
      remove: os.carriers.remove.handler(({ input }) => records().removeCarrier(by, input.code)),
      addIdentifier: os.carriers.addIdentifier.handler(({ input: { code, ...identifier } }) =>
        records().addIdentifier(by, code, identifier),
      ),
      removeIdentifier: os.carriers.removeIdentifier.handler(({ input }) =>
        records().removeIdentifier(by, input.uuid),
      ),
      dispose: os.carriers.dispose.handler(({ input }) =>
        records().dispose(by, input.codes, input.disposition, input.reason),
      ),
      setException: os.carriers.setException.handler(({ input }) =>
        records().setException(by, input.code, input.exception, input.reason),
      ),
      signOff: os.carriers.signOff.handler(({ input }) => records().signOff(by, input.codes, input.note)),
      withdrawSignOff: os.carriers.withdrawSignOff.handler(({ input }) =>
        records().withdrawSignOff(by, input.code, input.reason),
      ),
      preferDump: os.carriers.preferDump.handler(({ input }) =>
        records().preferDump(by, input.code, input.dumpId, input.reason),
      ),
      reassignDump: os.carriers.reassignDump.handler(({ input }) =>
        records().reassignDump(by, input.dumpId, input.to, input.reason),
      ),
      markDeliberate: os.carriers.markDeliberate.handler(({ input: { dumpId, ...range } }) =>
        records().markDeliberate(by, dumpId, range),
      ),
      unmarkDeliberate: os.carriers.unmarkDeliberate.handler(({ input }) =>
        records().unmarkDeliberate(by, input.uuid),
      ),
      merge: os.carriers.merge.handler(({ input }) =>
        records().mergeCarriers(by, input.from, input.into, input.reason),
      ),
    },
    items: {
      list: os.items.list.handler(({ input }) => records().items(input.query, input.after, input.limit)),
      show: os.items.show.handler(({ input }) => records().item(input.uuid)),
      create: os.items.create.handler(({ input }) => records().createItem(by, input)),
      edit: os.items.edit.handler(({ input }) => records().editItem(by, input.uuid, input.rev, input.fields)),
      remove: os.items.remove.handler(({ input }) => records().removeItem(by, input.uuid)),
    },
    collections: {
      list: os.collections.list.handler(async () => ({ collections: await records().collections() })),
      create: os.collections.create.handler(({ input }) => records().createCollection(by, input)),
      edit: os.collections.edit.handler(({ input }) =>
        records().editCollection(by, input.code, input.fields),
      ),
      remove: os.collections.remove.handler(({ input }) => records().removeCollection(by, input.code)),
    },
    locations: {
      list: os.locations.list.handler(async () => ({ locations: await records().locations() })),
      create: os.locations.create.handler(({ input }) => records().createLocation(by, input)),
      edit: os.locations.edit.handler(({ input }) => records().editLocation(by, input.code, input.fields)),
      remove: os.locations.remove.handler(({ input }) => records().removeLocation(by, input.code)),
    },
    naming: {
      preview: os.naming.preview.handler(async ({ input }) => {
        checkTemplate(input.template);
        const { drive, volume } = input;
        const bench = { at: new Date(), operator: by, drive, volume };
        const details = await Promise.all(input.codes.map((code) => records().carrier(code)));
        return {
          names: details.map((detail) => ({
            code: detail.carrier.code,
            name: expandTemplate(input.template, namingFacts(detail, bench), input),
          })),
        };
      }),
    },
    uploads: { put: os.uploads.put.handler(({ input }) => uploads.put(input)) },
    table: {
      preview: os.table.preview.handler(({ input }) => records().previewTable(withUpload(input, false))),
      import: os.table.import.handler(({ input: { leaveOutRefused, ...table } }) =>
        records().importTable(by, withUpload(table, true), leaveOutRefused),
      ),
    },
    tags: { list: os.tags.list.handler(async () => ({ tags: await records().tags() })) },
    history: {
      list: os.history.list.handler(({ input }) => records().transactions(input.before, input.limit)),
      undo: os.history.undo.handler(({ input }) => records().undo(by, input.txn)),
    },
  });
}
