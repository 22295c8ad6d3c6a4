/** The records beside the images: with the sidecars they are enough to make the catalogue again. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { carrierFileName, readCarrierFile } from '../../../src/main/adapters/files/carrier-files.ts';
import { importSidecars } from '../../../src/main/adapters/files/import-sidecars.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { carrierFileSchema } from '../../../src/shared/model/carrier-record.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar, numberedUuid } from './numbered-sidecar.ts';
import { withCatalogue } from './support.ts';

const by = 'Ada';
let folder: string;
let images: string;
let path: string;
beforeEach(() => {
  folder = ownFolder();
  images = join(folder, 'images');
  path = join(folder, 'catalogue.db');
  mkdirSync(images);
});

async function record(catalogue: Catalogue, number: number, carrier: string, change: Partial<Sidecar> = {}) {
  const sidecar = numberedSidecar(number, { carrier, ...change });
  writeFileSync(join(images, `${sidecar.name}.spindle.json`), JSON.stringify(sidecar));
  await catalogue.record(sidecar, images);
}

/** A collection in which everything was said and decided that can be. */
async function fill(catalogue: Catalogue): Promise<void> {
  const { collection } = catalogue;
  for (let number = 1; number <= 4; number++) await record(catalogue, number, `A-${number}`);
  await collection.createCollection(by, { code: 'LIT', title: 'Literature', note: '', parent: null });
  await collection.createCollection(by, { code: 'LIT-1', title: 'Letters', note: 'n', parent: 'LIT' });
  await collection.createLocation(by, { code: 'R1', kind: 'room', note: '', parent: null });
  await collection.createLocation(by, { code: 'R1-B2', kind: 'box', note: '', parent: 'R1' });
  const { uuid } = await collection.createItem(by, {
    ...{ title: 'Letters', collection: 'LIT-1', callNumber: 'L 1', accessionNo: null, dateText: 'ca. 1994' },
    ...{ dateFrom: '1994', dateTo: null, rights: null, note: '' },
  });
  await collection.editCarriers(by, ['A-1', 'A-2'], {
    item: uuid,
    location: 'R1-B2',
    addTags: ['wet', 'box 2'],
  });
  await collection.editCarrier(by, 'A-1', null, {
    ...{ sequence: 1, side: 'A', title: 'One', kind: 'fd-3.5-hd', writeProtected: true, condition: 'mould' },
    addIdentifiers: [{ scheme: 'barcode', value: '4006381333931', verified: true }],
  });
  await collection.reassignDump(by, numberedUuid(2), 'A-1', 'Wrong stack.');
  await collection.preferDump(by, 'A-1', numberedUuid(2), 'Better label.');
  await collection.signOff(by, ['A-1'], '');
  await collection.markDeliberate(by, numberedUuid(1), { lba: 10, lengthSectors: 5, note: 'Ring.' });
  await collection.dispose(by, ['A-3'], 'send-to-vendor', 'Needs flux.');
  await collection.editCarrier(by, 'A-3', null, { code: 'B-3' });
  await collection.mergeCarriers(by, 'A-4', 'B-3', 'Entered twice.');
}

/** What a catalogue says of every carrier, and of where they belong. */
async function told(catalogue: Catalogue) {
  const { carriers } = await catalogue.collection.carriers({}, null, 500);
  const details = [];
  for (const { code } of carriers) {
    const { events, ...detail } = await catalogue.collection.carrier(code);
    details.push({ ...detail, events: events.map(({ sequence, ...event }) => event) });
  }
  const collections = await catalogue.collection.collections();
  return { details, collections, locations: await catalogue.collection.locations() };
}

describe('the record beside the images', { timeout: 60_000 }, () => {
  it('is written when something changes, follows a new code, and goes where two become one', async () => {
    await withCatalogue(path, fill);
    const records = readdirSync(images).filter((name) => name.endsWith('.carrier.json'));
    // A-2 has lost its dump, and says so where the dump lies.
    expect(records.sort()).toEqual(['A-1.carrier.json', 'A-2.carrier.json', 'B-3.carrier.json']);
    expect(readCarrierFile(join(images, 'A-2.carrier.json')).dumps).toEqual([]);
    expect(readCarrierFile(join(images, 'A-1.carrier.json'))).toMatchObject({
      dumps: [{ dumpId: numberedUuid(1) }, { dumpId: numberedUuid(2), pairedAt: expect.any(String) }],
      collections: [{ code: 'LIT' }, { code: 'LIT-1', parent: 'LIT' }],
      signedOff: { dumpId: numberedUuid(2), by },
    });
  });

  it('makes, with the sidecars, the same records again', async () => {
    const before = await withCatalogue(path, async (catalogue) => {
      await fill(catalogue);
      return told(catalogue);
    });
    const files = () => readdirSync(images).map((name) => [name, readFileSync(join(images, name), 'utf8')]);
    const written = files();
    await withCatalogue(join(folder, 'again.db'), async (catalogue) => {
      expect(await importSidecars(images, catalogue)).toEqual({ added: 4, known: 0, refused: [] });
      expect(await told(catalogue)).toEqual(before);
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
      const rows = await catalogue.collection.transactions(null, 100);
      await importSidecars(images, catalogue);
      expect(await catalogue.collection.transactions(null, 100)).toEqual(rows);
    });
    expect(files().map(([name]) => name)).toEqual(written.map(([name]) => name));
  });

  it('of another catalogue is never replaced before it was taken back', async () => {
    await withCatalogue(path, fill);
    const file = join(images, 'A-1.carrier.json');
    const before = readFileSync(file, 'utf8');
    await withCatalogue(join(folder, 'other.db'), (other) => record(other, 9, 'A-1'));
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('is caught up with when its storage is back', async () => {
    await withCatalogue(path, (catalogue) => record(catalogue, 1, 'A-1'));
    rmSync(images, { recursive: true });
    await withCatalogue(path, ({ collection }) => collection.editCarrier(by, 'A-1', null, { note: 'Away.' }));
    mkdirSync(images);
    await withCatalogue(path, async () => {});
    expect(readCarrierFile(join(images, 'A-1.carrier.json')).note).toBe('Away.');
  });

  it.each([
    ['no JSON', '{', /damaged or cut short/],
    ['of another program', '{"format":"theirs"}', /no record of a carrier/],
    ['of a later version', '{"format":"spindle-carrier","version":2}', /version 2/],
    ['with a path out of the folder of assets', null, /assets/],
  ])('is refused when it is %s, with one sentence, and keeps nothing else out', async (_, text, why) => {
    await withCatalogue(path, (catalogue) => record(catalogue, 1, 'A-1'));
    const file = join(images, 'A-1.carrier.json');
    const asset = { path: '../../etc/passwd' };
    writeFileSync(
      file,
      text ?? JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), assets: [asset] }),
    );
    await withCatalogue(join(folder, 'again.db'), async (catalogue) => {
      const report = await importSidecars(images, catalogue);
      expect(report).toMatchObject({ added: 1, refused: [{ path: file, why: expect.stringMatching(why) }] });
    });
  });

  it('has a safe name whatever the code is', () => {
    expect(carrierFileName('AR-0001')).toBe('AR-0001.carrier.json');
    expect(carrierFileName('../AR/1')).toMatch(/^[^/\\]+-[0-9a-f]{8}\.carrier\.json$/);
    expect(carrierFileName('a/b')).not.toBe(carrierFileName('a_b'));
  });
});

it('docs/formats/carrier-record.md names what the schema has, and nothing else', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/formats/carrier-record.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, key]) => key!));
  expect(named.sort()).toEqual(Object.keys(carrierFileSchema.shape).sort());
});
