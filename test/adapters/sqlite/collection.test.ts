import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import type { CollectionRecords } from '../../../src/main/core/collection-port.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { newCarrierSchema } from '../../../src/shared/model/collection.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar, numberedUuid } from './numbered-sidecar.ts';
import { failsWith, withCatalogue, withRawDatabase } from './support.ts';

const by = 'Ada';
const damaged: Partial<Sidecar> = {
  outcome: 'complete-with-errors',
  states: [
    [2880 - 12, 'good'],
    [12, 'bad'],
  ],
  counts: { total: 2880, good: 2880 - 12, goodAfterRetry: 0, bad: 12, pending: 0 },
};

let path: string;
let catalogue: Catalogue;
let collection: CollectionRecords;
beforeEach(async () => {
  path = join(ownFolder(), 'catalogue.db');
  catalogue = await openCatalogue(path);
  collection = catalogue.collection;
});
afterEach(() => catalogue.close());

const codes = async () => (await collection.carriers({}, null, 500)).carriers.map(({ code }) => code);
const carrier = async (code: string) => (await collection.carrier(code)).carrier;
const record = (number: number, code: string | null, change: Partial<Sidecar> = {}) =>
  catalogue.record(numberedSidecar(number, { carrier: code, ...change }), '/images');
const isSound = async () => expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });

describe('carriers', () => {
  it('are made one by one and in numbered runs that keep their zeroes', async () => {
    await collection.createCarrier(by, newCarrierSchema.parse({ code: 'AR-0003', title: ' Letters ' }));
    const taken = collection.createRun(by, 'AR-0001..0005', {});
    await expect(taken).rejects.toEqual(failsWith('conflict'));
    expect(await codes()).toEqual(['AR-0003']);
    expect(await collection.createRun(by, 'AR-0097..0102', { labelText: 'Box 4' })).toMatchObject({
      ...{ first: 'AR-0097', last: 'AR-0102', created: 6, changed: 6 },
    });
    expect(await codes()).toEqual([
      ...['AR-0003', 'AR-0097', 'AR-0098', 'AR-0099', 'AR-0100', 'AR-0101', 'AR-0102'],
    ]);
    expect(await carrier('AR-0003')).toMatchObject({ title: { manual: 'Letters' }, state: 'expected' });
    await isSound();
  });

  it('cannot have a code another has in any case', async () => {
    await collection.createCarrier(by, { code: 'AR-1' });
    await expect(collection.createCarrier(by, { code: 'ar-1' })).rejects.toEqual(failsWith('conflict'));
  });

  it('show what a recording found until a person says better, and a recording never touches that', async () => {
    await record(1, 'A-1');
    expect((await carrier('A-1')).title).toEqual({ auto: 'LETTERS', manual: null });
    await collection.editCarrier(by, 'A-1', null, { title: 'Letters to the editor', kind: 'fd-3.5-hd' });
    await record(2, 'A-1');
    expect(await carrier('A-1')).toMatchObject({
      title: { auto: 'LETTERS', manual: 'Letters to the editor' },
      kind: { manual: 'fd-3.5-hd' },
      dumps: 2,
    });
  });

  it('refuse a change made on what was shown before somebody else changed it', async () => {
    await collection.createCarrier(by, { code: 'A-1' });
    const { rev } = await carrier('A-1');
    await collection.editCarrier('Bob', 'A-1', rev, { note: 'Wet.' });
    await expect(collection.editCarrier(by, 'A-1', rev, { note: 'Dry.' })).rejects.toEqual(
      failsWith('conflict'),
    );
    expect((await carrier('A-1')).note).toBe('Wet.');
  });

  it('are found by their former code, also when a later dump names it', async () => {
    await record(1, 'OLD-1');
    await collection.editCarrier(by, 'OLD-1', null, { code: 'NEW-1' });
    await record(2, 'OLD-1');
    expect(await codes()).toEqual(['NEW-1']);
    expect(await carrier('OLD-1')).toMatchObject({ code: 'NEW-1', dumps: 2 });
    await isSound();
  });

  it('stay while they have dumps', async () => {
    await record(1, 'A-1');
    await expect(collection.removeCarrier(by, 'A-1')).rejects.toEqual(failsWith('conflict'));
  });

  it('are listed by what they are in, with everything that is part of it', async () => {
    await collection.createCollection(by, { code: 'LIT', title: 'Literature', note: '', parent: null });
    await collection.createCollection(by, { code: 'LIT-1', title: 'Letters', note: '', parent: 'LIT' });
    const { uuid } = await collection.createItem(by, {
      ...{ title: 'Letters', collection: 'LIT-1', callNumber: 'L 1', accessionNo: null, dateText: null },
      ...{ dateFrom: null, dateTo: null, rights: null, note: '' },
    });
    await collection.createRun(by, 'A-1..3', { item: uuid });
    await collection.createRun(by, 'B-1..2', {});
    expect((await collection.carriers({ collection: 'LIT' }, null, 10)).total).toBe(3);
    expect(await carrier('A-2')).toMatchObject({ collection: 'LIT-1', item: { uuid, title: 'Letters' } });
    const loop = collection.editCollection(by, 'LIT', { parent: 'LIT-1' });
    await expect(loop).rejects.toEqual(failsWith('bad-request'));
    await expect(collection.removeCollection(by, 'LIT')).rejects.toEqual(failsWith('conflict'));
    await isSound();
  });

  it('have one place each in their item, but any number of copies', async () => {
    const { uuid } = await collection.createItem(by, {
      ...{ title: 'Set', collection: null, callNumber: null, accessionNo: null, dateText: null },
      ...{ dateFrom: null, dateTo: null, rights: null, note: '' },
    });
    await collection.createCarrier(by, { code: 'S-1', item: uuid, sequence: 1 });
    const twin = { code: 'S-1b', item: uuid, sequence: 1 };
    await expect(collection.createCarrier(by, twin)).rejects.toEqual(failsWith('conflict'));
    await collection.createCarrier(by, { ...twin, copy: 2 });
    expect(await codes()).toEqual(['S-1', 'S-1b']);
  });
});

describe('the state of a carrier', () => {
  it('follows from its dumps and from decisions, and from nothing else', async () => {
    await collection.createCarrier(by, { code: 'A-1' });
    await record(1, 'A-1', damaged);
    expect(await carrier('A-1')).toMatchObject({
      state: 'needs-attention',
      stateReason: 'Complete with errors: 12 sectors not read',
      preferredDump: numberedUuid(1),
    });
    await record(2, 'A-1');
    expect(await carrier('A-1')).toMatchObject({ state: 'imaged', preferredDump: numberedUuid(2) });
    await record(3, 'A-1', damaged);
    expect((await carrier('A-1')).preferredDump).toBe(numberedUuid(2));
    await collection.signOff(by, ['A-1'], 'Looked at.');
    expect(await carrier('A-1')).toMatchObject({
      state: 'signed-off',
      signedOff: { by, dumpId: numberedUuid(2) },
    });
    await collection.preferDump(by, 'A-1', numberedUuid(3), 'The other one is of another edition.');
    expect(await carrier('A-1')).toMatchObject({ state: 'needs-attention', preferredDump: numberedUuid(3) });
    await collection.dispose(by, ['A-1'], 'deaccession', 'Withdrawn.');
    expect((await carrier('A-1')).state).toBe('set-aside');
    const { events } = await collection.carrier('A-1');
    expect(events.map(({ type }) => type)).toEqual(['val', 'app', 'dea']);
    await isSound();
  });

  it('cannot be signed off without a dump', async () => {
    await collection.createCarrier(by, { code: 'A-1' });
    await expect(collection.signOff(by, ['A-1'], '')).rejects.toEqual(failsWith('conflict'));
  });

  it('forged in the database is found', async () => {
    await record(1, 'A-1', damaged);
    await catalogue.close();
    withRawDatabase(path, (database) => database.exec(`UPDATE carrier SET state = 'signed-off'`));
    await withCatalogue(path, async (again) => {
      expect((await again.check()).findings).toEqual([expect.stringMatching(/A-1 is shown as signed-off/)]);
    });
  });
});

describe('a wrong pairing', () => {
  it('is mended: the dump moves with its events, the reason is told, and one undo takes it back', async () => {
    await record(1, 'A-1');
    await collection.createCarrier(by, { code: 'A-2' });
    const { txn } = await collection.reassignDump(by, numberedUuid(1), 'A-2', 'The stack had shifted.');
    expect(await carrier('A-1')).toMatchObject({ dumps: 0, state: 'expected', title: { auto: null } });
    expect(await carrier('A-2')).toMatchObject({ dumps: 1, state: 'imaged', title: { auto: 'LETTERS' } });
    const { events } = await catalogue.showDump(numberedUuid(1));
    expect(events.map(({ detail }) => detail)).toEqual([
      'Imaged.',
      'Given from A-1 to A-2: The stack had shifted.',
    ]);
    await isSound();
    // The same sidecar again, or a later one of the same dump, does not bring the wrong pairing back.
    await record(1, 'A-1');
    await record(1, 'A-1', {
      endedAt: '2026-11-24T10:00:00Z',
      options: { ...numberedSidecar(1).options, retries: 3 },
    });
    expect((await carrier('A-2')).dumps).toBe(1);
    await collection.undo(by, txn!);
    expect(await carrier('A-1')).toMatchObject({ dumps: 1, state: 'imaged' });
    expect((await catalogue.showDump(numberedUuid(1))).events).toHaveLength(3);
    await isSound();
  });
});

describe('undo', () => {
  it('takes a whole edit back, and that too', async () => {
    await collection.createRun(by, 'A-1..3', { note: 'Before.' });
    const preview = await collection.previewEdit(['A-1', 'A-2'], { note: 'After.', addTags: ['wet'] });
    expect(preview).toMatchObject({ changed: 2, unchanged: 0 });
    const edit = await collection.editCarriers(by, ['A-1', 'A-2'], { note: 'After.', addTags: ['wet'] });
    expect(await carrier('A-2')).toMatchObject({ note: 'After.', tags: ['wet'] });
    const undo = await collection.undo(by, edit.txn!);
    expect(await carrier('A-2')).toMatchObject({ note: 'Before.', tags: [] });
    await collection.undo(by, undo.txn!);
    expect(await carrier('A-2')).toMatchObject({ note: 'After.', tags: ['wet'] });
    await expect(collection.undo(by, edit.txn!)).rejects.toEqual(failsWith('conflict'));
    const { transactions } = await collection.transactions(null, 10);
    expect(transactions.map(({ kind }) => kind)).toEqual(['undo', 'undo', 'edit', 'create']);
    await isSound();
  });

  it('never takes later work along', async () => {
    const made = await collection.createRun(by, 'A-1..3', {});
    await collection.editCarrier('Bob', 'A-2', null, { note: 'Mould.' });
    const undone = collection.undo(by, made.txn!);
    await expect(undone).rejects.toThrow(/carrier A-2 was changed after it \(Edited the carrier A-2/);
    expect(await codes()).toEqual(['A-1', 'A-2', 'A-3']);
    const other = await collection.createCarrier(by, { code: 'B-1' });
    await record(1, 'B-1');
    await expect(collection.undo(by, other.txn!)).rejects.toThrow(/B-1 has dumps since/);
    await isSound();
  });

  it('parts merged records again, with nothing lost either way', async () => {
    await record(1, 'A-1');
    await record(2, 'A-2', damaged);
    await collection.editCarrier(by, 'A-2', null, {
      labelText: 'Copy',
      addTags: ['spare'],
      addIdentifiers: [{ scheme: 'barcode', value: '4006381333931', verified: true }],
    });
    const before = await Promise.all(['A-1', 'A-2'].map((code) => collection.carrier(code)));
    const merge = await collection.mergeCarriers(by, 'A-2', 'A-1', 'Entered twice.');
    expect(await codes()).toEqual(['A-1']);
    expect(await collection.carrier('A-2')).toMatchObject({
      carrier: { code: 'A-1', dumps: 2, labelText: 'Copy', tags: ['spare'], preferredDump: numberedUuid(1) },
      identifiers: [{ scheme: 'barcode' }, { scheme: 'former-code', value: 'A-2' }],
    });
    await isSound();
    await collection.undo(by, merge.txn!);
    const after = await Promise.all(['A-1', 'A-2'].map((code) => collection.carrier(code)));
    const shape = ({ carrier: { rev, ...one }, events, ...rest }: (typeof before)[number]) => ({
      ...rest,
      one,
    });
    expect(after.map(shape)).toEqual(before.map(shape));
    await isSound();
  });

  it('stands in the chain: a history that was changed is found', async () => {
    await collection.createRun(by, 'A-1..3', {});
    await catalogue.close();
    withRawDatabase(path, (database) => {
      database.exec(`DROP TRIGGER change_is_final; UPDATE change SET new_json = '{}' WHERE row_id = 2`);
    });
    await withCatalogue(path, async (again) => {
      const { findings } = await again.check();
      expect(findings).toEqual([
        expect.stringMatching(/guard change_is_final/),
        expect.stringMatching(/"Made 3 carriers, A-1 to A-3\." .* is not in the history/),
      ]);
    });
  });
});

describe('a range that is unreadable on purpose', () => {
  it('is marked on a dump, stays when the dump is recorded anew, and is no fault of the record', async () => {
    await record(1, 'A-1', damaged);
    const range = { lba: 2868, lengthSectors: 12, note: 'Ring.' };
    await collection.markDeliberate(by, numberedUuid(1), range);
    const beyond = { ...range, lba: 2870 };
    await expect(collection.markDeliberate(by, numberedUuid(1), beyond)).rejects.toEqual(
      failsWith('bad-request'),
    );
    await record(1, 'A-1', { ...damaged, endedAt: '2026-11-24T10:00:00Z' });
    const { deliberate } = await collection.carrier('A-1');
    expect(deliberate).toMatchObject([{ dumpId: numberedUuid(1), ...range }]);
    await isSound();
    await collection.unmarkDeliberate(by, deliberate[0]!.uuid);
    expect((await collection.carrier('A-1')).deliberate).toEqual([]);
  });
});
