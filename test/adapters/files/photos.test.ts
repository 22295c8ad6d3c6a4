/** Photos of carriers from end to end: taken in, refused, taken back, lost and found out, handed on and brought back. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetFolder, assetsBeside } from '../../../src/main/adapters/files/asset-folder.ts';
import { readCarrierFile } from '../../../src/main/adapters/files/carrier-files.ts';
import { readSidecar } from '../../../src/main/adapters/files/dump-names.ts';
import { planDumpsBag } from '../../../src/main/adapters/handover/bag-dumps.ts';
import { importHandedOver } from '../../../src/main/adapters/handover/import-handed-over.ts';
import { makeFromSidecars, proveCatalogue } from '../../../src/main/adapters/handover/rebuild-catalogue.ts';
import { validateBag } from '../../../src/main/adapters/handover/validate-bag.ts';
import { writeBag } from '../../../src/main/adapters/handover/write-bag.ts';
import { photoFindings } from '../../../src/main/app/check-photos.ts';
import { photosOf } from '../../../src/main/core/handover/bag-photos.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { ownFolder } from '../../support/folders.ts';
import { dumpOnDisk, testContext } from '../../support/handed-over.ts';
import { jpegBaseline, png } from '../../support/photos.ts';
import { numberedUuid } from '../sqlite/numbered-sidecar.ts';
import { failsWith, withCatalogue } from '../sqlite/support.ts';

const by = 'Ada';
const most = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function add(catalogue: Catalogue, code: string, photo: Uint8Array, role = 'front') {
  const folder = assetFolder(assetsBeside(catalogue.path));
  const picture = await folder.keep(photo, most);
  return catalogue.collection.addAsset(by, {
    ...{ code, role, name: 'IMG_1.JPG', note: '', picture, thumbnailPath: null },
  });
}

const photosIn = async (catalogue: Catalogue, code: string) =>
  (await catalogue.collection.carrier(code)).assets.map((asset) => asset.sha256);

describe('a photo', { timeout: 60_000 }, () => {
  it('is kept under its hash once, whatever carriers show it, and once for each of them', async () => {
    const path = join(ownFolder(), 'catalogue.db');
    await withCatalogue(path, async (catalogue) => {
      for (const code of ['A-1', 'A-2']) await catalogue.collection.createCarrier(by, { code });
      await add(catalogue, 'A-1', jpegBaseline);
      await add(catalogue, 'A-2', jpegBaseline);
      await expect(add(catalogue, 'A-1', jpegBaseline)).rejects.toEqual(failsWith('conflict'));
      expect(await photosIn(catalogue, 'A-1')).toEqual([sha256(jpegBaseline)]);
    });
    const hash = sha256(jpegBaseline);
    const folder = join(assetsBeside(path), hash.slice(0, 2));
    expect(readdirSync(folder)).toEqual([`${hash}.jpg`]);
    expect(readFileSync(join(folder, `${hash}.jpg`)).equals(jpegBaseline)).toBe(true);
  });

  it.each([
    ['no picture', Buffer.from('%PDF-1.7 that calls itself photo.jpg')],
    ['too large', Buffer.concat([jpegBaseline, Buffer.alloc(most)])],
  ])('that is %s is refused and leaves nothing', async (_, bytes) => {
    const root = join(ownFolder(), 'assets');
    await expect(assetFolder(root).keep(bytes, most)).rejects.toMatchObject({
      code: 'bad-image',
      message: expect.stringMatching(/was not taken in: .*Nothing was changed/),
    });
    expect(existsSync(root)).toBe(false);
  });

  it('comes and goes with undo: its file stays for as long as it may be wanted', async () => {
    await withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      const { collection } = catalogue;
      await collection.createCarrier(by, { code: 'A-1' });
      const added = await add(catalogue, 'A-1', png);
      await collection.undo(by, added.txn!);
      expect(await photosIn(catalogue, 'A-1')).toEqual([]);
      await add(catalogue, 'A-1', png);
      const [asset] = (await collection.carrier('A-1')).assets;
      const removed = await collection.removeAsset(by, asset!.uuid);
      expect(await photosIn(catalogue, 'A-1')).toEqual([]);
      await collection.undo(by, removed.txn!);
      expect(await photosIn(catalogue, 'A-1')).toEqual([sha256(png)]);
      const folder = assetFolder(assetsBeside(catalogue.path));
      expect(await photoFindings(collection, folder)).toEqual([]);
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
    });
  });

  it('never has a row without a file: what ends between the two leaves a file alone, which the next try uses', async () => {
    await withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      const folder = assetFolder(assetsBeside(catalogue.path));
      const picture = await folder.keep(png, most);
      await catalogue.collection.createCarrier(by, { code: 'A-1' });
      expect(await photosIn(catalogue, 'A-1')).toEqual([]);
      expect(await folder.keep(png, most)).toEqual(picture);
      await add(catalogue, 'A-1', png);
      expect(await photoFindings(catalogue.collection, folder)).toEqual([]);
    });
  });

  it('that is gone or altered is found by a check, and mended by adding the good one again', async () => {
    await withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      for (const code of ['A-1', 'A-2']) await catalogue.collection.createCarrier(by, { code });
      await add(catalogue, 'A-1', png);
      await add(catalogue, 'A-2', jpegBaseline, 'back');
      const folder = assetFolder(assetsBeside(catalogue.path));
      const [one, other] = await catalogue.collection.assetRecords(0, 10);
      rmSync(folder.locate(one!.path));
      const flipped = Buffer.from(jpegBaseline);
      flipped[flipped.length - 3]! ^= 1;
      writeFileSync(folder.locate(other!.path), flipped);
      expect(await photoFindings(catalogue.collection, folder)).toEqual([
        expect.stringMatching(/\(front\) of the carrier A-1 is not there any more/),
        expect.stringMatching(/\(back\) of the carrier A-2 is not what was added/),
      ]);
      await expect(folder.read(one!.path, 0, 10)).rejects.toEqual(failsWith('not-found'));
      await folder.keep(png, most);
      await folder.keep(jpegBaseline, most);
      expect(await photoFindings(catalogue.collection, folder)).toEqual([]);
    });
  });
});

describe('photos handed on', { timeout: 60_000 }, () => {
  /** A catalogue with one dump of A-001 and two photos of it, and a bag of that. */
  async function bagged(folder: string) {
    const images = join(folder, 'images');
    const dump = dumpOnDisk(images);
    const path = join(folder, 'own', 'catalogue.db');
    const bag = join(folder, 'bag');
    mkdirSync(dirname(path));
    await withCatalogue(path, async (catalogue) => {
      await importHandedOver(images, catalogue);
      await add(catalogue, 'A-001', png);
      await add(catalogue, 'A-001', jpegBaseline);
    });
    const before = await withCatalogue(path, async (catalogue) => {
      const detail = await catalogue.collection.carrier('A-001');
      const photos = photosOf(detail, assetFolder(assetsBeside(path)).locate);
      await writeBag(
        bag,
        planDumpsBag([await catalogue.showDump(dump.record.dumpId)], testContext, [], photos),
      );
      return detail.assets;
    });
    return { path, images, bag, before, code: 'A-001' };
  }

  it('lie in the bag beside the images, and the bag is valid', async () => {
    const { bag } = await bagged(ownFolder());
    const photos = join(bag, 'data/A-001/photos');
    expect(readdirSync(photos).sort()).toEqual(['front.jpg', 'front.png']);
    expect(readFileSync(join(photos, 'front.png')).equals(png)).toBe(true);
    expect((await validateBag(bag)).verdict).not.toBe('invalid');
    expect(readCarrierFile(join(bag, 'data/A-001/A-001.carrier.json')).assets).toHaveLength(2);
  });

  it('come back from the bag into another catalogue, files and all', async () => {
    const folder = ownFolder();
    const { bag, before } = await bagged(folder);
    mkdirSync(join(folder, 'other'));
    await withCatalogue(join(folder, 'other', 'catalogue.db'), async (catalogue) => {
      expect(await importHandedOver(bag, catalogue)).toMatchObject({ added: 1, refused: [] });
      expect((await catalogue.collection.carrier('A-001')).assets).toEqual(before);
      const kept = assetFolder(assetsBeside(catalogue.path));
      expect(await photoFindings(catalogue.collection, kept)).toEqual([]);
    });
  });

  it('are in the catalogue that is made again, and proved with it', async () => {
    const folder = ownFolder();
    const { path, images, before } = await bagged(folder);
    for (const name of readdirSync(dirname(path)).filter((each) => each.startsWith('catalogue')))
      rmSync(join(dirname(path), name), { recursive: true });
    await makeFromSidecars(path, [images]);
    await withCatalogue(path, async (catalogue) => {
      expect((await catalogue.collection.carrier('A-001')).assets).toEqual(before);
      expect(await photoFindings(catalogue.collection, assetFolder(assetsBeside(path)))).toEqual([]);
      expect(await proveCatalogue(catalogue, [images])).toMatchObject({ equal: 1, differing: [] });
    });
  });

  it('that were altered since are not bagged', async () => {
    const folder = ownFolder();
    const { path, bag } = await bagged(folder);
    await withCatalogue(path, async (catalogue) => {
      const detail = await catalogue.collection.carrier('A-001');
      const photos = photosOf(detail, assetFolder(assetsBeside(path)).locate);
      writeFileSync(photos[0]!.source, 'spoilt');
      const dump = await catalogue.showDump(detail.dumps[0]!.dumpId);
      const plan = planDumpsBag([dump], testContext, [], photos);
      await expect(writeBag(`${bag}-2`, plan)).rejects.toEqual(failsWith('conflict'));
      expect(existsSync(`${bag}-2`)).toBe(false);
    });
  });

  it('are in the catalogue that is made again of folders alone, with carriers that were never imaged', async () => {
    const doing = fc.record({
      what: fc.constantFrom('image', 'photo', 'photo', 'no-photo', 'describe', 'rename', 'remove'),
      which: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 3, maxLength: 8 }), async (doings) => {
        const folder = ownFolder();
        const images = join(folder, 'images');
        const path = join(folder, 'own', 'catalogue.db');
        for (const each of [images, dirname(path), join(folder, 'new')]) mkdirSync(each);
        const before = await withCatalogue(path, (catalogue) => live(catalogue, images, doings));
        const again = join(folder, 'new', 'catalogue.db');
        const report = await makeFromSidecars(again, [images, assetsBeside(path)].filter(existsSync));
        expect(report.refused).toEqual([]);
        await withCatalogue(again, async (catalogue) => {
          expect(await keptRecords(catalogue)).toEqual(before);
          expect(await photoFindings(catalogue.collection, assetFolder(assetsBeside(again)))).toEqual([]);
          expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
        });
      }),
      { numRuns: 6, seed: 20261127 },
    );
  }, 300_000);
});

/** What a station does with three carriers. @returns what its catalogue says then */
async function live(
  catalogue: Catalogue,
  images: string,
  doings: readonly { readonly what: string; readonly which: number }[],
) {
  const { collection } = catalogue;
  const codes = ['A-0', 'A-1', 'A-2'];
  for (const code of codes) await collection.createCarrier(by, { code });
  for (const [step, { what, which }] of doings.entries()) {
    const code = codes[which]!;
    const known = (await collection.carriers({}, null, 10)).carriers.find((one) => one.code === code);
    if (!known) continue;
    if (what === 'image') {
      const name = `dump-${step}`;
      dumpOnDisk(images, { name, dumpId: numberedUuid(step + 1), imageBytes: 512, carrier: code });
      await catalogue.record(readSidecar(join(images, `${name}.spindle.json`)), images);
    }
    if (what === 'photo') await add(catalogue, code, Buffer.concat([png, Buffer.from([step])]));
    if (what === 'no-photo') {
      const [asset] = (await collection.carrier(code)).assets;
      if (asset) await collection.removeAsset(by, asset.uuid);
    }
    if (what === 'describe') await collection.editCarrier(by, code, null, { title: `Title ${step}` });
    if (what === 'rename') {
      codes[which] = `B-${step}`;
      await collection.editCarrier(by, code, null, { code: `B-${step}` });
    }
    if (what === 'remove' && known.dumps === 0) await collection.removeCarrier(by, code);
  }
  return keptRecords(catalogue);
}

/** Of carriers with dumps or photos: the others are told by no file. */
async function keptRecords(catalogue: Catalogue) {
  const { carriers } = await catalogue.collection.carriers({}, null, 10);
  const details = [];
  for (const { code } of carriers) {
    const { events, ...detail } = await catalogue.collection.carrier(code);
    if (detail.carrier.dumps + detail.assets.length > 0) details.push(detail);
  }
  return details;
}
