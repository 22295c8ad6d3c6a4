import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import type { Connection } from '../../../src/main/adapters/sqlite/database.ts';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import type { CatalogueSearch } from '../../../src/main/core/catalogue/search-port.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { ownFolder } from '../../support/folders.ts';
import { listMade, openListings } from '../../support/listed-catalogue.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const sha256 = (digit: string) => digit.repeat(64);

let catalogue: Catalogue;
let search: CatalogueSearch;
let listings: Connection;
beforeEach(async () => {
  const path = join(ownFolder(), 'catalogue.db');
  catalogue = await openCatalogue(path);
  search = catalogueSearch(path);
  listings = openListings(path);
});
afterEach(async () => {
  listings.close();
  await search.close();
  await catalogue.close();
});

function record(number: number, carrier: string | null, label = 'LETTERS') {
  const sidecar = plainSidecar({
    dumpId: uuid(number),
    name: `disk-${number}`,
    carrier,
    filesystems: [{ type: 'FAT12', label, startLba: 0, evidence: [] }],
    events: [],
  });
  return catalogue.record(sidecar, `/images/${number}`);
}

async function ids(query: string): Promise<string[]> {
  const { groups, problems } = await find(query);
  expect(problems).toEqual([]);
  return groups.map(({ id }) => id);
}

function find(query: string, part: { after?: string | null; limit?: number; filesPerGroup?: number } = {}) {
  return search.find({ query, after: null, limit: 50, filesPerGroup: 5, ...part });
}

describe('the search box', () => {
  it('finds files inside images by any part of their names, in any script, under their carrier', async () => {
    await record(1, 'AR-0001');
    await record(2, 'AR-0002', 'TOOLS');
    await listMade(catalogue, listings, uuid(1), [
      { path: 'docs/Årsrapport 1997.doc' },
      { path: 'docs/100% sure_thing.txt' },
      { path: '報告書/東京駅前.txt', damage: 1 },
    ]);
    await listMade(catalogue, listings, uuid(2), [{ path: 'SETUP.EXE' }, { path: 'ab.c' }]);
    expect(await ids('arsrapport')).toEqual(['AR-0001']);
    expect(await ids('京駅前')).toEqual(['AR-0001']);
    expect(await ids('file:setup')).toEqual(['AR-0002']);
    expect(await ids('file:etup.ex')).toEqual(['AR-0002']);
    expect(await ids('file:ab')).toEqual(['AR-0002']);
    expect(await ids('file:b.')).toEqual([]);
    expect(await ids('file:%')).toEqual([]);
    expect(await ids('file:"0% s"')).toEqual(['AR-0001']);
    expect(await ids('file:e_t')).toEqual(['AR-0001']);
    expect(await ids('file:s%p')).toEqual([]);
    expect(await ids('file:*.exe')).toEqual([]);
    const [group] = (await find('arsrapport')).groups;
    expect(group).toMatchObject({
      kind: 'carrier',
      id: 'AR-0001',
      hits: [],
      fileCount: { count: 1, isExact: true },
      files: [{ path: 'docs/Årsrapport 1997.doc', ranges: [[0, 10]], state: 'intact', dumpId: uuid(1) }],
    });
  });

  it('joins chips, turns them round, and tells what it does not know', async () => {
    await record(1, 'AR-0001');
    await record(2, 'AR-0002', 'TOOLS');
    await record(3, null, 'LOOSE');
    await listMade(catalogue, listings, uuid(1), [
      { path: 'a/setup.exe', damage: 2 },
      { path: 'readme.txt' },
    ]);
    await listMade(catalogue, listings, uuid(2), [{ path: 'setup.exe' }]);
    expect(await ids('')).toEqual(['AR-0001', 'AR-0002', uuid(3)]);
    expect(await ids('file:setup file:readme')).toEqual(['AR-0001']);
    expect(await ids('file:setup -file:readme')).toEqual(['AR-0002']);
    expect(await ids('setup -label:tools')).toEqual(['AR-0001']);
    expect(await ids('label:tools')).toEqual(['AR-0002']);
    expect(await ids('has:damage')).toEqual(['AR-0001']);
    expect(await ids('-has:files')).toEqual([uuid(3)]);
    expect(await ids('loose')).toEqual([uuid(3)]);
    expect(await ids('state:imaged -loose')).toEqual(['AR-0001', 'AR-0002']);
    const unknown = await find('shelf:3 setup');
    expect(unknown.groups).toEqual([]);
    expect(unknown.problems).toMatchObject([
      { from: 0, to: 7, what: expect.stringContaining('There is no shelf:') },
    ]);
  });

  it('finds carriers by what people wrote of them', async () => {
    await catalogue.collection.createCarrier('archivist', {
      ...{ code: 'B-1', title: 'Annual report', addTags: ['Board'], date: 'ca. 1994', kind: 'fd-3.5-hd' },
    });
    expect(await ids('annual report')).toEqual(['B-1']);
    expect(await ids('"annual report" tag:board year:1990..1995 kind:fd')).toEqual(['B-1']);
    expect(await ids('"report annual"')).toEqual([]);
    expect(await ids('year:1995')).toEqual([]);
  });
});

describe('the same files elsewhere', () => {
  it('names the dumps that have them', async () => {
    await record(1, 'AR-0001');
    await record(2, 'AR-0002');
    await listMade(catalogue, listings, uuid(1), [
      { path: 'a.doc', sha256: sha256('a') },
      { path: 'only.doc', sha256: sha256('b') },
    ]);
    await listMade(catalogue, listings, uuid(2), [{ path: 'copy/b.doc', sha256: sha256('a') }]);
    const same = await search.sameFiles({ dumpId: uuid(1), after: null, limit: 10 });
    expect(same).toMatchObject({ known: 2, shared: 1, next: null });
    expect(same.files).toMatchObject([
      {
        file: { path: 'a.doc', sha256: sha256('a') },
        copies: 1,
        elsewhere: [{ dumpId: uuid(2), dump: 'disk-2', carrier: 'AR-0002', path: 'copy/b.doc' }],
      },
    ]);
    expect(await ids(`sha256:${'a'.repeat(10)}`)).toEqual(['AR-0001', 'AR-0002']);
    expect(await ids('b'.repeat(16))).toEqual(['AR-0001']);
  });
});
