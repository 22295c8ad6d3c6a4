/** The collection over plain data, for the screens alone: what was asked is kept, what a test puts in is shown. */
import { implement } from '@orpc/server';
import { collectionContract } from '../../src/shared/contract/collection.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { TablePreview } from '../../src/shared/model/carrier-table.ts';
import type {
  Carrier,
  CarrierDetail,
  ChangeResult,
  Collection,
  Item,
  Location,
  Transaction,
} from '../../src/shared/model/collection.ts';

export interface FakeCollectionData {
  readonly carriers?: readonly Carrier[];
  /** Beyond what stands in the list; by code. */
  readonly details?: Readonly<Record<string, Partial<CarrierDetail>>>;
  readonly items?: readonly Item[];
  readonly collections?: readonly Collection[];
  readonly locations?: readonly Location[];
  readonly table?: TablePreview;
  readonly tags?: readonly { name: string; carriers: number }[];
  readonly transactions?: readonly Transaction[];
}

export function makeCarrier(number: number, part: Partial<Carrier> = {}): Carrier {
  const none = { auto: null, manual: null };
  return {
    uuid: `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    rev: 1,
    code: `AR-${String(number).padStart(4, '0')}`,
    item: null,
    collection: null,
    location: null,
    sequence: null,
    sequenceTotal: null,
    side: null,
    copy: null,
    kind: none,
    title: none,
    manufacturer: none,
    date: none,
    labelText: null,
    condition: null,
    conditionNote: null,
    writeProtected: null,
    state: 'expected',
    stateReason: 'No dump yet',
    disposition: null,
    exception: null,
    note: null,
    tags: [],
    dumps: 0,
    preferredDump: null,
    signedOff: null,
    ...part,
  };
}

export function fakeCollectionRouter(data: FakeCollectionData, asked: string[]) {
  const os = implement(collectionContract);
  const carriers = [...(data.carriers ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1));
  const changed = (what: string): ChangeResult => {
    asked.push(what);
    return { txn: '01900000-0000-7000-8000-ffffffffffff', summary: what, changed: 1 };
  };
  const carrier = (code: string): Carrier => {
    const found = carriers.find((one) => one.code === code);
    if (found) return found;
    throw new SpindleError('not-found', `No carrier in the catalogue has the code "${code}".`, {
      asked: code,
    });
  };
  return os.router({
    carriers: {
      list: os.carriers.list.handler(({ input }) => {
        const { state, exception, collection, codePrefix } = input.filter;
        const wanted = carriers.filter(
          (one) =>
            (!state || one.state === state) &&
            (!exception || one.exception === exception) &&
            (!collection || one.collection === collection) &&
            (!codePrefix || one.code.startsWith(codePrefix)),
        );
        const rest = wanted.filter(({ code }) => input.after === null || code > input.after);
        const page = rest.slice(0, input.limit);
        return {
          carriers: page,
          next: rest.length > page.length ? page.at(-1)!.code : null,
          total: wanted.length,
        };
      }),
      show: os.carriers.show.handler(({ input }) => ({
        carrier: carrier(input.code),
        item: null,
        locationPath: [],
        identifiers: [],
        assets: [],
        dumps: [],
        deliberate: [],
        events: [],
        ...data.details?.[input.code],
      })),
      create: os.carriers.create.handler(({ input }) => changed(`create ${input.code}`)),
      createRun: os.carriers.createRun.handler(({ input }) => ({
        ...changed(`create run ${input.run}`),
        ...{ first: input.run, last: input.run, created: 1 },
      })),
      edit: os.carriers.edit.handler(({ input }) =>
        changed(`edit ${input.code} ${JSON.stringify(input.patch)}`),
      ),
      previewEdit: os.carriers.previewEdit.handler(({ input }) => ({
        changed: input.codes.length,
        unchanged: 0,
        examples: [],
      })),
      editMany: os.carriers.editMany.handler(({ input }) =>
        changed(`edit ${input.codes.join(' ')} ${JSON.stringify(input.patch)}`),
      ),
      remove: os.carriers.remove.handler(({ input }) => changed(`remove ${input.code}`)),
      addIdentifier: os.carriers.addIdentifier.handler(({ input }) =>
        changed(`identify ${input.code} ${input.scheme} ${input.value}`),
      ),
      removeIdentifier: os.carriers.removeIdentifier.handler(({ input }) =>
        changed(`remove identifier ${input.uuid}`),
      ),
      dispose: os.carriers.dispose.handler(({ input }) =>
        changed(`dispose ${input.codes.join(' ')} ${input.disposition}`),
      ),
      setException: os.carriers.setException.handler(({ input }) =>
        changed(`exception ${input.code} ${input.exception}`),
      ),
      signOff: os.carriers.signOff.handler(({ input }) => changed(`sign off ${input.codes.join(' ')}`)),
      withdrawSignOff: os.carriers.withdrawSignOff.handler(({ input }) =>
        changed(`withdraw sign-off ${input.code}`),
      ),
      preferDump: os.carriers.preferDump.handler(({ input }) =>
        changed(`prefer ${input.dumpId} of ${input.code}`),
      ),
      reassignDump: os.carriers.reassignDump.handler(({ input }) =>
        changed(`reassign ${input.dumpId} to ${input.to}`),
      ),
      markDeliberate: os.carriers.markDeliberate.handler(({ input }) =>
        changed(`deliberate ${input.dumpId} ${input.lba}+${input.lengthSectors}`),
      ),
      unmarkDeliberate: os.carriers.unmarkDeliberate.handler(({ input }) =>
        changed(`not deliberate ${input.uuid}`),
      ),
      merge: os.carriers.merge.handler(({ input }) => changed(`merge ${input.from} into ${input.into}`)),
    },
    items: {
      list: os.items.list.handler(() => ({ items: [...(data.items ?? [])], next: null })),
      show: os.items.show.handler(({ input }) => {
        const found = data.items?.find(({ uuid }) => uuid === input.uuid);
        if (found) return found;
        throw new SpindleError('not-found', 'This item is not in the catalogue.', { asked: input.uuid });
      }),
      create: os.items.create.handler(({ input }) => ({
        ...changed(`create item ${input.title}`),
        uuid: '01900000-0000-7000-8000-eeeeeeeeeeee',
      })),
      edit: os.items.edit.handler(({ input }) => changed(`edit item ${input.uuid}`)),
      remove: os.items.remove.handler(({ input }) => changed(`remove item ${input.uuid}`)),
    },
    collections: {
      list: os.collections.list.handler(() => ({ collections: [...(data.collections ?? [])] })),
      create: os.collections.create.handler(({ input }) => changed(`create collection ${input.code}`)),
      edit: os.collections.edit.handler(({ input }) => changed(`edit collection ${input.code}`)),
      remove: os.collections.remove.handler(({ input }) => changed(`remove collection ${input.code}`)),
    },
    locations: {
      list: os.locations.list.handler(() => ({ locations: [...(data.locations ?? [])] })),
      create: os.locations.create.handler(({ input }) => changed(`create location ${input.code}`)),
      edit: os.locations.edit.handler(({ input }) => changed(`edit location ${input.code}`)),
      remove: os.locations.remove.handler(({ input }) => changed(`remove location ${input.code}`)),
    },
    naming: {
      preview: os.naming.preview.handler(({ input }) => ({
        names: input.codes.map((code) => ({ code, name: input.template.replace('{code}', code) })),
      })),
    },
    uploads: {
      put: os.uploads.put.handler(({ input }) => ({
        receivedBytes: input.offsetBytes + Buffer.from(input.base64, 'base64').length,
      })),
    },
    table: {
      preview: os.table.preview.handler(() => {
        if (data.table) return data.table;
        throw new SpindleError('bad-request', 'The table was not read: it is empty. Nothing was imported.');
      }),
      import: os.table.import.handler(({ input }) => ({
        ...changed(`import ${input.fileName}`),
        ...{ made: 1, edited: 0, refused: 0 },
      })),
    },
    tags: { list: os.tags.list.handler(() => ({ tags: [...(data.tags ?? [])] })) },
    history: {
      list: os.history.list.handler(() => ({ transactions: [...(data.transactions ?? [])], next: null })),
      undo: os.history.undo.handler(({ input }) => changed(`undo ${input.txn}`)),
    },
  });
}
