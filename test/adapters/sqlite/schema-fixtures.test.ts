/** Catalogues of every released schema are brought up to date, and say what they always said. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import { ownFolder } from '../../support/folders.ts';
import {
  fixtureFolder,
  fixtureName,
  fixtureSidecars,
  fixtureVersions,
} from '../../support/schema-fixtures.ts';
import { withCatalogue, withRawDatabase } from './support.ts';

let folder = '';
beforeEach(() => {
  folder = ownFolder();
});

const kept = fixtureVersions.filter((version) => existsSync(join(fixtureFolder, fixtureName(version))));

it('there is a fixture of every schema but the newest: node test/support/schema-fixtures.ts makes it', () => {
  expect(kept).toEqual(expect.arrayContaining(fixtureVersions.slice(0, -1)));
});

function schemaOf(path: string): unknown[] {
  return withRawDatabase(path, (database) =>
    database.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name`).all(),
  );
}

/** What a catalogue answers, and the chain as it stands. */
async function said(path: string): Promise<unknown> {
  const answers = await withCatalogue(path, async (catalogue) => {
    const { dumps, total } = await catalogue.list(null, 10);
    const records = await Promise.all(dumps.map(({ dumpId }) => catalogue.showDump(dumpId)));
    const search = catalogueSearch(path);
    const { groups } = await search.find({ query: 'disk-3', after: null, limit: 10, filesPerGroup: 5 });
    await search.close();
    return { total, records, groups };
  });
  const chain = withRawDatabase(path, (database) =>
    database.prepare('SELECT sequence, uuid, hex(hash) FROM event').all(),
  );
  return { answers, chain };
}

it.each(kept.map((version) => ({ version })))(
  'schema $version becomes what a new catalogue of the same dumps is',
  { timeout: 60_000 },
  async ({ version }) => {
    const fresh = join(folder, 'fresh.db');
    await withCatalogue(fresh, async (catalogue) => {
      for (const sidecar of fixtureSidecars()) await catalogue.record(sidecar, '/images');
    });
    const migrated = join(folder, 'migrated.db');
    writeFileSync(migrated, gunzipSync(readFileSync(join(fixtureFolder, fixtureName(version)))));
    // What came later (events, the search index) comes with the sidecars, which are recorded again.
    await withCatalogue(migrated, async (catalogue) => {
      expect((await catalogue.list(null, 10)).total).toBe(3);
      for (const sidecar of fixtureSidecars())
        expect(await catalogue.record(sidecar, '/images')).toEqual({ added: false });
      if (version >= 30) expect(await catalogue.check()).toMatchObject({ ok: true, dumps: 3, events: 3 });
    });
    expect(schemaOf(migrated)).toEqual(schemaOf(fresh));
    if (version >= 30) expect(await said(migrated)).toEqual(await said(fresh));
  },
);
