import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSchema } from '../../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { latestVersion, type Schema } from '../../../src/main/adapters/sqlite/migrations/migration.ts';
import { openDatabase } from '../../../src/main/adapters/sqlite/open-database.ts';
import { refuseNetwork } from '../../../src/main/adapters/sqlite/refuse-network.ts';
import { ownFolder } from '../../support/folders.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';
import { contentOf, failsWith, withCatalogue, withRawDatabase } from './support.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = ownFolder();
  path = join(folder, 'catalogue.db');
});

const made = () => withCatalogue(path, (catalogue) => catalogue.record(plainSidecar(), '/images'));

/** The refusal, and that it left the folder exactly as it was. */
async function refused(code: string, told: RegExp): Promise<void> {
  const before = contentOf(folder);
  const error = await openCatalogue(path).catch((thrown: unknown) => thrown);
  expect(error).toEqual(failsWith(code));
  expect((error as Error).message).toMatch(told);
  expect((error as Error).message).toContain(path);
  const after = contentOf(folder);
  // The index of a log is no data: SQLite makes it again from the log whenever it looks at one.
  for (const content of [before, after]) delete content['catalogue.db-shm'];
  expect(after).toEqual(before);
}

describe('opening a catalogue', () => {
  it('makes it, with its folder, and leaves one file when it is closed', async () => {
    path = join(folder, 'not', 'yet', 'catalogue.db');
    await made();
    expect(readdirSync(dirname(path))).toEqual(['catalogue.db']);
    expect(withRawDatabase(path, (database) => database.pragma('user_version', { simple: true }))).toBe(
      latestVersion(catalogueSchema),
    );
  });

  it('writes nothing to a catalogue that is up to date', async () => {
    await made();
    const before = contentOf(folder);
    await withCatalogue(path, (catalogue) => catalogue.list(null, 10));
    expect(contentOf(folder)).toEqual(before);
  });

  it('makes one catalogue when many open it at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openCatalogue(path)));
    await opened[0]!.record(plainSidecar(), '/images');
    for (const catalogue of opened) expect((await catalogue.list(null, 10)).total).toBe(1);
    for (const catalogue of opened) await catalogue.close();
    expect(readdirSync(folder)).toEqual(['catalogue.db']);
  });

  it('works for paths with any characters', async () => {
    path = join(folder, 'ä b#%?&', 'catalogue.db');
    await made();
    expect(await withCatalogue(path, (catalogue) => catalogue.list(null, 1))).toMatchObject({ total: 1 });
  });
});

describe('a catalogue that cannot be used is refused, and left byte for byte', () => {
  it('when a newer version wrote it', async () => {
    await made();
    withRawDatabase(path, (database) => database.pragma('user_version = 99990'));
    await refused('catalogue-newer', /newer version.*99990/);
  });

  it('when a newer version wrote it and did not end cleanly', async () => {
    await made();
    const crashed = join(folder, 'crashed');
    mkdirSync(crashed);
    const writer = new Sqlite(path);
    writer.pragma('journal_mode = WAL');
    writer.pragma('user_version = 99990');
    for (const name of ['catalogue.db', 'catalogue.db-wal']) {
      writeFileSync(join(crashed, name), readFileSync(join(folder, name)));
    }
    writer.close();
    folder = crashed;
    path = join(crashed, 'catalogue.db');
    await refused('catalogue-newer', /99990/);
  });

  it('when it belongs to another program', async () => {
    withRawDatabase(path, (database) => database.exec('CREATE TABLE theirs (a)'));
    await refused('catalogue-corrupt', /another program/);
    withRawDatabase(path, (database) => database.pragma('application_id = 1234'));
    await refused('catalogue-corrupt', /another program/);
  });

  it('when another program was in the middle of writing it', async () => {
    withRawDatabase(path, (database) => database.exec('CREATE TABLE theirs (a)'));
    writeFileSync(`${path}-journal`, 'half written');
    await refused('catalogue-corrupt', /another program/);
  });

  it.each([
    ['text', Buffer.from('This is a shopping list. '.repeat(100))],
    ['a few bytes', Buffer.from('SQLite')],
    ['nothing', Buffer.alloc(0)],
    [
      'noise behind the right beginning',
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080, 0xa5)]),
    ],
  ])('when it is no database: %s', async (_, bytes) => {
    writeFileSync(path, bytes);
    await refused('catalogue-corrupt', /cannot be used/);
  });

  it('when it was cut short', async () => {
    await made();
    truncateSync(path, 8 * 4096);
    await refused('catalogue-corrupt', /damaged/);
  });

  it('when it was damaged and did not end cleanly', async () => {
    await made();
    const crashed = join(folder, 'crashed');
    mkdirSync(crashed);
    const writer = new Sqlite(path);
    writer.pragma('journal_mode = WAL');
    writer.exec(`UPDATE dump SET directory = '/elsewhere'`);
    const bytes = readFileSync(path);
    // The root page of a table: its cells no longer make sense.
    const page = withRawDatabase(path, (database) =>
      database.prepare(`SELECT rootpage AS page FROM sqlite_schema WHERE name = 'image_file_md5'`).get(),
    ) as { page: number };
    bytes.fill(0xff, (page.page - 1) * 4096, page.page * 4096);
    writeFileSync(join(crashed, 'catalogue.db'), bytes);
    writeFileSync(join(crashed, 'catalogue.db-wal'), readFileSync(`${path}-wal`));
    writer.close();
    folder = crashed;
    path = join(crashed, 'catalogue.db');
    await refused('catalogue-corrupt', /damaged/);
  });

  it('when only its log is left', async () => {
    writeFileSync(`${path}-wal`, 'log');
    await refused('catalogue-corrupt', /missing/);
  });

  it('when it is a folder', async () => {
    mkdirSync(path);
    await refused('catalogue-corrupt', /not a file/);
  });

  it('when it lies on another machine, before anything is made there', () => {
    const share = (type: string) =>
      `27 1 0:30 / / rw - ext4 /dev/vda rw\n40 27 0:41 / ${folder} rw - ${type} x rw\n`;
    const wanted = join(folder, 'new', 'catalogue.db');
    for (const type of ['nfs4', 'cifs', '9p', 'fuse.sshfs']) {
      expect(() => refuseNetwork(wanted, share(type)), type).toThrow(
        expect.objectContaining({ code: 'catalogue-network', message: expect.stringContaining(type) }),
      );
    }
    for (const type of ['overlay', 'ext4', 'tmpfs']) refuseNetwork(wanted, share(type));
    refuseNetwork(wanted, `27 1 0:30 / / rw - 9p root rw\n40 27 0:41 / ${folder} rw - overlay x rw\n`);
    expect(() => refuseNetwork('\\\\server\\share\\catalogue.db', null)).toThrow(
      expect.objectContaining({ code: 'catalogue-network' }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('migrations', () => {
  const upTo = (version: number): Schema => ({
    ...catalogueSchema,
    migrations: catalogueSchema.migrations.filter((migration) => migration.version <= version),
  });
  const tables = (file: string) =>
    withRawDatabase(file, (database) =>
      database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all(),
    );

  it('bring every former version up to date, with a copy from before each step', async () => {
    openDatabase(path, upTo(10)).close();
    withRawDatabase(path, (database) => database.exec(`INSERT INTO carrier (code) VALUES ('A-001')`));
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.showCarrier('A-001')).toEqual({ code: 'A-001', dumps: [] });
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
    });
    const versions = catalogueSchema.migrations.map(({ version }) => version);
    const copies = versions
      .slice(1)
      .map((version) => String(version).padStart(4, '0'))
      .map((version) => `catalogue.db.before-${version}.bak`);
    expect(readdirSync(folder).sort()).toEqual(['catalogue.db', ...copies].sort());
    copies.forEach((copy, index) => {
      const version = withRawDatabase(join(folder, copy), (database) =>
        database.pragma('user_version', { simple: true }),
      );
      expect(version).toBe(versions[index]);
    });
    expect(tables(join(folder, copies[0]!))).not.toContain('event');
  });

  it('leave the version before when a step fails, and its copy is never overwritten', () => {
    openDatabase(path, upTo(20)).close();
    const failing: Schema = {
      ...catalogueSchema,
      migrations: [
        ...upTo(20).migrations,
        {
          version: 30,
          apply: (db) => {
            db.exec('CREATE TABLE half (a)');
            throw new Error('power failure');
          },
        },
      ],
    };
    for (let time = 1; time <= 2; time++) {
      expect(() => openDatabase(path, failing)).toThrow('power failure');
      expect(tables(path)).not.toContain('half');
    }
    expect(readdirSync(folder).sort()).toEqual([
      ...['catalogue.db', 'catalogue.db.before-0030-2.bak', 'catalogue.db.before-0030.bak'],
    ]);
  });

  it('are numbered upwards', () => {
    const versions = catalogueSchema.migrations.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});
