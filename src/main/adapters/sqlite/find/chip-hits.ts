/** Why a chip keeps a unit: the label, the note, the hash or the identifier that fits. Asked of the units of one page alone. */
import { join } from 'node:path';
import type { FoundText } from '../../../../shared/model/search.ts';
import type { QueryChip } from '../../../../shared/search-query.ts';
import { contentIdRange } from '../../../core/catalogue/content-id.ts';
import type { DiscScheme } from '../../../core/catalogue/disc-facts.ts';
import { highlightRanges } from '../../../core/catalogue/highlight.ts';
import { foldText } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { uuidBeginning } from '../read-dumps.ts';
import { schemeWords } from '../search-entries.ts';
import { type ExactHits, type Hash, hashBounds, hashes } from './exact-hits.ts';
import { identifierSchemes } from './id-hits.ts';
import { listingsOfUnit } from './listings.ts';
import type { Reading } from './reading.ts';
import type { Unit } from './units.ts';

interface DumpRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly directory: string;
}

/** Chips that name a facet say themselves why; those turned round have nothing to show. */
export function chipHits(reading: Reading, unit: Unit, chips: readonly QueryChip[]): ExactHits {
  const texts: FoundText[] = [];
  const files: ExactHits['files'][number][] = [];
  for (const chip of chips) {
    if (chip.negated) continue;
    texts.push(...textsOf(reading.db, unit, chip));
    if (chip.name === 'sha256' && reading.hasFiles) files.push(...contentFiles(reading, unit, chip.value));
  }
  return { texts, files };
}

function textsOf(db: ReadableDb, unit: Unit, chip: QueryChip): FoundText[] {
  const hash = hashes.find(({ column }) => column === chip.name);
  if (hash)
    return dumpsOf(db, unit.id).flatMap((dump) => hashTexts(db, dump, hash, chip.value.toLowerCase()));
  const schemes = identifierSchemes[chip.name];
  if (schemes) return identifierTexts(db, unit, schemes, chip.value.trim());
  switch (chip.name) {
    case 'label':
      return describedBy(db, unit, 'labels', chip.value);
    case 'note':
      return describedBy(db, unit, 'note', chip.value);
    case 'dump':
      return dumpTexts(db, unit.id, chip.value);
    default:
      return [];
  }
}

function dumpsOf(db: ReadableDb, unitId: number): DumpRow[] {
  const where = unitId > 0 ? 'carrier_id = ? ORDER BY preferred DESC, attempt_no DESC' : 'id = -?';
  return sql(db, `SELECT id, uuid, name, directory FROM dump WHERE ${where}`).all(
    unitId,
  ) as unknown as DumpRow[];
}

/** Long notes are shown from shortly before what was found in them. */
const shownAhead = 40;
const mostShown = 300;

/** Of several lines the first that fits: a unit has a label on its sleeve and one in each of its volumes. */
function describedBy(db: ReadableDb, unit: Unit, column: 'labels' | 'note', wanted: string): FoundText[] {
  const folded = foldText(wanted);
  const row = sql(db, `SELECT ${column} AS text FROM unit WHERE id = ?`).get(unit.id);
  const lines = ((row?.text as string | undefined) ?? '').split('\n');
  const line = lines.find((candidate) => foldText(candidate).includes(folded));
  if (line === undefined) return [];
  const from = highlightRanges(line, [folded])[0]?.[0] ?? 0;
  const start = line.length <= mostShown ? 0 : Math.max(0, from - shownAhead);
  const matched = `${start > 0 ? '… ' : ''}${line.slice(start, start + mostShown).toWellFormed()}`;
  return [{ ...nameOf(db, unit), matched, ranges: highlightRanges(matched, [folded]) }];
}

function nameOf(db: ReadableDb, unit: Unit): Pick<FoundText, 'kind' | 'id' | 'title'> {
  if (unit.id > 0) return { kind: 'carrier', id: unit.code, title: unit.code };
  return { kind: 'dump', id: dumpsOf(db, unit.id)[0]!.uuid, title: unit.code };
}

function hashTexts(db: ReadableDb, dump: DumpRow, hash: Hash, digits: string): FoundText[] {
  const bounds = hashBounds(hash, digits);
  if (bounds === null) return [];
  const ranges: FoundText['ranges'] = [[hash.words.length + 1, digits.length]];
  const files = sql(
    db,
    `SELECT path, lower(hex(${hash.column})) AS hash FROM image_file
     WHERE dump_id = ? AND ${hash.column} BETWEEN ? AND ? ORDER BY position`,
  )
    .all(dump.id, ...bounds)
    .map((row) => ({
      ...{ kind: 'file' as const, id: dump.uuid, title: row.path as string },
      path: join(dump.directory, row.path as string),
      matched: `${hash.words} ${row.hash}`,
      ranges,
    }));
  if (files.length > 0) return files;
  const column = `image_${hash.column}`;
  const packed = sql(
    db,
    `SELECT lower(hex(${column})) AS hash FROM dump WHERE id = ? AND ${column} BETWEEN ? AND ?`,
  ).get(dump.id, ...bounds);
  if (!packed) return [];
  return [
    {
      ...{ kind: 'dump', id: dump.uuid, title: dump.name },
      matched: `${hash.words} ${packed.hash} of the sectors`,
      ranges,
    },
  ];
}

function identifierTexts(db: ReadableDb, unit: Unit, schemes: readonly string[], value: string): FoundText[] {
  const isWanted = ({ scheme, value: known }: Row) =>
    schemes.includes(scheme as string) && (known as string).startsWith(value);
  const shown = ({ scheme, value: known }: Row) => {
    const words = schemeWords[scheme as DiscScheme] ?? (scheme as string);
    return {
      matched: `${words} ${known}`,
      ranges: [[words.length + 1, value.length]] as FoundText['ranges'],
    };
  };
  const ofDumps = dumpsOf(db, unit.id).flatMap(({ id, uuid, name }) =>
    sql(db, 'SELECT scheme, value FROM disc_identifier WHERE dump_id = ?')
      .all(id)
      .filter(isWanted)
      .map((row): FoundText => ({ kind: 'dump', id: uuid, title: name, ...shown(row) })),
  );
  if (unit.id < 0) return ofDumps;
  const ofCarrier = sql(
    db,
    `SELECT scheme, value FROM identifier WHERE owner_kind = 'carrier' AND owner_id = ?
     UNION SELECT scheme, value FROM identifier WHERE owner_kind = 'item'
       AND owner_id = (SELECT item_id FROM carrier WHERE id = ?)`,
  )
    .all(unit.id, unit.id)
    .filter(isWanted)
    .map((row): FoundText => ({ kind: 'carrier', id: unit.code, title: unit.code, ...shown(row) }));
  return [...ofCarrier, ...ofDumps];
}

function dumpTexts(db: ReadableDb, unitId: number, asked: string): FoundText[] {
  const beginning = uuidBeginning(asked);
  if (beginning === null) return [];
  return dumpsOf(db, unitId)
    .filter(({ uuid }) => uuid.startsWith(beginning))
    .map(({ uuid, name }) => ({ kind: 'dump', id: uuid, title: name, matched: `id ${uuid}`, ranges: [] }));
}

function contentFiles({ db, listings }: Reading, unit: Unit, digits: string): ExactHits['files'][number][] {
  const wanted = digits.toLowerCase();
  return listingsOfUnit(db, listings, unit.id).flatMap((listingId) =>
    sql(
      db,
      `SELECT seq FROM files.file JOIN files.content ON content.id = content_id
       WHERE listing_id = ? AND content_id BETWEEN ? AND ? AND lower(hex(content.sha256)) LIKE ? ORDER BY seq`,
    )
      .pluck()
      .all(listingId, ...contentIdRange(wanted), `${wanted}%`)
      .map((seq) => [listingId, seq as unknown as number] as const),
  );
}
