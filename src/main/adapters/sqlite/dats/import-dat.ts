import { basename } from 'node:path';
import type { DatImportReport } from '../../../../shared/model/dat.ts';
import { romKey } from '../../../core/dats/content-key.ts';
import type { DatGame, DatHeader, DatSink } from '../../../core/dats/dat.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { type DatFile, datSize, hashDat, readDat } from '../../dats/read-dat.ts';
import { type Connection, inWriteTransaction, type Row, sql, type WritableDb } from '../database.ts';
import { KeyList } from './key-list.ts';
import { packRoms, readDat as storedDat } from './read-dats.ts';

/**
 * Imports a DAT, all of it or nothing; an edition that is here already makes place.
 * @throws SpindleError bad-dat, not-found; nothing is changed then
 */
export function importDat(connection: Connection, path: string): DatImportReport {
  const known = knownFile(connection, path);
  if (known !== null) return unchanged(connection, known);
  return inWriteTransaction(connection, (db) => {
    const writer = new DatWriter(db);
    const file = readDat(path, writer);
    return writer.finish(file, basename(path));
  });
}

/** So many rows in one statement cost half of what they cost one by one. */
const rowsPerInsert = 100;

function insertContents(rows: number): string {
  return `INSERT OR IGNORE INTO content VALUES ${Array.from({ length: rows }, () => '(?, ?)').join(', ')}`;
}

/** Hashing first is only worth its time when a file of this size was imported before. */
function knownFile(connection: Connection, path: string): number | null {
  const alike = sql(connection, 'SELECT id, file_sha256 FROM dat WHERE file_size_bytes = ?').all(
    datSize(path),
  );
  if (alike.length === 0) return null;
  const { sha256 } = hashDat(path);
  return (alike.find((row) => row.file_sha256 === sha256)?.id as number | undefined) ?? null;
}

function unchanged(connection: Connection, id: number): DatImportReport {
  return { dat: storedDat(connection, id), replaced: null, unchanged: true, warnings: [] };
}

/** @throws CatalogueFault not-found */
export function removeDat(db: WritableDb, id: number): void {
  const { id: present } = storedDat(db, id);
  // Sets of one import are numbered in one go, with none of another list between them.
  const range = sql(db, 'SELECT min(id) AS first, max(id) AS last FROM game WHERE dat_id = ?').get(present);
  sql(db, 'DELETE FROM content WHERE game_id BETWEEN ? AND ?').run(range?.first, range?.last);
  sql(db, 'DELETE FROM game WHERE dat_id = ?').run(present);
  sql(db, 'DELETE FROM dat WHERE id = ?').run(present);
}

class DatWriter implements DatSink {
  readonly #db: WritableDb;
  #id = 0;
  #replaced: DatImportReport['replaced'] = null;
  #nextGame = 0;
  #games = 0;
  #roms = 0;
  #hashless = 0;
  readonly #keys = new KeyList();

  constructor(db: WritableDb) {
    this.#db = db;
  }

  header(header: DatHeader): void {
    const db = this.#db;
    const former = sql(db, 'SELECT id, version, date, games FROM dat WHERE source = ? AND name = ?').get(
      header.source,
      header.name,
    );
    if (former) this.#remove(former);
    this.#id =
      (former?.id as number | undefined) ??
      ((sql(db, 'SELECT coalesce(max(id), 0) + 1 AS next FROM dat').get() as Row).next as number);
    sql(db, `INSERT INTO dat VALUES (?, ?, ?, ?, ?, ?, ?, '', 0, '', '', 0, 0)`).run(
      ...[this.#id, header.source, header.name, header.description],
      ...[header.version, header.date, header.author],
    );
    const last = sql(db, 'SELECT coalesce(max(id), 0) AS id FROM game').get() as Row;
    this.#nextGame = (last.id as number) + 1;
  }

  game({ name, description, category, cloneOf, roms }: DatGame): void {
    const id = this.#nextGame++;
    // Most lists describe a set by its name again.
    const told = description === name ? '' : description;
    sql(this.#db, 'INSERT INTO game VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      ...[id, this.#id, name, told, category, cloneOf, packRoms(name, roms)],
    );
    for (const rom of roms) {
      const key = romKey(rom);
      if (key !== null) this.#keys.add(key, id);
      else if (rom.status !== 'nodump') this.#hashless++;
    }
    this.#games++;
    this.#roms += roms.length;
  }

  finish(file: DatFile, fileName: string): DatImportReport {
    this.#writeKeys();
    sql(
      this.#db,
      `UPDATE dat SET file_name = ?, file_size_bytes = ?, file_sha256 = ?, imported_at = ?, games = ?, roms = ?
       WHERE id = ?`,
    ).run(
      ...[fileName, file.sizeBytes, file.sha256, timestamp(new Date())],
      ...[this.#games, this.#roms, this.#id],
    );
    return {
      dat: storedDat(this.#db, this.#id),
      replaced: this.#replaced,
      unchanged: false,
      warnings: this.#warnings(),
    };
  }

  #remove(former: Row): void {
    removeDat(this.#db, former.id as number);
    this.#replaced = {
      version: former.version as string,
      date: former.date as string,
      games: former.games as number,
    };
  }

  #writeKeys(): void {
    const values = this.#keys.sorted();
    const whole = values.length - (values.length % (2 * rowsPerInsert));
    const many = sql(this.#db, insertContents(rowsPerInsert));
    for (let at = 0; at < whole; at += 2 * rowsPerInsert)
      many.run(...values.subarray(at, at + 2 * rowsPerInsert));
    const one = sql(this.#db, insertContents(1));
    for (let at = whole; at < values.length; at += 2) one.run(values[at], values[at + 1]);
  }

  #warnings(): string[] {
    const warnings: string[] = [];
    if (this.#games === 0) warnings.push('The DAT lists nothing.');
    if (this.#hashless > 0)
      warnings.push(`${this.#hashless} of its files have no hash and can never be matched.`);
    return warnings;
  }
}
