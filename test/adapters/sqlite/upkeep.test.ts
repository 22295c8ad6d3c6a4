/** The catalogue's own care: backups, restoring, copies that lack something, and full checks. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { restoreCatalogue } from '../../../src/main/adapters/sqlite/upkeep/restore.ts';
import {
  backupName,
  kept,
  parseBackupName,
  surplusBackups,
} from '../../../src/main/core/catalogue/backup-rotation.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar } from './numbered-sidecar.ts';
import { contentOf, failsWith, withCatalogue, withRawDatabase } from './support.ts';

// Each test opens catalogues again and again, with threads and syncs of their own.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let path = '';
beforeEach(() => {
  folder = ownFolder();
  path = join(folder, 'catalogue.db');
});

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 10, 26, 22, 5, 9);
const record = (number: number) =>
  withCatalogue(path, (catalogue) => catalogue.record(numberedSidecar(number), '/images'));
const totalOf = (file: string) =>
  withCatalogue(file, async (catalogue) => (await catalogue.list(null, 1)).total);

describe('a backup that is put back while the catalogue is open', () => {
  it('is shown beside it first; nothing that is asked meanwhile fails', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(numberedSidecar(1), '/images');
      const [made] = (await catalogue.upkeep.backUp(nowMs)).made;
      await catalogue.record(numberedSidecar(2), '/images');
      await catalogue.record({ ...numberedSidecar(3), carrier: 'A-777' }, '/images');
      expect(await catalogue.upkeep.compare(made!.path)).toEqual({
        dumps: { lacking: 2, newest: ['disk-3', 'disk-2'], gone: 0 },
        carriers: { lacking: 1, newest: ['A-777'], gone: 0 },
        events: { now: expect.any(Number), backup: expect.any(Number) },
      });
      const restoring = catalogue.upkeep.restore(made!.path);
      const asked = catalogue.list(null, 10);
      const { formerPath, dumps } = await restoring;
      expect((await asked).total).toBeGreaterThan(0);
      expect({ dumps, total: (await catalogue.list(null, 10)).total }).toEqual({ dumps: 1, total: 1 });
      expect(await totalOf(formerPath!)).toBe(3);
      await catalogue.record(numberedSidecar(4), '/images');
      expect(await catalogue.upkeep.compare(made!.path)).toMatchObject({ dumps: { lacking: 1, gone: 0 } });
      expect(await catalogue.check()).toMatchObject({ ok: true, dumps: 2 });
    });
  });

  it('is refused while another program has the catalogue open, or the backup is damaged, and all goes on', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(numberedSidecar(1), '/images');
      const [made] = (await catalogue.upkeep.backUp(nowMs)).made;
      await catalogue.record(numberedSidecar(2), '/images');
      await withCatalogue(path, async () => {
        await expect(catalogue.upkeep.restore(made!.path)).rejects.toEqual(failsWith('conflict'));
      });
      writeFileSync(made!.path, 'no catalogue');
      await expect(catalogue.upkeep.compare(made!.path)).rejects.toEqual(failsWith('catalogue-corrupt'));
      await expect(catalogue.upkeep.restore(made!.path)).rejects.toEqual(failsWith('catalogue-corrupt'));
      await expect(catalogue.upkeep.restore(join(folder, 'none.db'))).rejects.toEqual(failsWith('not-found'));
      await catalogue.record(numberedSidecar(3), '/images');
      expect((await catalogue.list(null, 10)).total).toBe(3);
    });
  });
});

describe('backups', () => {
  it('are whole catalogues, made while the catalogue is written', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(numberedSidecar(1), '/images');
      const [{ made, problems }] = await Promise.all([
        catalogue.upkeep.backUp(nowMs),
        ...[2, 3, 4, 5].map((number) => catalogue.record(numberedSidecar(number), '/images')),
      ]);
      expect(problems).toEqual([]);
      expect(made).toMatchObject([
        { path: join(folder, 'catalogue.backups/catalogue-2026-11-26T22-05-09Z.db') },
      ]);
      const copy = made[0]!.path;
      expect(readdirSync(join(folder, 'catalogue.backups'))).toHaveLength(1);
      expect(await totalOf(copy)).toBeGreaterThanOrEqual(1);
      await withCatalogue(copy, async (backup) => expect(await backup.check()).toMatchObject({ ok: true }));
    });
  });

  it('are due after an hour, when something changed', async () => {
    await withCatalogue(path, async ({ upkeep, ...catalogue }) => {
      await catalogue.record(numberedSidecar(1), '/images');
      const now = Date.now();
      expect(await upkeep.due(now)).toMatchObject({ backup: true });
      await upkeep.backUp(now - 2 * hourMs);
      expect(await upkeep.due(now)).toMatchObject({ backup: true });
      await upkeep.backUp(now + 5000);
      expect(await upkeep.due(now + 2 * hourMs)).toMatchObject({ backup: false });
    });
  });

  it('go to two folders, and one that is away keeps the other from nothing', async () => {
    const away = join(folder, 'a file', 'inside');
    writeFileSync(join(folder, 'a file'), '');
    await record(1);
    await withCatalogue(path, async ({ upkeep }) => {
      await upkeep.setBackupFolders([away, join(folder, 'second')]);
      const { made, problems } = await upkeep.backUp(nowMs);
      expect(made).toHaveLength(1);
      expect(problems).toEqual([expect.stringContaining(away)]);
      const { folders } = await upkeep.status();
      expect(folders).toMatchObject([
        { path: away, backups: 0, problem: expect.stringContaining('ENOTDIR') },
        { path: join(folder, 'second'), backups: 1, problem: null },
      ]);
    });
  });

  it('are not made of a damaged catalogue, whose earlier ones stay', async () => {
    await record(1);
    await withCatalogue(path, ({ upkeep }) => upkeep.backUp(nowMs - hourMs));
    const page = withRawDatabase(path, (database) =>
      database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'image_file_md5'`).pluck().get(),
    ) as number;
    const bytes = readFileSync(path);
    bytes.fill(0xff, (page - 1) * 4096, page * 4096);
    writeFileSync(path, bytes);
    await withCatalogue(path, async ({ upkeep }) => {
      await expect(upkeep.backUp(nowMs)).rejects.toEqual(failsWith('catalogue-corrupt'));
      expect((await upkeep.status()).backups).toHaveLength(1);
      expect((await upkeep.status()).folders[0]!.problem).toMatch(/damaged/);
      expect(await upkeep.checkFully()).toMatchObject({ ok: false });
      expect((await upkeep.status()).lastGoodChecks.full).toBeNull();
    });
    expect(readdirSync(folder).filter((name) => name.includes('.backup') && !name.endsWith('s'))).toEqual([]);
  });

  it('stay by the hour, the day and the month', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500 * 24), { minLength: 1, maxLength: 600 }), (hoursAgo) => {
        const backups = [...new Set(hoursAgo)].map((hours) => {
          const atMs = nowMs - hours * hourMs;
          return { name: backupName('catalogue', atMs), atMs };
        });
        const surplus = new Set(surplusBackups(backups));
        const staying = backups.filter(({ name }) => !surplus.has(name)).sort((a, b) => b.atMs - a.atMs);
        const newestFirst = backups.toSorted((a, b) => b.atMs - a.atMs);
        expect(staying.slice(0, kept.hours)).toEqual(newestFirst.slice(0, kept.hours));
        expect(staying.length).toBeLessThanOrEqual(kept.hours + kept.days + kept.months);
        // Taken away one at a time as hours pass, or all at once: the same stay.
        expect(surplusBackups(staying)).toEqual([]);
        const months = new Set(staying.map(({ name }) => name.slice(0, 17)));
        const all = [...new Set(newestFirst.map(({ name }) => name.slice(0, 17)))];
        expect([...months]).toEqual(expect.arrayContaining(all.slice(0, kept.months)));
      }),
    );
    expect(parseBackupName('catalogue', backupName('catalogue', nowMs))).toEqual({
      name: 'catalogue-2026-11-26T22-05-09Z.db',
      atMs: nowMs,
    });
    for (const name of [
      'catalogue-2026-11-26.db',
      'other-2026-11-26T22-05-09Z.db',
      'catalogue.db',
      'catalogue-2026-99-26T22-05-09Z.db',
    ])
      expect(parseBackupName('catalogue', name)).toBeNull();
  });
});

describe('restoring', () => {
  it('puts a backup back and keeps what was there', async () => {
    await record(1);
    const [backup] = (await withCatalogue(path, ({ upkeep }) => upkeep.backUp(nowMs))).made;
    await record(2);
    const restored = await restoreCatalogue(backup!.path, path, false);
    expect(restored).toMatchObject({ path, dumps: 1, events: 1 });
    expect(await totalOf(path)).toBe(1);
    expect(await totalOf(restored.formerPath!)).toBe(2);
    expect(readdirSync(folder).filter((name) => /-wal|-shm|part|restored/.test(name))).toEqual([]);
  });

  it('mends a catalogue that is damaged or gone', async () => {
    await record(1);
    const [backup] = (await withCatalogue(path, ({ upkeep }) => upkeep.backUp(nowMs))).made;
    truncateSync(path, 5000);
    await restoreCatalogue(backup!.path, path, false);
    expect(await totalOf(path)).toBe(1);
    rmSync(path);
    expect(await restoreCatalogue(backup!.path, path, false)).toMatchObject({ formerPath: null });
    expect(await totalOf(path)).toBe(1);
  });

  it.each([
    ['cut short', (copy: string) => truncateSync(copy, 9 * 4096), 'catalogue-corrupt'],
    [
      'of a newer version',
      (copy: string) => withRawDatabase(copy, (db) => db.pragma('user_version = 99990')),
      'catalogue-newer',
    ],
    ['no database', (copy: string) => writeFileSync(copy, 'a letter'), 'catalogue-corrupt'],
    ['not there', (copy: string) => rmSync(copy), 'not-found'],
  ])('refuses a backup that is %s, and changes nothing', async (_, spoil, code) => {
    await record(1);
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    spoil(copy);
    const before = contentOf(folder);
    await expect(restoreCatalogue(copy, path, false)).rejects.toMatchObject({ code });
    expect(contentOf(folder)).toEqual(before);
  });

  it('is refused while the catalogue is open', async () => {
    await record(1);
    const [backup] = (await withCatalogue(path, ({ upkeep }) => upkeep.backUp(nowMs))).made;
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(numberedSidecar(2), '/images');
      await expect(restoreCatalogue(backup!.path, path, false)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('open in another program'),
      });
      await catalogue.record(numberedSidecar(3), '/images');
    });
    expect(await totalOf(path)).toBe(3);
  });
});

describe('a copy taken while the catalogue was in use', () => {
  const copyTo = (target: string, names: readonly string[]) => {
    mkdirSync(target);
    for (const name of names) copyFileSync(join(folder, name), join(target, name));
    return join(target, 'catalogue.db');
  };

  it('is refused without its log, taken with it, and taken without it when a person says so', async () => {
    await record(1);
    const { alone, withLog } = await withCatalogue(path, async (catalogue) => {
      for (const number of [2, 3]) await catalogue.record(numberedSidecar(number), '/images');
      return {
        alone: copyTo(join(folder, 'alone'), ['catalogue.db']),
        withLog: copyTo(join(folder, 'with-log'), ['catalogue.db', 'catalogue.db-wal']),
      };
    });
    const before = contentOf(join(folder, 'alone'));
    const error = await openCatalogue(alone).catch((thrown: unknown) => thrown);
    expect(error).toEqual(failsWith('catalogue-corrupt'));
    expect((error as Error).message).toMatch(
      /while the catalogue was in use.*last changes are missing.*--as-is/,
    );
    await expect(restoreCatalogue(alone, join(folder, 'new.db'), false)).rejects.toMatchObject({
      code: 'catalogue-corrupt',
    });
    expect(contentOf(join(folder, 'alone'))).toEqual(before);
    expect(await totalOf(withLog)).toBe(3);
    await restoreCatalogue(alone, join(folder, 'new.db'), true);
    expect(await totalOf(join(folder, 'new.db'))).toBe(2);
  });

  it('is no copy when the catalogue was closed, or its log merged after an unclean end', async () => {
    await record(1);
    expect(await totalOf(copyTo(join(folder, 'closed'), ['catalogue.db']))).toBe(1);
    // A thread that ends without closing leaves the mark; its log is merged by SQLite.
    withRawDatabase(path, (database) =>
      database.exec(`INSERT INTO upkeep VALUES ('in-use', '${String(statSync(path).ino)}')`),
    );
    expect(await totalOf(path)).toBe(1);
    expect(await totalOf(copyTo(join(folder, 'again'), ['catalogue.db']))).toBe(1);
  });
});

describe('checks', () => {
  it('remember when all was well', async () => {
    await record(1);
    await withCatalogue(path, async (catalogue) => {
      expect((await catalogue.upkeep.status()).lastGoodChecks).toEqual({ quick: null, full: null });
      expect(await catalogue.upkeep.due(Date.now())).toMatchObject({ fullCheck: true });
      expect(await catalogue.upkeep.checkFully()).toMatchObject({ ok: true, findings: [] });
      expect(await catalogue.upkeep.due(Date.now())).toMatchObject({ fullCheck: false });
      expect(await catalogue.upkeep.due(Date.now() + 31 * 24 * hourMs)).toMatchObject({ fullCheck: true });
      const { lastGoodChecks } = await catalogue.check();
      expect(Date.parse(lastGoodChecks.full!)).toBeLessThanOrEqual(Date.parse(lastGoodChecks.quick!));
    });
  });
});
