/** DATs of every dialect read, and everything that only looks like one refused with one sentence. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDat } from '../../../src/main/adapters/dats/read-dat.ts';
import type { DatGame, DatHeader } from '../../../src/main/core/dats/dat.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { datXml, hashesOf } from '../../support/dat-file.ts';
import { ownFolder } from '../../support/folders.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

function readFrom(path: string): { header: DatHeader; games: DatGame[] } {
  let header: DatHeader | null = null;
  const games: DatGame[] = [];
  readDat(path, {
    header: (told) => {
      header = told;
    },
    game: (game) => games.push(game),
  });
  return { header: header!, games };
}

function read(content: string | Uint8Array) {
  const path = join(ownFolder(), 'x.dat');
  writeFileSync(path, content);
  return readFrom(path);
}

function refusal(content: string | Uint8Array): SpindleError {
  try {
    read(content);
  } catch (error) {
    expect(error).toBeInstanceOf(SpindleError);
    return error as SpindleError;
  }
  throw new Error('it was read');
}

const tracks = [
  { name: 'Racer & Co. (Europe) (Track 1).bin', content: 'one' },
  { name: 'Racer & Co. (Europe) (Track 2).bin', content: 'two' },
];
const xml = datXml([{ name: 'Racer & Co. (Europe)', roms: tracks }]);

describe('Logiqx XML', () => {
  it('of Redump', () => {
    const { header, games } = read(xml);
    expect(header).toEqual({
      source: 'redump',
      name: 'Sega - Dreamcast',
      description: 'Sega - Dreamcast - Discs',
      version: '2026-01-31 10-20-30',
      date: '2026-01-31 10-20-30',
      author: 'redump.org',
    });
    const { sizeBytes, crc32, sha1 } = hashesOf('one');
    expect(games).toHaveLength(1);
    expect(games[0]).toMatchObject({ name: 'Racer & Co. (Europe)', category: 'Games' });
    expect(games[0]!.roms[0]).toEqual({ name: tracks[0]!.name, sizeBytes, crc32, sha1, status: 'good' });
  });

  // Headers as TOSEC (v2021-07-31) and No-Intro (Coleco - ColecoVision, 2025) distribute them.
  it.each([
    [
      'tosec',
      { homepage: 'TOSEC', url: 'www.tosecdev.org', author: 'BippyM', version: '2021-07-31', date: '' },
      '2021-07-31',
    ],
    [
      'no-intro',
      {
        homepage: 'No-Intro',
        url: 'https://www.no-intro.org',
        author: 'Gefflon',
        version: '20250321-153911',
        date: '',
      },
      '2025-03-21',
    ],
    ['other', { homepage: '', url: '', author: 'me', version: '3', date: '' }, ''],
  ] as const)('of %s, with its date', (source, header, date) => {
    expect(read(datXml([], header)).header).toMatchObject({ source, date });
  });

  it('with a byte order mark, in UTF-16 and in Latin-1', () => {
    const name = 'Bücher';
    expect(read(`\ufeff${datXml([], { name })}`).header.name).toBe(name);
    expect(read(Buffer.from(`\ufeff${datXml([], { name })}`, 'utf16le')).header.name).toBe(name);
    const latin = datXml([], { name }).replace('version="1.0"', 'version="1.0" encoding="ISO-8859-1"');
    expect(read(Buffer.from(latin, 'latin1')).header.name).toBe(name);
  });

  it.skipIf(!hasCorpus())('as SabreTools writes it, with elements of other tools', () => {
    const { header, games } = readFrom(join(corpus, 'dat/test-logiqx.xml'));
    expect(header).toMatchObject({ name: 'Internal DAT Name', version: '1.0', date: '1900-01-01' });
    expect(games.map(({ name, cloneOf, roms }) => [name, cloneOf, roms.length])).toEqual([
      ['game1', 'game2', 1],
      ['game2', '', 0],
    ]);
    expect(games[0]!.roms[0]).toMatchObject({
      name: 'rom.bin',
      sizeBytes: 1024,
      crc32: 'deadbeef',
      sha1: 'ca39a3ee5e6b4b0d3255bfef95601890afd80709',
    });
  });
});

describe('the text form of clrmamepro', () => {
  it.skipIf(!hasCorpus())('as SabreTools writes it', () => {
    const { header, games } = readFrom(join(corpus, 'dat/test-cmp.dat'));
    expect(header).toMatchObject({ name: 'Internal DAT Name', version: '1.0' });
    expect(games.map(({ name }) => name)).toEqual(['game1', 'game2', 'game3', 'genpin']);
    expect(games[0]!.roms).toEqual([
      {
        name: 'rom.bin',
        sizeBytes: 1024,
        crc32: 'deadbeef',
        sha1: 'aa39a3ee5e6b4b0d3255bfef95601890afd80709',
        status: 'baddump',
      },
    ]);
  });

  it('with bare words, parentheses in names and quotes in quotes', () => {
    const { games } = read(
      'clrmamepro (\n name "A \\"B\\""\n)\ngame (\n name Game(1990)\n rom ( name x(1).bin size 3 crc 0C186A8C )\n)\n',
    );
    expect(games[0]).toMatchObject({
      name: 'Game(1990)',
      roms: [{ name: 'x(1).bin', sizeBytes: 3, crc32: '0c186a8c', sha1: null }],
    });
  });
});

describe('refused with one sentence', () => {
  const withRom = (change: Record<string, string>) =>
    datXml([{ name: 'G', roms: [{ name: 'g.bin', content: 'one', change }] }]);
  const bomb = xml.replace(
    '"http://www.logiqx.com/Dats/datafile.dtd">',
    '"x" [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
  );
  it.each([
    ['nothing', '', 'empty'],
    ['a file cut off', xml.slice(0, -40), 'XML is broken'],
    ['a text cut off', 'clrmamepro (\n name x\n)\ngame (\n name y\n', 'cut off'],
    ['entities of its own', bomb, 'entities'],
    ['an entity nobody declared', xml.replace('Racer &amp; Co.', 'Racer &boom; Co.'), 'XML is broken'],
    ['a size that is a word', withRom({ size: 'big' }), 'no size'],
    ['a size below nothing', withRom({ size: '-1' }), 'no size'],
    ['a size beyond counting', withRom({ size: '99999999999999999999' }), 'no size'],
    ['a SHA-1 that is too short', withRom({ sha1: 'abc' }), 'no SHA-1'],
    ['a CRC-32 of other letters', withRom({ crc: 'xyzxyzxy' }), 'no CRC-32'],
    ['a file without a name', withRom({ name: '' }), 'no name'],
    ['a page of HTML', '<html><body>404</body></html>', 'outermost element'],
    ['a header without a name', datXml([], { name: '', description: '' }), 'header has no name'],
    ['no header', '<datafile><game name="x"/></datafile>', 'before the header'],
    ['no UTF-8', Buffer.from(datXml([], { name: 'Bücher' }), 'latin1'), 'not UTF-8'],
    ['an archive', Buffer.from('PK\u0003\u0004 and more'), 'unpack it'],
    ['elements without end', `<datafile>${'<a>'.repeat(100)}`, 'nested'],
  ])('%s', (_what, content, words) => {
    const { code, message } = refusal(content);
    expect(code).toBe('bad-dat');
    expect(message).toContain(words);
    expect(message).toMatch(/^The DAT was not imported: .*Nothing was changed/);
    expect(message).not.toContain('\n');
  });

  it('tells the line', () => {
    expect(refusal(withRom({ size: 'big' })).details.line).toBe(16);
  });
});

describe('whatever is in the file', () => {
  const answers = (content: Uint8Array) => {
    const path = join(ownFolder(), 'x.dat');
    writeFileSync(path, content);
    try {
      for (const { name, roms } of readFrom(path).games) {
        expect(name.length).toBeGreaterThan(0);
        for (const rom of roms)
          expect(rom.sizeBytes === null || Number.isSafeInteger(rom.sizeBytes)).toBe(true);
      }
    } catch (error) {
      expect(error).toMatchObject({ name: 'SpindleError', code: 'bad-dat' });
    }
  };
  const text =
    'clrmamepro (\n\tname "N"\n)\ngame (\n\tname "G"\n\trom ( name "a b.bin" size 3 crc 0c186a8c )\n)\n';

  it.each([
    ['XML', xml],
    ['text', text],
  ])('damaged %s is read or refused, never anything else', (_what, sound) => {
    const bytes = Buffer.from(sound);
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      drop: fc.nat(40),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom(...['<', '>', '"', '(', ')', '&', ']]>', '<!--', '\\'])
          .map((word) => Buffer.from(word)),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (all) => {
        let broken = bytes;
        for (const { at, drop, put } of all) {
          broken = Buffer.concat([broken.subarray(0, at), put, broken.subarray(at + drop)]);
        }
        answers(broken);
      }),
      { numRuns: 250 },
    );
  });

  it('noise is refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), answers), { numRuns: 200 });
  });
});
