/**
 * A collection as large as wanted, the same one every time: one CD for each carrier, 45 % of its files under names half the
 * world has, 30 % under names that come again, a third of the contents seen before. Written past the triggers and indexes that
 * keep a living catalogue, which are put back and filled at the end: hours become minutes, and the files are the same.
 */
import { createHash } from 'node:crypto';
import type { WritableDb } from '../../src/main/adapters/sqlite/database.ts';
import { inWriteTransaction, sql } from '../../src/main/adapters/sqlite/database.ts';
import { filesPath } from '../../src/main/adapters/sqlite/listing/files-path.ts';
import { catalogueSchema } from '../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { filesSchema } from '../../src/main/adapters/sqlite/migrations/files/schema.ts';
import { openDatabase } from '../../src/main/adapters/sqlite/open-database.ts';
import { indexCarrier, indexDump } from '../../src/main/adapters/sqlite/search-entries.ts';
import { indexedName } from '../../src/main/core/catalogue/name-keys.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';

export interface CollectionSize {
  readonly carriers: number;
  readonly filesPerCarrier: number;
}

const words =
  'annual report letter photo scan birds archive index setup install readme license invoice budget minutes draft final backup data table chart image sound music video map street bridge river garden winter summer museum library catalogue exhibition painting sculpture interview transcript lecture thesis chapter figure appendix version window driver font help manual demo game level texture sprite network printer modem server client update patch source header module object'.split(
    ' ',
  );
const extensions = [
  'doc',
  'txt',
  'jpg',
  'gif',
  'exe',
  'dll',
  'htm',
  'pdf',
  'wav',
  'tif',
  'xls',
  'dat',
  'ini',
  'bmp',
];
const states = ['imaged', 'imaged', 'imaged', 'signed-off', 'needs-attention', 'expected', 'set-aside'];
const kinds = ['cd-r', 'cd-r', 'cd-rom', 'cd-da', 'dvd-r', 'fd-3.5-hd', 'fd-3.5-dd'];
const drives = [
  'PLEXTOR PX-716A',
  'HL-DT-ST GH24NSD1',
  'TSSTcorp SH-224DB',
  'TEAC FD-05PUB',
  'ASUS DRW-24D5MT',
];

type Random = () => number;

function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

export function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function makeCollection(path: string, size: CollectionSize, tell: (what: string) => void): void {
  makeCatalogue(path, size.carriers);
  tell('carriers and dumps are made');
  makeListings(path, size);
  tell('files are made');
}

/** Runs work without what triggers and indexes cost, and puts them back. */
function without(db: WritableDb, like: string, work: () => void): void {
  const objects = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE name LIKE ? AND type IN ('trigger', 'index') AND sql IS NOT NULL`,
    )
    .all(like) as { type: string; name: string; sql: string }[];
  for (const { type, name } of objects) db.exec(`DROP ${type} ${name}`);
  work();
  for (const object of objects) db.exec(object.sql);
}

function makeCatalogue(path: string, carriers: number): void {
  const connection = openDatabase(path, catalogueSchema);
  connection.pragma('synchronous = OFF');
  connection.pragma('cache_size = -400000');
  const random = seededRandom(1);
  inWriteTransaction(connection, (db) =>
    without(db, 'unit_%', () => {
      fillPlaces(db);
      for (let number = 1; number <= carriers; number++) addCarrier(db, random, number);
      for (const view of ['unit_of_carrier', 'unit_of_dump']) fillUnits(db, view);
    }),
  );
  connection.exec('ANALYZE');
  connection.close();
}

function fillPlaces(db: WritableDb): void {
  db.exec(
    `INSERT INTO agent (id, uuid, kind, name, version) VALUES (900, '${uuidOf(0)}', 'software', 'bench', '1')`,
  );
  for (let id = 1; id <= 40; id++)
    sql(db, 'INSERT INTO collection (id, uuid, rev, parent_id, code, title) VALUES (?, ?, 1, ?, ?, ?)').run(
      ...[id, uuidOf(id), id > 10 ? (id % 10) + 1 : null, `C${id}`, `Fonds ${id}`],
    );
  for (let id = 1; id <= 500; id++)
    sql(db, `INSERT INTO location (id, uuid, rev, parent_id, code, kind) VALUES (?, ?, 1, ?, ?, 'box')`).run(
      ...[id, uuidOf(id), id > 20 ? (id % 20) + 1 : null, `BOX-${id}`],
    );
  for (let id = 1; id <= 30; id++)
    sql(db, 'INSERT INTO tag (id, uuid, rev, name) VALUES (?, ?, 1, ?)').run(id, uuidOf(id), `tag ${id}`);
}

function fillUnits(db: WritableDb, view: string): void {
  const columns = (
    db.prepare(`SELECT name FROM pragma_table_info('${view}')`).pluck().all() as string[]
  ).join(', ');
  db.exec(
    `INSERT INTO unit (${columns}, gone, seq) SELECT ${columns}, 0, (SELECT coalesce(max(seq), 0) FROM unit) + row_number() OVER () FROM ${view}`,
  );
}

const sidecarJson = JSON.stringify(plainSidecar());

function addCarrier(db: WritableDb, random: Random, number: number): void {
  const id = number;
  const code = `AR-${String(number).padStart(6, '0')}`;
  const title = `${pick(random, words)} ${pick(random, words)} ${1980 + Math.floor(random() * 30)}`;
  sql(
    db,
    `INSERT INTO carrier (id, uuid, code, label_text, title_manual, kind_manual, state, date_manual, collection_id, location_id, created_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  ).run(
    ...[id, uuidOf(number), code, random() < 0.6 ? `${title}, ${pick(random, words)}` : null, title],
    ...[pick(random, kinds), pick(random, states), String(1980 + Math.floor(random() * 30))],
    ...[1 + Math.floor(random() * 40), 1 + Math.floor(random() * 500)],
  );
  if (random() < 0.3)
    sql(db, 'INSERT INTO carrier_tag (uuid, rev, carrier_id, tag_id) VALUES (?, 1, ?, ?)').run(
      ...[uuidOf(number), id, 1 + Math.floor(random() * 30)],
    );
  const bad = random() < 0.08 ? 12 : 0;
  const hash = (algorithm: string) => createHash(algorithm).update(code).digest();
  const hashes = [hash('sha256').subarray(0, 4), hash('md5'), hash('sha1'), hash('sha256')];
  sql(
    db,
    `INSERT INTO dump (id, uuid, carrier_id, attempt_no, tool_id, name, outcome, started_ms, started_offset_minutes, ended_ms,
       ended_offset_minutes, size_bytes, sector_size, sectors_total, sectors_good, sectors_good_after_retry, sectors_bad,
       sectors_pending, format_name, drive_label, image_size_bytes, image_crc32, image_md5, image_sha1, image_sha256,
       options_json, directory, sidecar_json, sidecar_sha256, preferred, sidecar_carrier)
     VALUES (?, ?, ?, 1, 900, ?, ?, 0, 0, ?, 0, 700000000, 2048, 340000, ?, 0, ?, 0, NULL, ?, 700000000, ?, ?, ?, ?, '{}', ?, ?, ?, 1, ?)`,
  ).run(
    ...[id, uuidOf(number), id, code, bad > 0 ? 'complete-with-errors' : 'complete', number * 1000],
    ...[340_000 - bad, bad, pick(random, drives), ...hashes, `/images/${code}`, sidecarJson, hashes[3], code],
  );
  sql(db, 'INSERT INTO filesystem VALUES (?, 0, ?, ?, 0)').run(
    id,
    'Joliet',
    title.toUpperCase().slice(0, 16),
  );
  for (const [position, path] of [`${code}.iso`, `${code}.map`, `${code}.log`].entries())
    sql(
      db,
      `INSERT INTO image_file (dump_id, position, role, path, size_bytes, crc32, md5, sha1, sha256) VALUES (?, ?, 'image', ?, 700000000, ?, ?, ?, ?)`,
    ).run(id, position, path, ...hashes);
  sql(db, `INSERT INTO dump_listing VALUES (?, 'listed', ?, 1, 100, 0, '', 0)`).run(id, hashes[3]);
  indexCarrier(db, id);
  indexDump(db, id);
}

function makeListings(path: string, size: CollectionSize): void {
  const connection = openDatabase(filesPath(path), filesSchema);
  connection.pragma('synchronous = OFF');
  connection.pragma('cache_size = -400000');
  const random = seededRandom(2);
  const names = new NameIds(random);
  const contents = new Contents(random);
  inWriteTransaction(connection, (db) =>
    without(db, 'file_%', () => {
      for (let listing = 1; listing <= size.carriers; listing++)
        addListing(db, random, names, contents, listing, size.filesPerCarrier);
    }),
  );
  connection.exec('ANALYZE');
  connection.close();
}

function addListing(
  db: WritableDb,
  random: Random,
  names: NameIds,
  contents: Contents,
  listing: number,
  files: number,
): void {
  sql(db, `INSERT INTO listing VALUES (?, ?, '', 1, 1, ?, 0, '', 0)`).run(listing, uuidOf(listing), files);
  sql(db, `INSERT INTO filesystem VALUES (?, 0, 'Joliet', '', 1, 1, 1, ?)`).run(listing, files);
  const folders = Math.max(1, Math.round(files / 12));
  for (let folder = 1; folder <= folders; folder++)
    sql(db, 'INSERT INTO dir VALUES (?, ?, 0, ?)').run(
      ...[listing, folder, folder === 1 ? '' : `${pick(random, words)}/${pick(random, words)}${folder}`],
    );
  const insert = sql(db, 'INSERT INTO file VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)');
  for (let seq = 1; seq <= files; seq++)
    insert.run(
      ...[
        listing,
        seq,
        1 + (Math.floor((seq - 1) / 12) % folders),
        names.next(db),
        Math.floor(random() * 1e6),
      ],
      ...[
        800_000_000 + Math.floor(random() * 3e8),
        30 + seq * 40,
        random() < 0.001 ? 1 : 0,
        contents.next(db),
      ],
    );
}

class NameIds {
  readonly #random: Random;
  readonly #common = 3000;
  #count = 0;
  readonly #again: number[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  next(db: WritableDb): number {
    const kind = this.#random();
    if (kind < 0.45 && this.#count >= this.#common) return 1 + Math.floor(this.#random() ** 3 * this.#common);
    if (kind < 0.75 && this.#again.length > 100) return pick(this.#random, this.#again);
    const id = ++this.#count;
    const name = this.#spell(id);
    sql(db, 'INSERT INTO name VALUES (?, ?)').run(id, name);
    sql(db, 'INSERT INTO name_part (rowid, t) VALUES (?, ?)').run(id, indexedName(name));
    if (this.#random() < 0.2) this.#again.push(id);
    return id;
  }

  #spell(id: number): string {
    const random = this.#random;
    const extension = pick(random, extensions);
    const kind = random();
    if (kind < 0.2)
      return `${pick(random, words).slice(0, 4).toUpperCase()}${id.toString(36).toUpperCase()}.${extension.toUpperCase()}`;
    if (kind < 0.4) return `IMG_${id.toString(36)}.jpg`;
    if (kind < 0.45) return `${pick(random, words)} Übersicht ${id}.${extension}`;
    return `${pick(random, words)}_${pick(random, words)}-${id}.${extension}`;
  }
}

class Contents {
  readonly #random: Random;
  readonly #again: bigint[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(db: WritableDb): bigint {
    if (this.#random() < 0.35 && this.#again.length > 100) return pick(this.#random, this.#again);
    const sha256 = createHash('sha256')
      .update(String(++this.#count))
      .digest();
    const id = sha256.readBigInt64BE(0);
    sql(db, 'INSERT OR IGNORE INTO content VALUES (?, ?)').run(id, sha256);
    if (this.#random() < 0.1) this.#again.push(id);
    return id;
  }
}
