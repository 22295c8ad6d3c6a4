/** What is found by hashes and identifiers, from their first characters on. */
import type { ChipName, QueryChip } from '../../../../shared/search-query.ts';
import { contentIdRange } from '../../../core/catalogue/content-id.ts';
import { type ReadableDb, sql } from '../database.ts';
import { uuidsFrom } from '../read-dumps.ts';

const hashDigits = { crc32: 8, md5: 32, sha1: 40, sha256: 64 } as const;
type HashName = keyof typeof hashDigits;

/** More carriers than these have nothing in common that somebody looks for by an identifier. */
const mostUnits = 10_000;

const barcodes = ['barcode', 'ean13', 'ean8', 'upc', 'code39', 'code128', 'qr', 'isbn', 'issn'];
export const identifierSchemes: Partial<Record<ChipName, readonly string[]>> = {
  barcode: [...barcodes, 'mcn'],
  toc: ['toc-sha1', 'musicbrainz', 'cddb', 'accuraterip'],
  musicbrainz: ['musicbrainz'],
  cddb: ['cddb'],
  accuraterip: ['accuraterip'],
  mcn: ['mcn'],
  isrc: ['isrc'],
};

/** Null of a chip that asks for something else. */
export function unitsOfId(db: ReadableDb, chip: QueryChip, hasFiles: boolean): ReadonlySet<number> | null {
  if (chip.name in hashDigits)
    return unitsOfHash(db, chip.name as HashName, chip.value.toLowerCase(), hasFiles);
  if (chip.name === 'dump') return unitsOfDumps(db, chip.value);
  const schemes = identifierSchemes[chip.name];
  return schemes ? unitsOfIdentifier(db, schemes, chip.value.trim()) : null;
}

const dumpUnit = 'coalesce(dump.carrier_id, -dump.id)';

/** Of image files, of the sectors of dumps and, of SHA-256, of files inside images. */
export function unitsOfHash(
  db: ReadableDb,
  name: HashName,
  digits: string,
  hasFiles: boolean,
): ReadonlySet<number> {
  const length = hashDigits[name];
  if (digits.length > length) return new Set();
  const bounds = ['0', 'f'].map((fill) => Buffer.from(digits.padEnd(length, fill), 'hex'));
  const found = [
    ...units(
      db,
      `SELECT ${dumpUnit} FROM image_file JOIN dump ON dump.id = image_file.dump_id WHERE image_file.${name} BETWEEN ? AND ? LIMIT ?`,
      bounds,
    ),
    ...units(db, `SELECT ${dumpUnit} FROM dump WHERE image_${name} BETWEEN ? AND ? LIMIT ?`, bounds),
  ];
  if (name === 'sha256' && hasFiles)
    found.push(
      ...units(
        db,
        `SELECT DISTINCT ${dumpUnit} FROM files.content
           JOIN files.file ON file.content_id = content.id
           JOIN files.listing ON listing.id = file.listing_id AND listing.whole = 1
           JOIN dump ON dump.uuid = listing.dump_uuid
         WHERE content.id BETWEEN ? AND ? AND lower(hex(content.sha256)) LIKE ? LIMIT ?`,
        [...contentIdRange(digits), `${digits}%`],
      ),
    );
  return new Set(found);
}

function unitsOfDumps(db: ReadableDb, asked: string): ReadonlySet<number> {
  return new Set(
    uuidsFrom(db, asked, mostUnits).flatMap((uuid) =>
      units(db, `SELECT ${dumpUnit} FROM dump WHERE uuid = ? LIMIT ?`, [uuid]),
    ),
  );
}

function unitsOfIdentifier(db: ReadableDb, schemes: readonly string[], value: string): ReadonlySet<number> {
  const end = `${value}\u{10ffff}`;
  return new Set(
    schemes.flatMap((scheme) => [
      ...units(
        db,
        `SELECT ${dumpUnit} FROM disc_identifier JOIN dump ON dump.id = disc_identifier.dump_id
         WHERE scheme = ? AND value >= ? AND value < ? LIMIT ?`,
        [scheme, value, end],
      ),
      ...units(
        db,
        `SELECT carrier.id FROM identifier JOIN carrier
           ON (owner_kind = 'carrier' AND carrier.id = owner_id) OR (owner_kind = 'item' AND carrier.item_id = owner_id)
         WHERE value >= ? AND value < ? AND scheme = ? LIMIT ?`,
        [value, end, scheme],
      ),
    ]),
  );
}

function units(db: ReadableDb, text: string, values: readonly unknown[]): number[] {
  return sql(db, text)
    .pluck()
    .all(...values, mostUnits) as unknown as number[];
}
