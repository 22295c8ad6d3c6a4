/** What carriers, dumps and image files are found by, and what is said of why. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import type { CatalogueSearch } from '../../../src/main/core/catalogue/search-port.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';

const uuid = (number: number) => `${String(number).padStart(8, '0')}-aaaa-4000-8000-000000000000`;
const volume = (label: string, type = 'FAT12') => [{ type, label, startLba: 0, evidence: [] }];

function dump(number: number, name: string, change: Partial<Sidecar> = {}): Sidecar {
  const hash = (digit: string, length: number) => `${number}${digit.repeat(length)}`.slice(0, length);
  return plainSidecar({
    ...{ dumpId: uuid(number), name, carrier: null, events: [], filesystems: [] },
    endedAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
    startedAt: '2025-01-01T00:00:00Z',
    files: [
      {
        ...{ path: `${name}.img`, role: 'image', sizeBytes: 1_474_560 },
        ...{ crc32: hash('c', 8), md5: hash('d', 32), sha1: hash('e', 40), sha256: hash('f', 64) },
      },
    ],
    ...change,
  });
}

let catalogue: Catalogue;
let search: CatalogueSearch;
beforeEach(async () => {
  const path = join(ownFolder(), 'catalogue.db');
  catalogue = await openCatalogue(path);
  search = catalogueSearch(path);
});
afterEach(async () => {
  await search.close();
  await catalogue.close();
});

const record = (...dumps: Sidecar[]) =>
  dumps.reduce(
    (before, one) => before.then(() => catalogue.record(one, '/images')),
    Promise.resolve<unknown>(null),
  );
const hitsOf = async (query: string, limit = 50) => {
  const { groups, problems } = await search.find({ query, after: null, limit, filesPerGroup: 5 });
  expect(problems).toEqual([]);
  return groups.flatMap(({ hits }) => hits);
};
const titles = async (query: string) => (await hitsOf(query)).map((hit) => `${hit.kind} ${hit.title}`);
const matches = async (query: string) => (await hitsOf(query)).map((hit) => `${hit.kind} ${hit.matched}`);

describe('what things are found by', () => {
  it('finds a dump by everything it is known by', async () => {
    await record(
      dump(1, 'Letters', {
        carrier: 'BOX-7/3',
        filesystems: volume('WORKBENCH', 'Amiga OFS'),
        drives: [{ vendor: 'Mitsumi', product: 'D353', revision: '', serial: '', bus: 'usb' }],
        hypotheses: [
          {
            ...{ name: 'Amiga DD', cylinders: 80, heads: 2, sectorsPerTrack: 11, bytesPerSector: 512 },
            ...{ confidence: 1, evidence: [], against: [] },
          },
        ],
      }),
      dump(2, 'Other'),
    );
    for (const query of [
      'letters',
      'LETT',
      'workbench',
      'mitsumi',
      'amiga dd',
      'ofs',
      'work let',
      'box-7/3',
    ]) {
      expect(await titles(query), query).toContain('dump Letters');
      expect(await titles(query), query).not.toContain('dump Other');
    }
    expect(await titles('BOX 7')).toEqual(['carrier BOX-7/3', 'dump Letters']);
    expect(await titles('letters other')).toEqual([]);
  });

  it('finds the middle of a word, after the beginnings of words', async () => {
    await record(dump(1, 'iron'), dump(2, 'environment'), dump(3, 'ironic'));
    expect(await titles('iron')).toEqual(['dump iron', 'dump ironic', 'dump environment']);
    expect(await titles('ir en')).toEqual([]);
    expect(await titles('onm en')).toEqual(['dump environment']);
  });

  it('does not mind case, accents or width', async () => {
    await record(dump(1, 'Übungsstücke Straße'));
    for (const query of ['ubungsstucke', 'ÜBUNG', 'strasse', 'ｓｔｒａße']) {
      expect(await titles(query), query).toEqual(['dump Übungsstücke Straße']);
    }
  });

  it('names a file only where its dump is not found by the same words', async () => {
    await record(dump(1, 'disk-0001'));
    expect(await titles('disk')).toEqual(['dump disk-0001']);
    expect(await hitsOf('disk-0001.img')).toEqual([
      {
        ...{ kind: 'file', id: uuid(1), title: 'disk-0001.img', matched: 'disk-0001.img' },
        path: join('/images', 'disk-0001.img'),
        ranges: [
          [0, 4],
          [5, 4],
          [10, 3],
        ],
      },
    ]);
  });

  it('says what matched', async () => {
    await record(dump(1, 'a', { filesystems: volume('Große Häfen') }));
    expect(await hitsOf('hafen')).toMatchObject([{ matched: 'Große Häfen', ranges: [[6, 5]] }]);
  });

  it('finds files by the beginning of any of their hashes, and dumps by that of their id', async () => {
    await record(dump(1, 'one'), dump(2, 'two'));
    for (const [name, digit, length] of [
      ['CRC-32', 'c', 8],
      ['MD5', 'd', 32],
      ['SHA-1', 'e', 40],
      ['SHA-256', 'f', 64],
    ] as const) {
      const whole = `1${digit.repeat(length - 1)}`;
      expect(await matches(whole.toUpperCase())).toContain(`file ${name} ${whole}`);
      // An odd number of digits ends in the middle of a byte.
      if (length > 9) expect(await matches(whole.slice(0, 9))).toContain(`file ${name} ${whole}`);
    }
    expect(await titles('1eeeeeec')).toEqual([]);
    expect(await matches('00000002-aa')).toEqual([`dump id ${uuid(2)}`]);
    expect(await matches(uuid(2))).toEqual([`dump id ${uuid(2)}`]);
  });

  it('finds a dump by the hash of its sectors where its only file is packed', async () => {
    await record(dump(1, 'packed'));
    expect(await hitsOf('0123456789abcdef0123')).toEqual([
      {
        ...{ kind: 'dump', id: uuid(1), title: 'packed' },
        matched: 'MD5 of the sectors 0123456789abcdef0123456789abcdef',
        ranges: [],
      },
    ]);
  });

  it('forgets what a replaced sidecar said', async () => {
    await record(
      dump(1, 'first', { filesystems: volume('OLDLABEL') }),
      dump(1, 'second', { endedAt: '2026-05-05T00:00:00Z' }),
    );
    expect(await titles('oldlabel')).toEqual([]);
    expect(await titles('first')).toEqual([]);
    expect(await titles('second')).toEqual(['dump second']);
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
  });

  it('says of a chip which label, hash or identifier it fits', async () => {
    await record(
      dump(1, 'Letters', { carrier: 'BOX-7', filesystems: volume('Große Häfen') }),
      dump(2, 'packed'),
    );
    await catalogue.collection.createCarrier('archivist', {
      ...{ code: 'BOX-8', note: `${'long ago '.repeat(60)}found in the Übersee box`, title: 'Harbour' },
    });
    const chip = async (query: string) =>
      (await hitsOf(query)).map(({ kind, title, matched, ranges }) => [
        `${kind} ${title}`,
        ranges.map(([from, length]) => matched.slice(from, from + length)),
        matched,
      ]);
    expect(await chip('label:hafen')).toEqual([['carrier BOX-7', ['Häfen'], 'Große Häfen']]);
    expect(await chip('label:packed')).toEqual([['dump packed', ['packed'], 'packed']]);
    expect(await chip('-label:hafen label:harbour')).toEqual([['carrier BOX-8', ['Harbour'], 'Harbour']]);
    const sha1 = `1${'e'.repeat(39)}`;
    expect(await chip(`sha1:${sha1.slice(0, 5).toUpperCase()}`)).toEqual([
      ['file Letters.img', [sha1.slice(0, 5)], `SHA-1 ${sha1}`],
    ]);
    expect(await chip('md5:0123456789abcdef label:packed')).toEqual([
      ['dump packed', ['0123456789abcdef'], 'MD5 0123456789abcdef0123456789abcdef of the sectors'],
      ['dump packed', ['packed'], 'packed'],
    ]);
    expect(await chip('dump:00000001')).toEqual([['dump Letters', [], `id ${uuid(1)}`]]);
    const [[, marked, note] = []] = await chip('note:ubersee');
    expect(marked).toEqual(['Übersee']);
    expect((note as string).length).toBeLessThan(320);
    expect(await chip('state:imaged')).toEqual([]);
  });

  it('raises at nothing that can be typed', { timeout: 30_000 }, async () => {
    await record(dump(1, 'near'), dump(2, 'star'));
    const many = Array.from({ length: 125 }, (_, index) => `w${index}`).join(' ');
    const hostile = [
      ...[
        '"',
        '""',
        "'",
        '(((',
        ')',
        '*',
        'a*',
        '-',
        '^x',
        'NEAR(a b)',
        'AND',
        'a OR',
        'NOT a',
        'name:x',
        '{a}:b',
      ],
      ...[
        '%',
        '_',
        '\\',
        '\0',
        'a\0b',
        '💾',
        '💾💾💾',
        'ディスク',
        '𞤀𞤁𞤂',
        '\ud800',
        '; DROP TABLE dump;',
        many,
      ],
      ...['x'.repeat(500), '(" '.repeat(166), 'deadbeef'.repeat(62), '-'.repeat(500)],
    ];
    const found = (query: string) => search.find({ query, after: null, limit: 5, filesPerGroup: 5 });
    for (const query of hostile)
      expect((await found(query)).groups.length, JSON.stringify(query)).toBeLessThanOrEqual(5);
    expect(await titles('near')).toEqual(['dump near']);
    expect(await titles('%')).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (query) => {
        expect((await found(query)).groups.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });
});
