/** Which pictures the rows of another catalogue speak of: they are brought before any row is. */
import type { PictureToBring } from '../../../core/catalogue/asset-port.ts';
import { isPicturePath, type PictureType, picturePath } from '../../../core/catalogue/picture-header.ts';
import { openReadOnly, type ReadableDb, type Row, sql } from '../database.ts';
import { otherCatalogue } from './other-catalogue.ts';

/** @throws CatalogueFault as a merge does */
export function photosToMerge(own: ReadableDb, ownPath: string, otherPath: string): PictureToBring[] {
  const other = openReadOnly(otherCatalogue(otherPath, ownPath));
  try {
    // Earlier schemas know no photos.
    if (!sql(other, `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'asset'`).get()) return [];
    const pictures = new Map<string, PictureToBring>();
    for (const row of other.prepare('SELECT * FROM asset ORDER BY id').iterate() as Iterable<Row>)
      for (const picture of picturesOf(own, row)) pictures.set(picture.path, picture);
    return [...pictures.values()];
  } finally {
    other.close();
  }
}

/** A path that is not what its hash asks for is of no picture anybody can prove. */
function* picturesOf(own: ReadableDb, row: Row): Generator<PictureToBring> {
  const sha256 = Buffer.from(row.sha256 as Uint8Array).toString('hex');
  const path = row.path as string;
  if (!isPicturePath(path) || path !== picturePath(sha256, row.media_type as PictureType)) return;
  const isKnown = (column: 'path' | 'thumbnail_path', value: string) =>
    sql(own, `SELECT 1 FROM asset WHERE ${column} = ?`).get(value) !== undefined;
  yield { path, sizeBytes: row.size_bytes as number, isKnown: isKnown('path', path) };
  const small = row.thumbnail_path as string | null;
  if (small !== null && isPicturePath(small))
    yield { path: small, sizeBytes: null, isKnown: isKnown('thumbnail_path', small) };
}
