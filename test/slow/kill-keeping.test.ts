/** Slow: kills the care of a catalogue at random moments. Nothing is lost, and nothing half made is shown. */
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { assetFolder, assetsBeside } from '../../src/main/adapters/files/asset-folder.ts';
import { openCatalogue } from '../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSchema } from '../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { openDatabase } from '../../src/main/adapters/sqlite/open-database.ts';
import { recordDump } from '../../src/main/adapters/sqlite/record-dump.ts';
import { unmark } from '../../src/main/adapters/sqlite/upkeep/use-mark.ts';
import { photoFindings } from '../../src/main/app/check-photos.ts';
import { dumpFacts } from '../../src/main/core/catalogue/dump-facts.ts';
import { numberedSidecar, numberedUuid } from '../adapters/sqlite/numbered-sidecar.ts';
import { spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { formerCatalogue } from '../support/former-catalogue.ts';
import { dumpOnDisk } from '../support/handed-over.ts';
import { png } from '../support/photos.ts';
import { seededRandom } from '../support/seeded-random.ts';

const dumps = 200;
const rounds = 5;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

let folder = '';
let path = '';
beforeEach(() => {
  folder = ownFolder();
  path = join(folder, 'catalogue.db');
});

function makeCatalogue(file: string): void {
  const connection = openDatabase(file, catalogueSchema);
  for (let number = 1; number <= dumps; number++)
    recordDump(connection, dumpFacts(numberedSidecar(number)), '/images', sha256);
  unmark(connection);
  connection.close();
}

/** Starts a command again and again, and kills it at some moment of its life, however fast the machine. @returns how often */
async function killOften(
  args: readonly string[],
  after: () => void | Promise<void> = () => {},
): Promise<number> {
  const random = seededRandom(20261126);
  let killed = 0;
  let longestMs = 900;
  for (let tries = 0; killed < rounds && tries < 8 * rounds; tries++) {
    const { child, ended } = startSpindle([...args, '--catalogue', path, '--json']);
    await pause(60 + random() * longestMs);
    child.kill('SIGKILL');
    if ((await ended).signal === 'SIGKILL') killed++;
    // It lived to its end before: kill earlier.
    else longestMs = Math.max(60, longestMs * 0.7);
    await after();
  }
  return killed;
}

function filesIn(directory: string): number {
  if (!existsSync(directory)) return 0;
  const names = readdirSync(directory, { recursive: true }) as string[];
  return names.filter((name) => name.endsWith('.png')).length;
}

async function isWhole(file: string, least: number): Promise<void> {
  const catalogue = await openCatalogue(file);
  try {
    const { ok, findings, dumps: found } = await catalogue.check();
    expect({ ok, findings, enough: found >= least }).toEqual({ ok: true, findings: [], enough: true });
  } finally {
    await catalogue.close();
  }
}

it('during migrations: the catalogue is of one version or the next, and comes through', async () => {
  const whole = join(folder, 'whole.db');
  makeCatalogue(whole);
  formerCatalogue(whole, path, 30);
  rmSync(whole);
  expect(await killOften(['catalogue', 'search', 'disk'])).toBeGreaterThan(2);
  await isWhole(path, dumps);
  for (const copy of readdirSync(folder).filter((name) => name.endsWith('.bak')))
    await isWhole(join(folder, copy), dumps);
});

it('during backups: every backup that has a name is whole', async () => {
  makeCatalogue(path);
  const backups = join(folder, 'catalogue.backups');
  expect(await killOften(['catalogue', 'backup'])).toBeGreaterThan(2);
  const status = await spindle('catalogue', 'backup', '--catalogue', path, '--json');
  expect(status.result).toMatchObject({ problems: 0 });
  const names = readdirSync(backups).filter((name) => !name.endsWith('.part'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) await isWhole(join(backups, name), dumps);
  await isWhole(path, dumps);
  expect(readdirSync(folder).filter((name) => name.includes('.backup.') || name.endsWith('.part'))).toEqual(
    [],
  );
});

it('while a backup is put back: the former or the new one stands there, and both are kept', async () => {
  makeCatalogue(path);
  const backup = join(folder, 'backup.db');
  copyFileSync(path, backup);
  expect(
    await killOften(['catalogue', 'restore', backup], () => {
      expect(existsSync(path)).toBe(true);
    }),
  ).toBeGreaterThan(2);
  await isWhole(path, dumps);
  for (const name of readdirSync(folder).filter((each) => /replaced-[^.]*Z(-\d)?$/.test(each)))
    await isWhole(join(folder, name), dumps);
});

it('during a merge: none of it or all of it, and never a photo without its file', async () => {
  const other = join(folder, 'other', 'catalogue.db');
  mkdirSync(join(folder, 'other'));
  makeCatalogue(other);
  makeCatalogue(path);
  const photos = 80;
  const added = await openCatalogue(other);
  const kept = assetFolder(assetsBeside(other));
  for (let number = 1; number <= photos; number++) {
    const picture = await kept.keep(Buffer.concat([png, randomBytes(50_000)]), 1 << 20);
    const words = { role: 'front', name: '', note: '', thumbnailPath: null };
    await added.collection.addAsset('ann', { code: 'A-001', picture, ...words });
  }
  await added.close();
  // Killed with some of the files here, then with all of them, while the rows are taken.
  for (const least of [1, 30, photos - 1, photos, photos]) {
    const { child, ended } = startSpindle([
      'catalogue',
      'merge',
      other,
      '--yes',
      '--catalogue',
      path,
      '--json',
    ]);
    while (child.exitCode === null && filesIn(assetsBeside(path)) < least) await pause(5);
    if (least === photos) await pause(Math.random() * 150);
    child.kill('SIGKILL');
    await ended;
    const catalogue = await openCatalogue(path);
    const { collection } = catalogue;
    const { assets } = await collection.carrier('A-001');
    expect([0, photos]).toContain(assets.length);
    expect(await photoFindings(collection, assetFolder(assetsBeside(path)))).toEqual([]);
    await catalogue.close();
  }
  const last = await spindle('catalogue', 'merge', other, '--yes', '--catalogue', path, '--json');
  expect(last).toMatchObject({ status: 0, result: { conflicts: 0 } });
  await isWhole(path, dumps);
  const whole = await openCatalogue(path);
  expect((await whole.collection.carrier('A-001')).assets).toHaveLength(photos);
  await whole.close();
});

it('during fixity checks: what was found stands, nothing else does, and the next run ends it', async () => {
  const images = join(folder, 'images');
  for (let number = 1; number <= 8; number++)
    dumpOnDisk(images, { name: `disk-${number}`, dumpId: numberedUuid(number), imageBytes: 24 << 20 });
  await spindle('catalogue', 'import', images, '--catalogue', path);
  const catalogueOk = async () => {
    const { lines, status } = await spindle('catalogue', 'fixity', 'status', '--catalogue', path, '--json');
    expect(status).toBe(0);
    const { counts } = lines.find(({ type }) => type === 'storage')!;
    expect({ ...counts, ok: 0, never: 0 }).toEqual({
      ok: 0,
      never: 0,
      mismatch: 0,
      missing: 0,
      offline: 0,
      unreadable: 0,
    });
    expect(counts.ok + counts.never).toBe(24);
  };
  expect(await killOften(['catalogue', 'fixity', '--all'], catalogueOk)).toBeGreaterThan(2);
  const last = await spindle('catalogue', 'fixity', '--all', '--catalogue', path, '--json');
  expect(last.status).toBe(0);
  expect(last.result).toMatchObject({ ok: true, checkedFiles: 24, incidents: [] });
  await isWhole(path, 8);
});
