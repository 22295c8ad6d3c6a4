/** DATs from the command line: imported, and a dump shown as what it is in them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { spindle } from '../support/cli.ts';
import { datXml } from '../support/dat-file.ts';
import { ownFolder } from '../support/folders.ts';

it('a dump is known by a DAT as soon as both are there', async () => {
  const folder = ownFolder();
  const catalogue = join(folder, 'c.db');
  const own = ['--catalogue', catalogue, '--json'];
  const imaged = await spindle(
    ...['image', 'sim:practice/floppy-clean', '--out', folder, '--name', 'd', '--carrier', 'AR-1', ...own],
  );
  expect(imaged.status, imaged.stderr).toBe(0);
  const { image, dumpId } = JSON.parse(readFileSync(join(folder, 'd.spindle.json'), 'utf8')) as Sidecar;
  const { crc32: crc, md5, sha1 } = image;
  const change = { size: String(image.sizeBytes), crc, md5, sha1 };
  const game = { name: 'Practice (2026)', roms: [{ name: 'Practice (2026).img', content: '', change }] };
  const dat = join(folder, 'tosec.dat');
  writeFileSync(
    dat,
    datXml([game], { name: 'Practice - [IMG]', homepage: 'TOSEC', version: '2026-01-01', date: '' }),
  );
  const broken = join(folder, 'broken.dat');
  writeFileSync(broken, '<datafile><header>');

  const imported = await spindle('catalogue', 'dat', 'import', broken, dat, ...own);
  expect(imported.status).toBe(2);
  expect(imported.result).toMatchObject({ imported: 1, refused: 1 });
  expect(imported.lines.find((line) => line.type === 'problem')).toMatchObject({
    path: broken,
    code: 'bad-dat',
  });

  const listed = await spindle('catalogue', 'dat', 'list', ...own);
  expect(listed.lines[0]).toMatchObject({
    type: 'dat',
    name: 'Practice - [IMG]',
    date: '2026-01-01',
    source: 'tosec',
  });
  const shown = await spindle('catalogue', 'show', dumpId, ...own);
  expect(shown.result!.dats).toMatchObject({ kind: 'full', games: [{ game: 'Practice (2026)' }] });
  const people = await spindle('catalogue', 'show', dumpId, '--catalogue', catalogue);
  expect(people.stdout).toContain('TOSEC, Practice - [IMG] (2026-01-01): Practice (2026)');
  const matched = await spindle('catalogue', 'dat', 'match', 'AR-1', ...own);
  expect(matched.lines[0]).toMatchObject({ type: 'match', dumpId, kind: 'full' });
  const coverage = await spindle('catalogue', 'dat', 'match', ...own);
  expect(coverage.lines[0]).toMatchObject({ type: 'coverage', full: 1, partial: 0, missing: 0 });
});
