/** Photos of carriers: rows that point at files under their hashes. */
import type { AssetFile, AssetRecord, NewAsset } from '../../../core/catalogue/asset-port.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import type { ChangeLog } from './change-log.ts';
import { findCarrier } from './find-rows.ts';

/** @throws CatalogueFault conflict where the carrier has this very photo */
export function addAsset(log: ChangeLog, { code, role, name, note, picture, thumbnailPath }: NewAsset) {
  const carrier = findCarrier(log.db, code);
  const sha256 = Buffer.from(picture.sha256, 'hex');
  const present = sql(
    log.db,
    `SELECT 1 FROM asset WHERE owner_kind = 'carrier' AND owner_id = ? AND sha256 = ?`,
  ).get(carrier.id, sha256);
  if (present)
    throw new CatalogueFault(
      'conflict',
      `${String(carrier.code)} has this photo already. Nothing was changed.`,
      {
        code: carrier.code as string,
      },
    );
  log.insert('asset', {
    owner_kind: 'carrier',
    owner_id: carrier.id as number,
    role,
    path: picture.path,
    media_type: picture.mediaType,
    sha256,
    size_bytes: picture.sizeBytes,
    width: picture.width,
    height: picture.height,
    thumbnail_path: thumbnailPath,
    name,
    note,
    added_at: timestamp(new Date()),
  });
  return { summary: `Added a photo to the carrier ${String(carrier.code)}.` };
}

export function removeAsset(log: ChangeLog, uuid: string) {
  const row = assetRow(log.db, uuid);
  log.remove('asset', row.id as number);
  return { summary: `Took the photo ${String(row.name) || String(row.role)} off its carrier.` };
}

export function assetFile(db: ReadableDb, uuid: string): AssetFile {
  const row = assetRow(db, uuid);
  return {
    path: row.path as string,
    thumbnailPath: row.thumbnail_path as string | null,
    mediaType: row.media_type as string,
  };
}

/** Photos of carriers in the order they were added. @param after id of the last one that was seen */
export function assetRecords(db: ReadableDb, after: number, limit: number): AssetRecord[] {
  return sql(
    db,
    `SELECT asset.id, carrier.code, role, path, lower(hex(sha256)) AS sha256, size_bytes FROM asset
       JOIN carrier ON carrier.id = owner_id WHERE owner_kind = 'carrier' AND asset.id > ? ORDER BY asset.id LIMIT ?`,
  )
    .all(after, limit)
    .map((row) => ({
      id: row.id as number,
      code: row.code as string,
      role: row.role as string,
      path: row.path as string,
      sha256: row.sha256 as string,
      sizeBytes: row.size_bytes as number,
    }));
}

function assetRow(db: ReadableDb, uuid: string): Row {
  const row = sql(db, 'SELECT * FROM asset WHERE uuid = ?').get(uuid);
  if (row) return row;
  throw new CatalogueFault('not-found', 'This photo is not in the catalogue.', { uuid });
}
