/** Backups, restoring and rebuilding, from the command line. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentOf } from '../adapters/sqlite/support.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { dumpOnDisk } from '../support/handed-over.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

test('a catalogue is made again from sidecars, and held against them', async () => {
  const folder = ownFolder();
  const images = join(folder, 'images');
  for (const number of [1, 2])
    dumpOnDisk(images, { name: `disk-${number}`, dumpId: uuid(number), imageBytes: 512 });
  const catalogue = join(folder, 'new', 'catalogue.db');
  const rebuild = (...folders: string[]) =>
    spindle('catalogue', 'rebuild', ...folders, '--catalogue', catalogue, '--json');

  expect((await rebuild()).error).toMatchObject({ code: 'bad-usage' });
  expect(existsSync(catalogue)).toBe(false);
  const made = await rebuild(images);
  expect(made.status).toBe(0);
  expect(made.result).toMatchObject({ ok: true, made: true, equal: 2, differing: 0, chainOk: true });
  expect((await rebuild()).result).toMatchObject({
    ok: true,
    made: false,
    equal: 2,
    events: made.result!.events,
  });

  // What people said of carriers comes back from the records beside the images, which a proof leaves alone.
  await spindle('catalogue', 'carrier', 'edit', 'A-001', '--title', 'Letters', '--catalogue', catalogue);
  const beside = contentOf(images);
  expect((await rebuild()).result).toMatchObject({ ok: true, equal: 2 });
  rmSync(catalogue);
  expect((await rebuild(images)).result).toMatchObject({ ok: true, made: true, equal: 2 });
  const shown = await spindle('catalogue', 'carrier', 'show', 'A-001', '--catalogue', catalogue, '--json');
  expect(shown.result).toMatchObject({ carrier: { title: { manual: 'Letters' } } });
  expect(contentOf(images)).toEqual(beside);

  dumpOnDisk(images, { name: 'disk-3', dumpId: uuid(3), imageBytes: 512 });
  expect((await rebuild()).result).toMatchObject({ ok: false, equal: 2, onlyInFolders: 1 });
  // A sidecar somebody changed.
  const sidecar = join(images, 'disk-1.spindle.json');
  writeFileSync(sidecar, readFileSync(sidecar, 'utf8').replace(/"carrier": "[^"]*"/, '"carrier": "ANOTHER"'));
  const differing = await rebuild();
  expect(differing.status).toBe(1);
  expect(differing.result).toMatchObject({ ok: false, equal: 1, differing: 2 });
  expect(differing.lines.find(({ type }) => type === 'problem')!.what).toMatch(/disk-1.*record/);
});

test('backups are made after commands that changed something, listed, and put back', async () => {
  const folder = ownFolder();
  const catalogue = join(folder, 'catalogue.db');
  const run = (...args: string[]) => spindle('catalogue', ...args, '--catalogue', catalogue, '--json');
  dumpOnDisk(join(folder, 'images'), { imageBytes: 512 });
  await run('import', join(folder, 'images'));
  expect(readdirSync(join(folder, 'catalogue.backups'))).toHaveLength(1);
  await run('search', 'disk');
  expect(readdirSync(join(folder, 'catalogue.backups'))).toHaveLength(1);

  const elsewhere = join(folder, 'elsewhere');
  const { status, result } = await run('backup', '--to', elsewhere);
  expect([status, result!.made.length]).toEqual([0, 1]);
  expect((await run('backup', '--list')).result!.folders).toMatchObject([{ path: elsewhere, backups: 1 }]);

  renameSync(catalogue, join(folder, 'lost.db'));
  const restored = await run('restore', result!.made[0].path);
  expect(restored.status).toBe(0);
  expect(restored.result).toMatchObject({ dumps: 1, formerPath: null });
  const checked = await run('check', '--full');
  expect(checked.status).toBe(0);
  expect(checked.result!.lastGoodChecks).toEqual({ quick: expect.any(String), full: expect.any(String) });
});

test('restoring what is no catalogue says so in one line and changes nothing', async () => {
  const folder = ownFolder();
  const catalogue = join(folder, 'catalogue.db');
  writeFileSync(join(folder, 'letter.db'), 'Dear Sir');
  const { status, error, stderr } = await spindle(
    ...['catalogue', 'restore', join(folder, 'letter.db'), '--catalogue', catalogue, '--json'],
  );
  expect(status).toBe(2);
  expect(error).toMatchObject({ code: 'catalogue-corrupt' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['letter.db']);
});
