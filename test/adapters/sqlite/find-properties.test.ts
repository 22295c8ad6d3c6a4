/** Search, facets and pages held against what somebody would find who looked at everything. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import type { CatalogueSearch } from '../../../src/main/core/catalogue/search-port.ts';
import { foldText } from '../../../src/main/core/catalogue/search-words.ts';
import { ownFolder } from '../../support/folders.ts';
import { listMade, openListings } from '../../support/listed-catalogue.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const names = [
  'readme.txt',
  'README.1ST',
  'Übersicht.doc',
  '東京駅前.txt',
  '100%_a.b',
  'a',
  'ab',
  'setup.exe',
  'x"y.z',
];
const labels = ['Board minutes', 'Fotos Köln', 'TOOLS', ''];

interface Made {
  readonly code: string;
  readonly label: string;
  readonly year: string | null;
  readonly tags: readonly string[];
  readonly files: readonly string[];
  readonly kind: string | null;
}

const carrier: fc.Arbitrary<Omit<Made, 'code'>> = fc.record({
  label: fc.constantFrom(...labels),
  year: fc.constantFrom(null, '1993', 'ca. 1994', '1994-05'),
  tags: fc.subarray(['Board', 'loan', 'none']),
  files: fc.array(fc.constantFrom(...names), { maxLength: 6 }),
  kind: fc.constantFrom(null, 'cd-r', 'fd-3.5-hd', 'dvd-r'),
});
const collections = fc
  .array(carrier, { minLength: 1, maxLength: 12 })
  .map((made) => made.map((each, index) => ({ ...each, code: `K-${index + 1}` })));

async function withCollection(made: readonly Made[], work: (search: CatalogueSearch) => Promise<void>) {
  const path = join(ownFolder(), 'catalogue.db');
  const catalogue = await openCatalogue(path);
  const search = catalogueSearch(path);
  const listings = openListings(path);
  try {
    for (const [index, { code, label, year, tags, files, kind }] of made.entries()) {
      await catalogue.collection.createCarrier('tester', {
        ...{ code, title: label, date: year, addTags: [...tags], kind: kind as null },
      });
      const sidecar = plainSidecar({
        dumpId: uuid(index + 1),
        name: `d${index}`,
        carrier: code,
        filesystems: [],
        events: [],
      });
      await catalogue.record(sidecar, '/images');
      await listMade(
        catalogue,
        listings,
        uuid(index + 1),
        files.map((path) => ({ path })),
      );
    }
    await work(search);
  } finally {
    listings.close();
    await search.close();
    await catalogue.close();
  }
}

async function allOf(search: CatalogueSearch, query: string, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await search.find({ query, after, limit, filesPerGroup: 3 });
    expect(page.problems).toEqual([]);
    expect(page.groups.length).toBeLessThanOrEqual(limit);
    found.push(...page.groups.map(({ id }) => id));
    after = page.next;
    if (after === null) {
      expect(page.total).toEqual({ count: found.length, isExact: true });
      return found;
    }
  }
}

function hasFile({ files }: Made, word: string): boolean {
  const folded = foldText(word);
  return files.some((file) =>
    [...folded].length < 3 ? foldText(file).startsWith(folded) : foldText(file).includes(folded),
  );
}

const inLabel = ({ label, code }: Made, word: string) =>
  foldText(`${code}\n${label}`).includes(foldText(word));
const yearOf = ({ year }: Made) => year?.match(/\d{4}/)?.[0] ?? 'none';

/** Queries, and who fits. */
const asked: readonly (readonly [string, (made: Made) => boolean])[] = [
  ...names.map(
    (name) => [`file:"${name.replaceAll('"', '""')}"`, (made: Made) => hasFile(made, name)] as const,
  ),
  ...['eadm', 'UBER', '京駅前', '0%_', 'A', 'tup.e', 'zzz', '"y.'].map(
    (word) => [`file:"${word.replaceAll('"', '""')}"`, (made: Made) => hasFile(made, word)] as const,
  ),
  ['file:readme -file:setup', (made) => hasFile(made, 'readme') && !hasFile(made, 'setup')],
  ['label:koln', (made) => inLabel(made, 'köln')],
  ['-label:tools kind:fd', (made) => !inLabel(made, 'tools') && made.kind === 'fd-3.5-hd'],
  ['year:1994', (made) => yearOf(made) === '1994'],
  ['year:none', (made) => yearOf(made) === 'none'],
  ['tag:board -tag:loan', ({ tags }) => tags.includes('Board') && !tags.includes('loan')],
  ['tag:none', ({ tags }) => tags.length === 0],
  ['tag:"none"', ({ tags }) => tags.includes('none')],
  ['kind:cd kind:dvd', ({ kind }) => kind === 'cd-r' || kind === 'dvd-r'],
  ['readme', (made) => hasFile(made, 'readme')],
  ['minutes', (made) => /minutes/i.test(made.label)],
  ['', () => true],
];

it('finds what a look at everything finds; pages lose nothing and repeat nothing', async () => {
  await fc.assert(
    fc.asyncProperty(collections, fc.integer({ min: 1, max: 5 }), async (made, limit) => {
      await withCollection(made, async (search) => {
        for (const [query, fits] of asked) {
          const expected = made.filter(fits).map(({ code }) => code);
          const found = await allOf(search, query, limit);
          expect(new Set(found).size, query).toBe(found.length);
          const skip = Math.min(2, found.length);
          const jumped = await search.find({ query, after: null, skip, limit, filesPerGroup: 3 });
          expect(
            jumped.groups.map(({ id }) => id),
            query,
          ).toEqual(found.slice(skip, skip + limit));
          if (jumped.next === null) expect(jumped.total).toEqual({ count: found.length, isExact: true });
          else {
            const behind = await search.find({ query, after: jumped.next, limit, filesPerGroup: 3 });
            expect(behind.groups[0]?.id, query).toBe(found[skip + limit]);
          }
          expect(found.toSorted(), query).toEqual(expected.toSorted());
        }
      });
    }),
    { numRuns: 6 },
  );
}, 120_000);

it('counts in facets what the chip of each value finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      collections,
      fc.constantFrom('', 'file:readme', 'label:tools', 'tag:board'),
      async (made, query) => {
        await withCollection(made, async (search) => {
          const { facets, total } = await search.facets(query, 100);
          expect(total).toEqual({ count: (await allOf(search, query, 50)).length, isExact: true });
          for (const { facet, values } of facets)
            for (const { chip, count, isChosen } of values)
              if (!isChosen && !query.startsWith(`${facet}:`))
                expect((await allOf(search, `${query} ${chip}`, 50)).length, chip).toBe(count);
        });
      },
    ),
    { numRuns: 5 },
  );
}, 120_000);
