/**
 * What dumps are in the lists of others. Nothing of it is stored (ADR 8): it is worked out when it is asked for, remembered as
 * long as neither the lists nor the dump change. Counts that run out of time have the rest as `unknown`, and go on with the
 * next question.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { contentRoles, isTrackFile } from '../../../core/dats/dump-contents.ts';
import { type DumpContent, matchDump } from '../../../core/dats/match.ts';
import { type Connection, openReadOnly, type ReadableDb, type Row, sql } from '../database.ts';
import { candidates } from '../dats/read-dats.ts';
import type { Unit } from './units.ts';

export class DatStatuses {
  readonly #path: string;
  #known = new WeakMap<Unit, string>();
  #dats: Connection | null = null;
  #stamp = '';
  #deadlineMs = Number.POSITIVE_INFINITY;

  constructor(cataloguePath: string) {
    this.#path = `${resolve(cataloguePath).replace(/\.db$/i, '')}.dats.db`;
  }

  /** Looks whether the lists are the ones that are known. @param patienceMs beyond it, what is not known yet is `unknown` */
  begin(patienceMs: number): void {
    this.#deadlineMs = performance.now() + patienceMs;
    if (!this.#dats && existsSync(this.#path)) this.#dats = openReadOnly(this.#path);
    const stamp = this.#dats
      ? sql(this.#dats, 'SELECT id, imported_at FROM dat ORDER BY id')
          .all()
          .map((row) => `${row.id} ${row.imported_at}`)
          .join('\n')
      : '';
    if (stamp !== this.#stamp) this.#known = new WeakMap();
    this.#stamp = stamp;
  }

  of(db: ReadableDb, unit: Unit): string {
    if (this.#stamp === '' || unit.dumpId === null) return 'unknown';
    const known = this.#known.get(unit);
    if (known !== undefined) return known;
    if (performance.now() > this.#deadlineMs) return 'unknown';
    const contents = contentsOf(db, unit.dumpId);
    const { kind } = matchDump(contents, candidates(this.#dats!, contents));
    this.#known.set(unit, kind);
    return kind;
  }

  close(): void {
    this.#dats?.close();
  }
}

function contentsOf(db: ReadableDb, dumpId: number): DumpContent[] {
  const image = sql(
    db,
    `SELECT name, image_size_bytes AS sizeBytes, lower(hex(image_crc32)) AS crc32, lower(hex(image_sha1)) AS sha1
     FROM dump WHERE id = ?`,
  ).get(dumpId);
  const files = sql(
    db,
    `SELECT path AS name, role, size_bytes AS sizeBytes, lower(hex(crc32)) AS crc32, lower(hex(sha1)) AS sha1
     FROM image_file WHERE dump_id = ? ORDER BY position`,
  ).all(dumpId);
  const content = ({ name, sizeBytes, crc32, sha1 }: Row, isTrack: boolean) =>
    ({ name, sizeBytes, crc32, sha1, isTrack }) as DumpContent;
  return [
    ...(image ? [content(image, false)] : []),
    ...files
      .filter(({ role }) => contentRoles.has(role as string))
      .map((file) => content(file, isTrackFile(file.role as string, file.name as string))),
  ];
}
