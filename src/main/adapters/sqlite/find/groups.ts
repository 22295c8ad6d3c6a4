/** A unit with what was found of it, for a page of results. */
import { join } from 'node:path';
import type { Outcome } from '../../../../shared/model/outcome.ts';
import type { Count, FoundFile, FoundGroup, FoundText } from '../../../../shared/model/search.ts';
import type { QueryChip } from '../../../../shared/search-query.ts';
import { highlightRanges } from '../../../core/catalogue/highlight.ts';
import { formatMoment } from '../../../core/catalogue/moment.ts';
import { foldName } from '../../../core/catalogue/name-keys.ts';
import { foldText, searchWords } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { chipHits } from './chip-hits.ts';
import type { ExactHits } from './exact-hits.ts';
import { selectFiles, toListedFile } from './file-rows.ts';
import { listingsOfUnit } from './listings.ts';
import type { Matching } from './matching.ts';
import { matchingRows, type NameSearch } from './name-search.ts';
import type { Reading } from './reading.ts';
import type { TextHit } from './text-hits.ts';
import type { Unit } from './units.ts';

/** Things of one carrier that are named; a box of discs has as many dumps at most. */
const mostHits = 20;
const kindOrder = ['item', 'carrier', 'dump', 'file'];
/** Files of one carrier are counted up to here. */
const mostCounted = 1000;

export interface GroupOptions {
  readonly words: readonly string[];
  readonly chips: readonly QueryChip[];
  readonly filesPerGroup: number;
}

export function toGroup(reading: Reading, matching: Matching, unit: Unit, options: GroupOptions): FoundGroup {
  const { db, places } = reading;
  const exact = matching.exact.get(unit.id);
  const asked = chipHits(reading, unit, options.chips);
  const known = [...(exact?.files ?? []), ...asked.files];
  const { files, fileCount } = foundFiles(reading, matching.names, unit, known, options.filesPerGroup);
  return {
    kind: unit.id > 0 ? 'carrier' : 'dump',
    id: unit.id > 0 ? unit.code : uuidOf(db, -unit.id),
    title: unit.title ?? unit.code,
    state: unit.state,
    mediumKind: unit.kind,
    collection: places.collections.get(unit.collectionId ?? Number.NaN)?.code ?? null,
    location: places.locations.get(unit.locationId ?? Number.NaN)?.code ?? null,
    tags: unit.tags.map((id) => places.tags.get(id) ?? ''),
    dump: dumpOf(db, unit.dumpId),
    dumps: unit.dumps,
    hits: [
      ...(exact?.texts ?? []),
      ...asked.texts,
      ...(matching.text?.byUnit.get(unit.id) ?? [])
        .toSorted((a, b) => a.tier - b.tier || a.entryId - b.entryId)
        .slice(0, mostHits)
        .map((hit) => foundText(db, hit, options.words))
        .toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)),
    ].slice(0, mostHits),
    files,
    fileCount,
  };
}

function uuidOf(db: ReadableDb, dumpId: number): string {
  return sql(db, 'SELECT uuid FROM dump WHERE id = ?').get(dumpId)?.uuid as string;
}

function dumpOf(db: ReadableDb, dumpId: number | null): FoundGroup['dump'] {
  const row =
    dumpId === null
      ? undefined
      : sql(
          db,
          `SELECT uuid, name, outcome, ended_ms, ended_offset_minutes,
             sectors_total - sectors_good - sectors_good_after_retry AS bad FROM dump WHERE id = ?`,
        ).get(dumpId);
  if (!row) return null;
  return {
    dumpId: row.uuid as string,
    name: row.name as string,
    outcome: row.outcome as Outcome,
    endedAt: formatMoment({
      utcMs: row.ended_ms as number,
      offsetMinutes: row.ended_offset_minutes as number,
    }),
    badSectors: row.bad as number,
  };
}

function foundText(db: ReadableDb, { entryId }: TextHit, words: readonly string[]): FoundText {
  const row = sql(
    db,
    `SELECT entry.kind, entry.title, entry.parts_json, dump.uuid, directory, carrier.code FROM search_entry AS entry
       LEFT JOIN dump ON dump.id = entry.dump_id LEFT JOIN carrier ON carrier.id = entry.carrier_id WHERE entry.id = ?`,
  ).get(entryId) as Row;
  const kind = row.kind as 'carrier' | 'dump' | 'file';
  const title = row.title as string;
  const matched = matchedParts(JSON.parse(row.parts_json as string) as string[], words);
  return {
    kind,
    id: (kind === 'carrier' ? row.code : row.uuid) as string,
    title,
    ...(kind === 'file' ? { path: join(row.directory as string, title) } : {}),
    matched,
    ranges: highlightRanges(matched, words),
  };
}

/** The texts that have most of the words, for people. */
function matchedParts(parts: readonly string[], words: readonly string[]): string {
  const counted = parts.map((part) => {
    const folded = foldText(part);
    return { part, count: words.filter((word) => folded.includes(word)).length };
  });
  const matched = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  return matched
    .slice(0, 3)
    .map(({ part }) => part)
    .join(', ');
}

function foundFiles(
  { db, listings }: Reading,
  names: NameSearch | null,
  unit: Unit,
  known: ExactHits['files'],
  limit: number,
): { files: FoundFile[]; fileCount: Count } {
  const words = names?.words ?? [];
  if (known.length > 0) {
    const shown = known.slice(0, limit).map(([listingId, seq]) => foundFile(db, words, listingId, seq));
    return { files: shown, fileCount: { count: known.length, isExact: true } };
  }
  if (!names || words.length === 0) return { files: [], fileCount: { count: 0, isExact: true } };
  const files: FoundFile[] = [];
  const most = names.selected ? mostCounted : limit + 1;
  let count = 0;
  for (const listingId of listingsOfUnit(db, listings, unit.id)) {
    const rows = matchingRows(db, names, listingId, most - count);
    count += rows.length;
    for (const seq of rows.slice(0, limit - files.length)) files.push(foundFile(db, words, listingId, seq));
    if (count >= most) break;
  }
  return { files, fileCount: { count, isExact: count < most } };
}

function foundFile(db: ReadableDb, words: readonly string[], listingId: number, seq: number): FoundFile {
  const file = toListedFile(
    sql(db, `${selectFiles} WHERE file.listing_id = ? AND file.seq = ?`).get(listingId, seq) as Row,
  );
  return { ...file, ranges: highlightRanges(file.name, words, foldName) };
}

/** What is marked in descriptions. */
export function wordsOf(terms: readonly { readonly text: string; readonly negated: boolean }[]): string[] {
  return [...new Set(terms.filter(({ negated }) => !negated).flatMap(({ text }) => searchWords(text)))];
}
