/** Listings of images: what stands in them, and what becomes of images that hang, die or are killed half-way. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { listImage } from '../../../src/main/adapters/images/list-image.ts';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import { imageLister } from '../../../src/main/adapters/sqlite/listing/image-lister.ts';
import { Listings } from '../../../src/main/app/listings.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import type { ListedEntry, ListedTree } from '../../../src/main/core/catalogue/listing.ts';
import { ownFolder } from '../../support/folders.ts';
import { dumpOnDisk } from '../../support/handed-over.ts';
import { hurtOffice, hybridDisc } from '../../support/image-scenarios.ts';

function listed(image: Parameters<typeof listImage>[0], contents = false) {
  const entries: ListedEntry[] = [];
  const trees: ListedTree[] = [];
  const paths = new Map<number, string>();
  const summary = listImage(image, null, {
    contents,
    onPiece: (piece) => {
      entries.push(...piece.entries);
      trees.push(...piece.trees);
      for (const [number, , path] of piece.directories) paths.set(number, path);
    },
    onPulse: () => {},
  });
  const pathOf = ([directory, name]: ListedEntry) => [paths.get(directory), name].filter(Boolean).join('/');
  return { entries, trees, summary, byPath: new Map(entries.map((entry) => [pathOf(entry), entry])) };
}

it('lists every file with what unread sectors did to it, and nothing that was erased', () => {
  const { byPath, summary } = listed(hurtOffice());
  expect([...byPath.keys()].sort()).toEqual(
    [
      ...['EDITOR.EXE', 'EMPTY.DAT', 'LEDGER.TXT', 'LETTERS', 'LETTERS/INVOICE.TXT', 'LETTERS/KOELN.TXT'],
      ...['LETTERS/MUELLER.TXT', 'PICTURES', 'PICTURES/RINGS.PNG', 'README.TXT'],
    ].sort(),
  );
  const damage = (path: string) => byPath.get(path)?.[6];
  expect([damage('LEDGER.TXT'), damage('LETTERS/KOELN.TXT'), damage('README.TXT')]).toEqual([1, 2, 0]);
  expect(summary).toMatchObject({ entries: 10, hasContents: false });
});

it('hashes what is whole, and never what is not', () => {
  const { byPath } = listed(hurtOffice(), true);
  expect(byPath.get('README.TXT')?.[7]).toMatch(/^[0-9a-f]{64}$/);
  expect(byPath.get('LEDGER.TXT')?.[7]).toBeNull();
  expect(byPath.get('EDITOR.EXE')?.[7]).toBeNull();
  expect(byPath.get('LETTERS')?.[7]).toBeNull();
});

it('lists the best tree of each volume of a hybrid, counts the others, and has its sound as tracks', () => {
  const { trees, byPath } = listed(hybridDisc());
  expect(trees.map(({ type, isListed, entries }) => [type, isListed, entries])).toEqual([
    ['Rock Ridge', true, 10],
    ['Joliet', false, 1],
    ['HFS', true, 1],
    ['Audio', true, 2],
  ]);
  expect(byPath.get('Track 03')).toMatchObject({ 2: 4, 3: 31 * 75 * 2352, 5: 2500, 6: 1 });
  expect(byPath.get('Track 02')?.[6]).toBe(0);
});

/** A dump of a practice diskette on the disk, in a catalogue. */
async function recorded() {
  const folder = ownFolder();
  const record = dumpOnDisk(folder, { carrier: 'AR-0001' });
  writeFileSync(join(folder, 'disk-0001.img'), practiceMedia[0]!.build());
  const path = join(folder, 'catalogue.db');
  const catalogue = await openCatalogue(path);
  await catalogue.record(record.record, folder);
  return { folder, path, catalogue, dumpId: record.record.dumpId };
}

function threadOf(source: string): URL {
  const path = join(ownFolder(), 'thread.mjs');
  writeFileSync(path, source);
  return pathToFileURL(path);
}

async function filesOf(path: string, dumpId: string) {
  const search = catalogueSearch(path);
  try {
    const { listing, files } = await search.filesOf({ dumpId, after: null, limit: 100, onlyDamaged: false });
    return { state: listing.state, problem: listing.problem, files: files.map((file) => file.path) };
  } finally {
    await search.close();
  }
}

const everything = ['INDEX.TXT', 'LEDGER.TXT', 'LETTER.TXT', 'README.TXT'];

it('lists what was recorded, and does not do it again', async () => {
  const { path, catalogue, dumpId } = await recorded();
  const listings = new Listings(catalogue.listings, imageLister(path));
  expect(await listings.queue({ dumpId: null, all: false, contents: false })).toBe(1);
  await listings.settled();
  expect(await listings.queue({ dumpId: null, all: false, contents: false })).toBe(0);
  await listings.close();
  await catalogue.close();
  const { state, files } = await filesOf(path, dumpId);
  expect([state, files.toSorted()]).toEqual(['listed', everything]);
});

it.each([
  ['hangs', 'setInterval(() => {}, 1000);', 'nothing was heard'],
  ['dies', 'process.exit(3);', 'its thread was ended'],
  ['eats memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(1.5));', 'its thread ended'],
])(
  'an image that %s ends alone: the dump says why it has no listing',
  async (_, source, why) => {
    const { path, catalogue, dumpId } = await recorded();
    const lister = imageLister(path, {
      entry: threadOf(source),
      silenceMs: source.includes('all') ? 60_000 : 2000,
    });
    const listings = new Listings(catalogue.listings, lister);
    await listings.queue({ dumpId: null, all: false, contents: false });
    await listings.settled();
    await listings.close();
    await catalogue.close();
    const { state, problem, files } = await filesOf(path, dumpId);
    expect([state, files]).toEqual(['failed', []]);
    expect(problem).toContain(why);
  },
  60_000,
);

it('is made again after the one before was cut off in the middle, and is the same', async () => {
  const { path, catalogue, dumpId } = await recorded();
  const piece = {
    trees: [
      { position: 0, type: 'FAT12', label: '', session: null, track: null, isListed: true, entries: 9 },
    ],
    directories: [[1, 0, '']],
    entries: [[1, 'HALF.TXT', 0, 5, null, null, 0, null]],
  };
  const half = threadOf(
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ type: 'piece', bytes: new TextEncoder().encode(${JSON.stringify(JSON.stringify(piece))}) });
     setInterval(() => {}, 1000);`,
  );
  const cut = new Listings(catalogue.listings, imageLister(path, { entry: half }));
  await cut.queue({ dumpId: null, all: false, contents: false });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await cut.close();
  expect(await filesOf(path, dumpId)).toEqual({ state: 'none', problem: '', files: [] });
  const listings = new Listings(catalogue.listings, imageLister(path));
  expect(await listings.queue({ dumpId: null, all: false, contents: false })).toBe(1);
  await listings.settled();
  await listings.close();
  await catalogue.close();
  const { state, files } = await filesOf(path, dumpId);
  expect([state, files.toSorted()]).toEqual(['listed', everything]);
  expect(existsSync(path) && readFileSync(path).length > 0).toBe(true);
});
