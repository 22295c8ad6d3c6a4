/** The rows of one dump: written from its facts, and read back as the same facts. */
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import type { DumpFacts, DumpRows, ErrorKind } from '../../core/catalogue/dump-facts.ts';
import { newUuid } from './collection/new-uuid.ts';
import { type ReadableDb, type Row, sql, type WritableDb } from './database.ts';
import { insertDisc, readDiscFacts } from './disc-rows.ts';

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** What does not follow from the sidecar alone. */
export interface DumpPlace {
  readonly carrierId: number | null;
  readonly attempt: number;
  readonly directory: string;
}

/** The columns of `dump` and their values. */
function columnsOf(db: WritableDb, { rows, sidecarJson }: DumpFacts, place: DumpPlace, sha256: Sha256) {
  return {
    uuid: rows.dumpId,
    carrier_id: place.carrierId,
    sidecar_carrier: rows.carrier,
    attempt_no: place.attempt,
    directory: place.directory,
    tool_id: toolId(db, rows.tool),
    name: rows.name,
    outcome: rows.outcome,
    started_ms: rows.started.utcMs,
    started_offset_minutes: rows.started.offsetMinutes,
    ended_ms: rows.ended.utcMs,
    ended_offset_minutes: rows.ended.offsetMinutes,
    size_bytes: rows.sizeBytes,
    sector_size: rows.sectorSize,
    sectors_total: rows.counts.total,
    sectors_good: rows.counts.good,
    sectors_good_after_retry: rows.counts.goodAfterRetry,
    sectors_bad: rows.counts.bad,
    sectors_pending: rows.counts.pending,
    format_name: rows.formatName,
    drive_label: rows.driveLabel,
    image_size_bytes: rows.image.sizeBytes,
    image_crc32: blob(rows.image.crc32),
    image_md5: blob(rows.image.md5),
    image_sha1: blob(rows.image.sha1),
    image_sha256: blob(rows.image.sha256),
    options_json: rows.optionsJson,
    sidecar_json: sidecarJson,
    sidecar_sha256: sha256(Buffer.from(sidecarJson, 'utf8')),
  };
}

function blob(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}

/** @returns the new row's id */
export function insertDump(db: WritableDb, facts: DumpFacts, place: DumpPlace, sha256: Sha256): number {
  const columns = columnsOf(db, facts, place, sha256);
  const names = Object.keys(columns);
  const inserted = sql(
    db,
    `INSERT INTO dump (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  ).run(columns);
  const id = Number(inserted.lastInsertRowid);
  insertParts(db, id, facts);
  return id;
}

const partTables = [
  ...['dump_drive', 'dump_extent', 'error_range', 'image_file', 'filesystem'],
  ...['disc', 'disc_identifier', 'disc_text'],
] as const;

/** Replaces everything that was derived from the former sidecar. */
export function replaceDump(
  db: WritableDb,
  id: number,
  facts: DumpFacts,
  place: DumpPlace,
  sha256: Sha256,
): void {
  const columns = columnsOf(db, facts, place, sha256);
  const changes = Object.keys(columns).map((name) => `${name} = @${name}`);
  sql(db, `UPDATE dump SET ${changes.join(', ')} WHERE id = @id`).run({ ...columns, id });
  for (const table of partTables) {
    sql(db, `DELETE FROM ${table} WHERE dump_id = ?`).run(id);
  }
  insertParts(db, id, facts);
}

function insertParts(db: WritableDb, id: number, { rows, buses }: DumpFacts): void {
  rows.drives.forEach((drive, position) => {
    const driveRow = driveId(db, drive, buses[position] ?? '');
    sql(db, 'INSERT INTO dump_drive VALUES (?, ?, ?)').run(id, position, driveRow);
  });
  rows.extents.forEach(({ lba, lengthSectors, drive }, position) => {
    sql(db, 'INSERT INTO dump_extent VALUES (?, ?, ?, ?, ?)').run(id, position, lba, lengthSectors, drive);
  });
  for (const { lba, lengthSectors, kind } of rows.errors) {
    sql(db, 'INSERT INTO error_range VALUES (?, ?, ?, ?)').run(id, lba, lengthSectors, kind);
  }
  rows.filesystems.forEach(({ type, label, startLba }, position) => {
    sql(db, 'INSERT INTO filesystem VALUES (?, ?, ?, ?, ?)').run(id, position, type, label, startLba);
  });
  if (rows.disc) insertDisc(db, id, rows.disc);
  const insertFile = sql(
    db,
    `INSERT INTO image_file (dump_id, position, role, path, size_bytes, crc32, md5, sha1, sha256)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  rows.files.forEach((file, position) => {
    const hashes = [file.crc32, file.md5, file.sha1, file.sha256].map(blob);
    insertFile.run(id, position, file.role, file.path, file.sizeBytes, ...hashes);
  });
}

function toolId(db: WritableDb, tool: DumpRows['tool']): number {
  sql(
    db,
    `INSERT INTO agent (uuid, kind, name, version) VALUES (?, 'software', ?, ?) ON CONFLICT DO NOTHING`,
  ).run(newUuid(), tool.name, tool.version);
  const select = sql(db, `SELECT id FROM agent WHERE kind = 'software' AND name = ? AND version = ?`);
  return select.get(tool.name, tool.version)!.id as number;
}

function driveId(db: WritableDb, drive: Omit<DriveIdentity, 'bus'>, bus: string): number {
  const identity = [drive.vendor, drive.product, drive.revision, drive.serial];
  sql(
    db,
    'INSERT INTO drive (vendor, product, revision, serial, bus) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(...identity, bus);
  const select = sql(
    db,
    'SELECT id FROM drive WHERE vendor = ? AND product = ? AND revision = ? AND serial = ?',
  );
  return select.get(...identity)!.id as number;
}

const selectDump = `
  SELECT dump.*, agent.name AS tool_name, agent.version AS tool_version
  FROM dump LEFT JOIN agent ON agent.id = dump.tool_id
  WHERE dump.id = ?`;

function hex(value: unknown): string {
  return Buffer.from(value as Uint8Array).toString('hex');
}

/** What the rows say, in the form the sidecar's facts have; for comparing the two. */
export function readDumpRows(db: ReadableDb, id: number): DumpRows {
  const row = sql(db, selectDump).get(id) as Row;
  const number = (column: string) => row[column] as number;
  return {
    dumpId: row.uuid as string,
    name: row.name as string,
    carrier: row.sidecar_carrier as string | null,
    tool: { name: row.tool_name as string, version: row.tool_version as string },
    started: { utcMs: number('started_ms'), offsetMinutes: number('started_offset_minutes') },
    ended: { utcMs: number('ended_ms'), offsetMinutes: number('ended_offset_minutes') },
    outcome: row.outcome as Outcome,
    sizeBytes: number('size_bytes'),
    sectorSize: number('sector_size'),
    counts: {
      total: number('sectors_total'),
      good: number('sectors_good'),
      goodAfterRetry: number('sectors_good_after_retry'),
      bad: number('sectors_bad'),
      pending: number('sectors_pending'),
    },
    optionsJson: row.options_json as string,
    formatName: row.format_name as string | null,
    driveLabel: row.drive_label as string,
    image: {
      sizeBytes: number('image_size_bytes'),
      crc32: hex(row.image_crc32),
      md5: hex(row.image_md5),
      sha1: hex(row.image_sha1),
      sha256: hex(row.image_sha256),
    },
    ...readParts(db, id),
    disc: readDiscFacts(db, id),
  };
}

function readParts(
  db: ReadableDb,
  id: number,
): Pick<DumpRows, 'drives' | 'extents' | 'errors' | 'files' | 'filesystems'> {
  const all = <T>(text: string) => sql(db, text).all(id) as unknown as T[];
  return {
    drives: all(`SELECT vendor, product, revision, serial FROM dump_drive JOIN drive ON drive.id = drive_id
                 WHERE dump_id = ? ORDER BY position`),
    extents: all(`SELECT lba_start AS lba, lba_count AS lengthSectors, drive_position AS drive
                  FROM dump_extent WHERE dump_id = ? ORDER BY position`),
    errors: all<{ lba: number; lengthSectors: number; kind: ErrorKind }>(
      `SELECT lba_start AS lba, lba_count AS lengthSectors, kind FROM error_range
       WHERE dump_id = ? ORDER BY lba_start`,
    ),
    files:
      all(`SELECT role, path, size_bytes AS sizeBytes, lower(hex(crc32)) AS crc32, lower(hex(md5)) AS md5,
                  lower(hex(sha1)) AS sha1, lower(hex(sha256)) AS sha256
                FROM image_file WHERE dump_id = ? ORDER BY position`),
    filesystems: all(`SELECT type, label, start_lba AS startLba FROM filesystem
                      WHERE dump_id = ? ORDER BY position`),
  };
}
