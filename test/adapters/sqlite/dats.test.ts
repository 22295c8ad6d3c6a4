import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { datLibrary } from '../../../src/main/adapters/sqlite/dats/dat-client.ts';
import { dumpContents } from '../../../src/main/core/dats/dump-contents.ts';
import type { OutputFile } from '../../../src/shared/model/output.ts';
import { datXml, hashesOf, type MadeGame } from '../../support/dat-file.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar } from './numbered-sidecar.ts';
import { contentOf, failsWith, withCatalogue, withRawDatabase } from './support.ts';

function library() {
  const folder = ownFolder();
  const cataloguePath = join(folder, 'catalogue.db');
  const dats = datLibrary(cataloguePath);
  onTestFinished(() => dats.close());
  const put = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return { folder, cataloguePath, dats, put };
}

/** A dump of a disc with one file per track. */
function discDump(number: number, contents: readonly string[]) {
  const files = contents.map((content, index): OutputFile => {
    return { path: `disc-${number} (Track 0${index + 1}).bin`, role: 'track', ...hashesOf(content) };
  });
  return numberedSidecar(number, { image: hashesOf(contents.join('')), files });
}

const disc = (name: string, ...contents: string[]): MadeGame => ({
  name,
  roms: [
    { name: `${name}.cue`, content: 'sheet' },
    ...contents.map((content, index) => ({ name: `${name} (Track ${index + 1}).bin`, content })),
  ],
});

describe('DATs', () => {
  it('cost nothing until there is one', async () => {
    const { dats, folder } = library();
    expect(await dats.list()).toEqual([]);
    expect(await dats.match(dumpContents(discDump(1, ['a'])))).toEqual({ kind: 'none', games: [] });
    expect(contentOf(folder)).toEqual({});
  });

  it('are imported, shown with their date, and replaced by a newer edition', async () => {
    const { dats, put } = library();
    const dump = dumpContents(discDump(1, ['a', 'b']));
    const old = await dats.import(put('old.dat', datXml([disc('Saga (Disc 1)', 'a', 'x')])));
    expect(old).toMatchObject({
      replaced: null,
      unchanged: false,
      dat: { games: 1, roms: 3, fileName: 'old.dat' },
    });
    expect(await dats.match(dump)).toMatchObject({ kind: 'partial', games: [{ hit: 1, total: 2 }] });

    const edition = { version: '2026-05-01', date: '2026-05-01' };
    const report = await dats.import(put('new.dat', datXml([disc('Saga (Disc 1)', 'a', 'b')], edition)));
    expect(report).toMatchObject({
      replaced: { games: 1, date: '2026-01-31 10-20-30' },
      dat: { id: old.dat.id },
    });
    expect(await dats.list()).toEqual([report.dat]);
    expect(await dats.match(dump)).toMatchObject({
      kind: 'full',
      games: [{ game: 'Saga (Disc 1)', dat: { date: '2026-05-01' }, hit: 2, total: 2 }],
    });
  });

  it('of the very same file change nothing', async () => {
    const { dats, put } = library();
    const path = put('x.dat', datXml([disc('A', 'a')]));
    const { dat } = await dats.import(path);
    expect(await dats.import(path)).toEqual({ dat, replaced: null, unchanged: true, warnings: [] });
  });

  it('that are refused leave what was there as it was', async () => {
    const { dats, put, folder } = library();
    await dats.import(put('x.dat', datXml([disc('A', 'a', 'b'), disc('B', 'c')])));
    const before = { list: await dats.list(), match: await dats.match(dumpContents(discDump(1, ['c']))) };
    const games = Array.from({ length: 2000 }, (_, index) => disc(`N${index}`, `n${index}`));
    const cut = put('cut.dat', datXml(games, { version: 'newer' }).slice(0, -200));
    await expect(dats.import(cut)).rejects.toEqual(failsWith('bad-dat'));
    await expect(dats.import(join(folder, 'no-such.dat'))).rejects.toEqual(failsWith('not-found'));
    expect({ list: await dats.list(), match: await dats.match(dumpContents(discDump(1, ['c']))) }).toEqual(
      before,
    );
  });

  it('can be forgotten', async () => {
    const { dats, put } = library();
    const { dat } = await dats.import(put('x.dat', datXml([disc('A', 'a')])));
    await dats.import(put('y.dat', datXml([disc('A2', 'a')], { name: 'Other' })));
    await dats.remove(dat.id);
    expect(await dats.match(dumpContents(discDump(1, ['a'])))).toMatchObject({
      kind: 'full',
      games: [{ game: 'A2' }],
    });
    await expect(dats.remove(dat.id)).rejects.toEqual(failsWith('not-found'));
  });

  it('find a dump by its own tracks where one is in every set', async () => {
    const { dats, put } = library();
    const games = Array.from({ length: 700 }, (_, index) => disc(`G${index}`, 'silence', `t${index}`));
    await dats.import(put('x.dat', datXml(games)));
    expect(await dats.match(dumpContents(discDump(1, ['silence', 't321'])))).toMatchObject({
      kind: 'full',
      games: [{ game: 'G321' }],
    });
    expect((await dats.match(dumpContents(discDump(1, ['silence'])))).kind).toBe('partial');
  });

  it('tell what of them is in the collection, and which discs a release lacks', async () => {
    const { dats, put, cataloguePath } = library();
    const games = [
      disc('Saga (Disc 1)', 'a'),
      disc('Saga (Disc 2)', 'b'),
      disc('Racer', 'r1', 'r2'),
      disc('Other (Disc 1)', 'o'),
    ];
    const { dat } = await dats.import(put('x.dat', datXml(games)));
    await withCatalogue(cataloguePath, async (catalogue) => {
      await catalogue.record(discDump(1, ['a']), '/dumps');
      await catalogue.record(discDump(2, ['r1', 'q']), '/dumps');
    });
    expect(await dats.coverage(dat.id)).toEqual({
      dat,
      full: 1,
      partial: 1,
      missing: 2,
      partialGames: [
        { game: 'Racer', dumpId: discDump(2, []).dumpId, dump: 'disk-2', missing: ['Racer (Track 2).bin'] },
      ],
      incompleteSets: [{ set: 'Saga', present: ['Saga (Disc 1)'], missing: ['Saga (Disc 2)'] }],
    });
  });

  it('of a newer program are refused and left alone', async () => {
    const { dats, put, cataloguePath } = library();
    await dats.import(put('x.dat', datXml([disc('A', 'a')])));
    await dats.close();
    const path = cataloguePath.replace(/\.db$/, '.dats.db');
    withRawDatabase(path, (database) => database.pragma('user_version = 9999'));
    const before = readFileSync(path);
    const again = datLibrary(cataloguePath);
    await expect(again.list()).rejects.toEqual(failsWith('catalogue-newer'));
    expect(readFileSync(path)).toEqual(before);
  });
});
