/** Two catalogues that went their own ways are joined: nothing is lost, nothing decided for people. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { assetFolder, assetsBeside } from '../../../src/main/adapters/files/asset-folder.ts';
import { photoFindings } from '../../../src/main/app/check-photos.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { ownFolder } from '../../support/folders.ts';
import { jpegBaseline, png } from '../../support/photos.ts';
import { numberedSidecar, numberedUuid } from './numbered-sidecar.ts';
import { failsWith, withCatalogue, withRawDatabase } from './support.ts';

// Each test opens catalogues again and again, with threads and syncs of their own.
vi.setConfig({ testTimeout: 60_000 });

let ours = '';
let theirs = '';
beforeEach(() => {
  const folder = ownFolder();
  ours = join(folder, 'ours.db');
  theirs = join(folder, 'theirs.db');
});

const at = (path: string, work: (catalogue: Catalogue) => Promise<unknown>) => withCatalogue(path, work);
const merge = (preview = false, from = theirs, into = ours) =>
  withCatalogue(into, (catalogue) => catalogue.merge(from, 'ann', preview));
const isSound = (path: string) =>
  withCatalogue(path, async (catalogue) =>
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] }),
  );

/** One catalogue with carriers A-001 (with a dump) and A-002, and a copy of it for the other station. */
async function parted(): Promise<void> {
  await at(ours, async ({ collection, ...catalogue }) => {
    await collection.createCollection('ann', { code: 'C1', title: 'Papers', note: '', parent: null });
    await catalogue.record(numberedSidecar(1), '/images');
    await collection.createCarrier('ann', { code: 'A-002', title: 'Letters', collection: 'C1' });
  });
  copyFileSync(ours, theirs);
}

const titleOf = async (path: string, code: string) =>
  withCatalogue(path, async ({ collection }) => (await collection.carrier(code)).carrier.title.manual);

const folderOf = (path: string) => assetFolder(assetsBeside(path));
const photosOf = async (path: string, code: string) =>
  withCatalogue(path, async ({ collection }) =>
    (await collection.carrier(code)).assets.map(({ role, sha256 }) => `${role} ${sha256}`),
  );

async function addPhoto(path: string, code: string, role: string, bytes: Buffer): Promise<string> {
  return withCatalogue(path, async ({ collection }) => {
    const picture = await folderOf(path).keep(bytes, 1 << 20);
    const words = { role, name: 'p.png', note: '', thumbnailPath: null };
    await collection.addAsset('bob', { code, picture, ...words });
    return folderOf(path).locate(picture.path);
  });
}

async function openBatch(path: string): Promise<string> {
  return withCatalogue(path, async ({ collection }) => {
    const plan = {
      name: 'Box 1',
      template: null,
      directory: '/images',
      options: {},
      settings: { drives: ['a'] },
    };
    return (await collection.batches.create('bob', plan as never, ['A-001', 'A-002'])).uuid;
  });
}

describe('merging photos', () => {
  beforeEach(() => {
    mkdirSync(join(theirs, '..', 'other'));
    theirs = join(theirs, '..', 'other', 'theirs.db');
  });

  it('brings the files with the rows, and takes them off again with the merge', async () => {
    await parted();
    await addPhoto(theirs, 'A-002', 'front', png);
    const [photo] = await photosOf(theirs, 'A-002');
    expect(await merge(true)).toMatchObject({ added: { photo: 1 }, left: [] });
    expect(existsSync(assetsBeside(ours))).toBe(false);
    const { txn } = await merge();
    expect(await photosOf(ours, 'A-002')).toEqual([photo]);
    await withCatalogue(ours, async ({ collection }) =>
      expect(await photoFindings(collection, folderOf(ours))).toEqual([]),
    );
    await isSound(ours);
    await at(ours, ({ collection }) => collection.undo('ann', txn!));
    expect(await photosOf(ours, 'A-002')).toEqual([]);
    // Who took a merge back did not decide that the other's photos are to go, nor that they never come.
    expect((await merge(false, ours, theirs)).removed).toEqual({});
    expect(await photosOf(theirs, 'A-002')).toEqual([photo]);
    await merge();
    expect(await photosOf(ours, 'A-002')).toEqual([photo]);
  });

  it('leaves out one whose file is gone or altered, says so, and brings it when it is back', async () => {
    await parted();
    const gone = await addPhoto(theirs, 'A-001', 'front', png);
    const altered = await addPhoto(theirs, 'A-002', 'front', jpegBaseline);
    rmSync(gone);
    writeFileSync(altered, Buffer.from(jpegBaseline).fill(7, 300, 301));
    for (const preview of [true, false]) {
      const { added, left } = await merge(preview);
      expect(added).toEqual({});
      expect(left).toEqual([expect.stringMatching(/^Photos left out, .*: 2\. .*merge again\.$/)]);
    }
    expect(existsSync(assetsBeside(ours))).toBe(false);
    writeFileSync(altered, jpegBaseline);
    expect(await merge()).toMatchObject({
      added: { photo: 1 },
      left: [expect.stringMatching(/^Photos left out, .*: 1\./)],
    });
  });

  it('follows no path a row makes up', async () => {
    await parted();
    await addPhoto(theirs, 'A-002', 'front', png);
    writeFileSync(join(theirs, '..', 'secret.png'), png);
    withRawDatabase(theirs, (database) => database.exec(`UPDATE asset SET path = '../secret.png'`));
    expect(await merge()).toMatchObject({
      added: {},
      left: [expect.stringMatching(/^Photos left out, .*: 1\./)],
    });
  });

  it('takes one out that was taken out there, unless it hangs together with something new here', async () => {
    await parted();
    await addPhoto(theirs, 'A-002', 'front', png);
    await addPhoto(theirs, 'A-001', 'front', png);
    await merge();
    await at(theirs, async ({ collection }) => {
      const [photo] = (await collection.carrier('A-001')).assets;
      await collection.removeAsset('bob', photo!.uuid);
      await collection.removeCarrier('bob', 'A-002');
    });
    await addPhoto(ours, 'A-002', 'back', jpegBaseline);
    expect(await merge()).toMatchObject({
      removed: { photo: 2 },
      conflicts: [{ kind: 'carrier', name: 'A-002', field: 'removed', ours: 'A-002', theirs: null }],
    });
    expect(await photosOf(ours, 'A-001')).toEqual([]);
    expect(await photosOf(ours, 'A-002')).toHaveLength(1);
    await isSound(ours);
  });
});

describe('merging batches', () => {
  const lines = (path: string, uuid: string) =>
    withCatalogue(path, async ({ collection }) =>
      (await collection.batches.read(uuid)).entries.map(({ code, state, note, drive }) =>
        [code, state, note, drive].filter(Boolean).join(' '),
      ),
    );
  const setLine = (path: string, uuid: string, place: number, change: object) =>
    at(path, async ({ collection }) =>
      collection.batches.setEntry((await collection.batches.read(uuid)).entries[place]!.uuid, change),
    );

  it('brings a batch with its lines, and follows it day by day', async () => {
    await parted();
    const uuid = await openBatch(theirs);
    await setLine(theirs, uuid, 0, { state: 'done', note: 'Complete.', drive: 'Drive B' });
    await setLine(theirs, uuid, 1, { state: 'reading', drive: 'Drive B' });
    expect(await merge()).toMatchObject({ added: { batch: 1, 'batch entry': 2 }, conflicts: [] });
    expect(await lines(ours, uuid)).toEqual(['A-001 done Complete. Drive B', 'A-002 waiting Drive B']);
    for (const state of ['exception', 'done']) {
      await setLine(theirs, uuid, 1, { state: 'reading' });
      await setLine(theirs, uuid, 1, { state, note: `It is ${state}.` });
      expect(await merge()).toMatchObject({ changed: { 'batch entry': 1 }, conflicts: [] });
    }
    await at(theirs, ({ collection }) =>
      collection.batches.close('bob', uuid, { text: 'All done.' } as never),
    );
    expect(await merge()).toMatchObject({ changed: { batch: 1 }, conflicts: [] });
    expect(await lines(ours, uuid)).toEqual(await lines(theirs, uuid));
    await isSound(ours);
  });

  it('keeps a line whole where both stations had it, and leaves one that is at work', async () => {
    await parted();
    const uuid = await openBatch(theirs);
    await merge();
    await setLine(theirs, uuid, 0, { state: 'done', note: 'Read there.' });
    await setLine(theirs, uuid, 1, { state: 'done', note: 'Read there.' });
    await setLine(ours, uuid, 0, { state: 'exception', exception: 'unreadable', note: 'Not read here.' });
    await setLine(ours, uuid, 1, { state: 'reading' });
    const { conflicts, left } = await merge();
    expect(conflicts).toEqual([
      {
        ...{ kind: 'batch entry', name: 'A-001 in Box 1', field: 'state' },
        ...{ ours: 'exception, unreadable, Not read here.', theirs: 'done, Read there.' },
      },
    ]);
    expect(left).toEqual([expect.stringMatching(/^Lines of batches that are at work here .*: 1\./)]);
    expect(await lines(ours, uuid)).toEqual(['A-001 exception Not read here.', 'A-002 reading']);
  });
});

describe('merging', () => {
  it('takes in what is new there, and changes nothing of what is not', async () => {
    await parted();
    await at(theirs, async ({ collection, ...catalogue }) => {
      await collection.createCarrier('bob', {
        code: 'B-001',
        title: 'Maps',
        collection: 'C1',
        addTags: ['paper'],
      });
      await collection.editCarrier('bob', 'A-002', null, { title: 'Letters 1991' });
      await catalogue.record(numberedSidecar(2, { carrier: 'B-001' }), '/elsewhere');
    });
    await at(ours, ({ collection }) => collection.editCarrier('ann', 'A-002', null, { note: 'seen' }));
    const untouched = readFileSync(theirs);

    const preview = await merge(true);
    expect(preview).toMatchObject({ dumps: 1, conflicts: [], txn: null, added: { carrier: 1, tag: 1 } });
    expect(await withCatalogue(ours, async (catalogue) => (await catalogue.list(null, 9)).total)).toBe(1);

    const report = await merge();
    expect(report).toMatchObject({ ...preview, txn: expect.any(String) });
    expect(readFileSync(theirs)).toEqual(untouched);
    await withCatalogue(ours, async ({ collection, ...catalogue }) => {
      expect((await collection.carrier('A-002')).carrier).toMatchObject({
        title: { manual: 'Letters 1991' },
        note: 'seen',
      });
      expect((await catalogue.showCarrier('B-001')).dumps.map(({ dumpId }) => dumpId)).toEqual([
        numberedUuid(2),
      ]);
    });
    await isSound(ours);
    expect(await merge()).toMatchObject({
      added: {},
      changed: {},
      dumps: 0,
      events: 0,
      conflicts: [],
      txn: null,
    });
    // The other way round brings them to the same.
    await merge(false, ours, theirs);
    expect(await titleOf(theirs, 'A-002')).toBe('Letters 1991');
    await isSound(theirs);
    expect(await merge()).toMatchObject({ added: {}, changed: {}, conflicts: [] });
  });

  it('shows what both changed, and leaves it as it is', async () => {
    await parted();
    await at(ours, ({ collection }) =>
      collection.editCarrier('ann', 'A-002', null, { title: 'Ours', note: 'n' }),
    );
    await at(theirs, ({ collection }) =>
      collection.editCarrier('bob', 'A-002', null, { title: 'Theirs', labelText: 'LTRS' }),
    );
    const { conflicts } = await merge();
    expect(conflicts).toEqual([
      { kind: 'carrier', name: 'A-002', field: 'title_manual', ours: 'Ours', theirs: 'Theirs' },
    ]);
    await withCatalogue(ours, async ({ collection }) =>
      expect((await collection.carrier('A-002')).carrier).toMatchObject({
        title: { manual: 'Ours' },
        labelText: 'LTRS',
        note: 'n',
      }),
    );
    // It is told again until somebody made them agree.
    expect((await merge()).conflicts).toHaveLength(1);
    await at(ours, ({ collection }) => collection.editCarrier('ann', 'A-002', null, { title: 'Theirs' }));
    expect((await merge()).conflicts).toEqual([]);
    await isSound(ours);
  });

  it('knows a carrier both stations made apart by its code, and compares what people said of it', async () => {
    await at(ours, (catalogue) => catalogue.record(numberedSidecar(1, { carrier: 'A-001' }), '/images'));
    await at(theirs, async ({ collection, ...catalogue }) => {
      await collection.createCarrier('bob', { code: 'A-001', title: 'Diary', kind: 'fd-3.5-hd' });
      await catalogue.record(numberedSidecar(2, { carrier: 'A-001' }), '/images');
    });
    expect(await merge()).toMatchObject({ conflicts: [], dumps: 1, changed: { carrier: 1 } });
    expect(await titleOf(ours, 'A-001')).toBe('Diary');
    await withCatalogue(ours, async (catalogue) =>
      expect((await catalogue.showCarrier('A-001')).dumps).toHaveLength(2),
    );
    await isSound(ours);
  });

  it('is one step that can be taken back', async () => {
    await parted();
    await at(theirs, ({ collection }) => collection.createCarrier('bob', { code: 'B-001' }));
    const { txn } = await merge();
    await at(ours, ({ collection }) => collection.undo('ann', txn!));
    await withCatalogue(ours, async ({ collection }) =>
      expect((await collection.carriers({}, null, 10)).carriers.map(({ code }) => code)).toEqual([
        'A-001',
        'A-002',
      ]),
    );
    await isSound(ours);
  });

  it('keeps the chain of the other provable, and refuses one that is broken', async () => {
    await parted();
    await at(theirs, (catalogue) => catalogue.record(numberedSidecar(3), '/images'));
    await merge();
    withRawDatabase(ours, (database) => {
      const sequence = database
        .prepare(`SELECT event_sequence FROM merged_event ORDER BY sequence DESC LIMIT 1`)
        .pluck()
        .get();
      database.exec(`UPDATE merged_event SET event_sequence = 1 WHERE event_sequence = ${Number(sequence)}`);
    });
    await withCatalogue(ours, async (catalogue) =>
      expect((await catalogue.check()).findings).toEqual([
        expect.stringMatching(/chain of the catalogue merged on/),
      ]),
    );
    withRawDatabase(theirs, (database) =>
      database.exec(`DROP TRIGGER event_is_final; UPDATE event SET detail = 'forged' WHERE sequence = 1`),
    );
    await expect(merge()).rejects.toEqual(failsWith('conflict'));
  });

  it.each([
    ['not there', () => {}, 'not-found'],
    ['no catalogue', () => writeFileSync(theirs, 'a letter'), 'catalogue-corrupt'],
  ])('refuses a file that is %s', async (_, make, code) => {
    await at(ours, (catalogue) => catalogue.record(numberedSidecar(1), '/images'));
    make();
    await expect(merge()).rejects.toEqual(failsWith(code));
    await expect(merge(false, ours)).rejects.toEqual(failsWith('bad-request'));
    await isSound(ours);
  });
});
