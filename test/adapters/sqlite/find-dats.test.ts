import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { datLibrary } from '../../../src/main/adapters/sqlite/dats/dat-client.ts';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import { datXml, hashesOf } from '../../support/dat-file.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar } from './numbered-sidecar.ts';

it('narrows by what the lists of others say as they are now', async () => {
  const folder = ownFolder();
  const path = join(folder, 'catalogue.db');
  const catalogue = await openCatalogue(path);
  const dats = datLibrary(path);
  const search = catalogueSearch(path);
  const found = async (query: string) =>
    (await search.find({ query, after: null, limit: 10, filesPerGroup: 0 })).groups.map(({ title }) => title);
  try {
    for (const [number, content] of [[1, 'known'] as const, [2, 'other'] as const]) {
      const files = [{ path: `disc-${number}.bin`, role: 'track' as const, ...hashesOf(content) }];
      await catalogue.record(
        { ...numberedSidecar(number, { image: hashesOf(content), files }), carrier: `C-${number}` },
        folder,
      );
    }
    expect(await found('dat:unknown')).toHaveLength(2);
    writeFileSync(
      join(folder, 'list.dat'),
      datXml([{ name: 'Known', roms: [{ name: 'Known.bin', content: 'known' }] }]),
    );
    const { dat } = await dats.import(join(folder, 'list.dat'));
    expect(await found('dat:full')).toHaveLength(1);
    expect(await found('dat:none')).toHaveLength(1);
    const { facets } = await search.facets('', 10);
    expect(
      facets.find(({ facet }) => facet === 'dat')?.values.map(({ value, count }) => [value, count]),
    ).toEqual([
      ['full', 1],
      ['none', 1],
    ]);
    await dats.remove(dat.id);
    expect(await found('dat:full')).toHaveLength(0);
  } finally {
    await search.close();
    await dats.close();
    await catalogue.close();
  }
});
