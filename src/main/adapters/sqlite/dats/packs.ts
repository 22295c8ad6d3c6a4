/** Packs in the database beside the catalogue: taken in whole or not at all, looked up, given out again. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import type { Pack, PackFact, PackHeader, PackImportReport } from '../../../../shared/model/pack.ts';
import type { FactOf } from '../../../core/packs/known-disc.ts';
import {
  accurateRipFact,
  badPack,
  packHeaderLine,
  parsePackFact,
  parsePackHeader,
} from '../../../core/packs/pack-file.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { textLines } from '../../dats/text-lines.ts';
import { linkOrRename, partSuffix } from '../../files/durable.ts';
import { openError } from '../../posix-faults.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import {
  type Connection,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
  type WritableDb,
} from '../database.ts';

const longestLineBytes = 4 * 1024 * 1024;
/** A hundred pressings of a disc with 99 tracks have less. */
const mostAnswerBytes = 1024 * 1024;
/** Answers of AccurateRip that were brought in one by one are one pack. */
const answersName = 'AccurateRip answers';

const selectPack = `SELECT id, name, date, source, licence, file_name AS fileName, file_sha256 AS fileSha256,
  imported_at AS importedAt, facts FROM pack`;

export function listPacks(db: ReadableDb): Pack[] {
  return sql(db, `${selectPack} ORDER BY name`).all() as unknown as Pack[];
}

/** @throws CatalogueFault not-found */
export function readPack(db: ReadableDb, id: number): Pack {
  const pack = sql(db, `${selectPack} WHERE id = ?`).get(id) as unknown as Pack | undefined;
  if (pack) return pack;
  throw new CatalogueFault('not-found', `There is no pack ${id}. List those that are here to find it.`, {
    id,
  });
}

export function removePack(db: WritableDb, id: number): void {
  sql(db, 'DELETE FROM pack WHERE id = ?').run(readPack(db, id).id);
}

export function findFacts(db: ReadableDb, keys: readonly { kind: string; discId: string }[]): FactOf[] {
  return keys.flatMap(({ kind, discId }) =>
    sql(
      db,
      `SELECT pack.id, pack.name, pack.date, fact_json FROM pack_fact JOIN pack ON pack.id = pack_id
       WHERE kind = ? AND disc_id = ? ORDER BY pack.date DESC, pack.name, pack_fact.id LIMIT 50`,
    )
      .all(kind, discId)
      .map(({ fact_json: json, ...pack }) => ({
        pack: pack as unknown as FactOf['pack'],
        fact: JSON.parse(json as string) as PackFact,
      })),
  );
}

/** @throws SpindleError bad-pack, not-found */
export function importPack(connection: Connection, path: string): PackImportReport {
  const fd = openForReading(path);
  try {
    return inWriteTransaction(connection, (db) =>
      isAnswer(path) ? importAnswer(db, path, fd) : importLines(db, path, fd),
    );
  } catch (error) {
    if (error instanceof TypeError) throw badPack('it is not UTF-8 text');
    throw error;
  } finally {
    closeSync(fd);
  }
}

function openForReading(path: string): number {
  try {
    if (!statSync(path).isFile()) throw badPack('it is not a file');
    return openSync(path, 'r');
  } catch (error) {
    throw error instanceof SpindleError
      ? error
      : openError(error, path, 'Ask its owner for read permission.');
  }
}

const isAnswer = (path: string) => /^dBAR-.*\.bin$/i.test(basename(path));

function importLines(db: WritableDb, path: string, fd: number): PackImportReport {
  const hash = createHash('sha256');
  const lines = textLines(
    fd,
    longestLineBytes,
    (bytes) => hash.update(bytes),
    (line) => {
      throw badPack(`line ${line} is longer than any fact`, { line });
    },
  );
  const first = lines.next();
  if (first.done) throw badPack('it is empty');
  const writer = packWriter(db, parsePackHeader(first.value.text));
  for (const { text, number } of lines) if (text.trim() !== '') writer.add(parsePackFact(text, number));
  return writer.finish(basename(path), hash.digest('hex'));
}

/** Of one disc: it takes the place of an earlier answer about the disc. */
function importAnswer(db: WritableDb, path: string, fd: number): PackImportReport {
  const { size, mtime } = statSync(path);
  if (size > mostAnswerBytes) throw badPack('the file is too large for an answer of AccurateRip');
  const bytes = readFileSync(fd);
  const fact = accurateRipFact(bytes);
  const date = mtime.toISOString().slice(0, 10);
  const former = sql(db, `${selectPack} WHERE name = ?`).get(answersName) as unknown as Pack | undefined;
  const id =
    former?.id ?? insertPack(db, { name: answersName, date, source: 'accuraterip.com', licence: '' });
  sql(db, 'DELETE FROM pack_fact WHERE pack_id = ? AND kind = ? AND disc_id = ?').run(
    id,
    fact.kind,
    fact.discId,
  );
  insertFact(db, id, fact);
  sql(
    db,
    `UPDATE pack SET date = max(date, ?), file_name = ?, file_sha256 = ?, imported_at = ?,
       facts = (SELECT count(*) FROM pack_fact WHERE pack_id = pack.id) WHERE id = ?`,
  ).run(date, basename(path), createHash('sha256').update(bytes).digest('hex'), timestamp(new Date()), id);
  return { pack: readPack(db, id), replaced: null, unchanged: false };
}

function insertPack(db: WritableDb, header: Omit<PackHeader, 'format' | 'version'>): number {
  const { name, date, source, licence } = header;
  return Number(
    sql(db, `INSERT INTO pack VALUES (NULL, ?, ?, ?, ?, '', '', '', 0)`).run(name, date, source, licence)
      .lastInsertRowid,
  );
}

function insertFact(db: WritableDb, packId: number, fact: PackFact): void {
  sql(db, 'INSERT INTO pack_fact (pack_id, kind, disc_id, fact_json) VALUES (?, ?, ?, ?)').run(
    ...[packId, fact.kind, fact.discId, JSON.stringify(fact)],
  );
}

function packWriter(db: WritableDb, header: PackHeader) {
  const former = sql(db, `${selectPack} WHERE name = ?`).get(header.name) as unknown as Pack | undefined;
  if (former) removePack(db, former.id);
  const id = insertPack(db, header);
  let facts = 0;
  return {
    add(fact: PackFact): void {
      insertFact(db, id, fact);
      facts++;
    },
    finish(fileName: string, sha256: string): PackImportReport {
      sql(db, 'UPDATE pack SET file_name = ?, file_sha256 = ?, imported_at = ?, facts = ? WHERE id = ?').run(
        ...[fileName, sha256, timestamp(new Date()), facts, id],
      );
      return {
        pack: readPack(db, id),
        replaced: former ? { date: former.date, facts: former.facts } : null,
        unchanged: former?.fileSha256 === sha256,
      };
    },
  };
}

/** @returns how many facts. @throws CatalogueFault not-found; SpindleError output-exists */
export function exportPack(db: ReadableDb, id: number, path: string): number {
  const pack = readPack(db, id);
  const part = path + partSuffix;
  const fd = openSync(part, 'w', 0o644);
  try {
    writeSync(fd, packHeaderLine(pack));
    let facts = 0;
    for (const row of db
      .prepare('SELECT fact_json FROM pack_fact WHERE pack_id = ? ORDER BY id')
      .iterate(id)) {
      writeSync(fd, `${(row as Row).fact_json as string}\n`);
      facts++;
    }
    fsyncSync(fd);
    linkOrRename(part, path);
    return facts;
  } finally {
    closeSync(fd);
    rmSync(part, { force: true });
  }
}
