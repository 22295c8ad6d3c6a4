/** Files inside images as they are shown. */
import type { ListedFile } from '../../../../shared/model/search.ts';
import { damageCodes, entryKinds } from '../../../core/catalogue/listing.ts';
import type { Row } from '../database.ts';

/** Of one listing; the caller adds what narrows it. */
export const selectFiles = `
  SELECT file.seq, file.kind, file.size, file.mtime, file.lba, file.damage, name.t AS name, dir.path AS directory,
    dir.filesystem, lower(hex(content.sha256)) AS sha256, listing.dump_uuid
  FROM files.file JOIN files.listing ON listing.id = file.listing_id AND listing.whole = 1
    JOIN files.name ON name.id = file.name_id
    JOIN files.dir ON dir.listing_id = file.listing_id AND dir.number = file.dir
    LEFT JOIN files.content ON content.id = file.content_id`;

export function toListedFile(row: Row): ListedFile {
  const name = row.name as string;
  const directory = row.directory as string;
  const modified = row.mtime as number | null;
  const sha256 = row.sha256 as string;
  return {
    dumpId: row.dump_uuid as string,
    path: directory === '' ? name : `${directory}/${name}`,
    name,
    kind: entryKinds[row.kind as number]!,
    sizeBytes: row.size as number,
    modified: modified === null ? null : isoTime(modified),
    lba: row.lba as number | null,
    state: damageCodes[row.damage as number]!,
    sha256: sha256 === '' || sha256 === null ? null : sha256,
  };
}

/** What no calendar has is not shown as a time. */
function isoTime(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
