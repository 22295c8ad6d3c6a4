import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
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
beforeEach(async () => {
  catalogue = await openCatalogue(join(ownFolder(), 'catalogue.db'));
});
afterEach(() => catalogue.close());

const record = (...dumps: Sidecar[]) =>
  dumps.reduce(
    (before, one) => before.then(() => catalogue.record(one, '/images')),
    Promise.resolve<unknown>(null),
  );
const titles = async (query: string, limit = 50) =>
  (await catalogue.search(query, limit)).map((hit) => `${hit.kind} ${hit.title}`);

describe('search', () => {
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
    expect(await titles('iron')).toEqual(['dump ironic', 'dump iron', 'dump environment']);
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
    const [hit, ...more] = await catalogue.search('disk-0001.img', 10);
    expect(more).toEqual([]);
    expect(hit).toEqual({
      ...{ kind: 'file', id: uuid(1), title: 'disk-0001.img', matched: 'disk-0001.img' },
      path: join('/images', 'disk-0001.img'),
    });
  });

  it('says what matched', async () => {
    await record(dump(1, 'a', { filesystems: volume('Große Häfen') }));
    expect((await catalogue.search('hafen', 10))[0]?.matched).toBe('Große Häfen');
  });

  it('finds files by the beginning of any of their hashes, and dumps by that of their id', async () => {
    await record(dump(1, 'one'), dump(2, 'two'));
    const kinds = async (query: string) =>
      (await catalogue.search(query, 50)).map((hit) => `${hit.kind} ${hit.matched}`);
    for (const [name, digit, length] of [
      ['CRC-32', 'c', 8],
      ['MD5', 'd', 32],
      ['SHA-1', 'e', 40],
      ['SHA-256', 'f', 64],
    ] as const) {
      const whole = `1${digit.repeat(length - 1)}`;
      expect(await kinds(whole.toUpperCase())).toContain(`file ${name} ${whole}`);
      // An odd number of digits ends in the middle of a byte.
      if (length > 9) expect(await kinds(whole.slice(0, 9))).toContain(`file ${name} ${whole}`);
    }
    expect(await titles('1eeeeeec')).toEqual([]);
    expect(await kinds('00000002-aa')).toEqual([`dump id ${uuid(2)}`]);
    expect(await kinds(uuid(2))).toEqual([`dump id ${uuid(2)}`]);
  });

  it('finds a dump by the hash of its sectors where its only file is packed', async () => {
    await record(dump(1, 'packed'));
    const hits = await catalogue.search('0123456789abcdef0123', 10);
    expect(hits).toEqual([
      {
        ...{ kind: 'dump', id: uuid(1), title: 'packed' },
        matched: 'MD5 of the sectors 0123456789abcdef0123456789abcdef',
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

  it('gives the newest dumps when nothing is asked', async () => {
    await record(dump(2, 'two'), dump(3, 'three'), dump(1, 'one'));
    expect(await titles('')).toEqual(['dump three', 'dump two', 'dump one']);
    expect(await titles('  \t ', 2)).toEqual(['dump three', 'dump two']);
  });

  it('keeps to the limit and to its order', async () => {
    await record(...Array.from({ length: 12 }, (_, index) => dump(index + 1, `tape ${index + 1}`)));
    const all = await titles('tape');
    expect(all).toHaveLength(12);
    expect(all[0]).toBe('dump tape 12');
    for (const limit of [1, 5, 12]) expect(await titles('tape', limit)).toEqual(all.slice(0, limit));
  });

  it('raises at nothing that can be typed', async () => {
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
    for (const query of hostile) {
      expect(Array.isArray(await catalogue.search(query, 5)), JSON.stringify(query)).toBe(true);
    }
    expect(await titles('near')).toEqual(['dump near']);
    expect(await titles('%')).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (query) => {
        expect((await catalogue.search(query, 5)).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });
});
