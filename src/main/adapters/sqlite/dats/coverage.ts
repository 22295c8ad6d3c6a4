/** The whole collection held against one DAT. */
import type { DatCoverage, DatMatch } from '../../../../shared/model/dat.ts';
import { contentRoles, isTrackFile } from '../../../core/dats/dump-contents.ts';
import { type DumpContent, matchDump } from '../../../core/dats/match.ts';
import { setName } from '../../../core/dats/set-files.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';
import { candidates, readDat } from './read-dats.ts';

/** A list longer than this is not read by anybody. */
const mostListed = 1000;

interface Held {
  readonly dumpId: string;
  readonly dump: string;
  readonly match: DatMatch;
}

/** @throws CatalogueFault not-found */
export function datCoverage(dats: ReadableDb, catalogue: ReadableDb, id: number): DatCoverage {
  const dat = readDat(dats, id);
  const full = new Set<string>();
  const partial = new Map<string, Held>();
  for (const { dumpId, dump, contents } of readContents(catalogue)) {
    const own = candidates(dats, contents).filter((candidate) => candidate.dat.id === id);
    const report = matchDump(contents, own);
    for (const match of report.games) {
      if (report.kind !== 'partial') full.add(match.game);
      else if (match.hit > (partial.get(match.game)?.match.hit ?? 0))
        partial.set(match.game, { dumpId, dump, match });
    }
  }
  for (const game of full) partial.delete(game);
  return {
    dat,
    full: full.size,
    partial: partial.size,
    missing: dat.games - full.size - partial.size,
    partialGames: [...partial].slice(0, mostListed).map(([game, { dumpId, dump, match }]) => {
      return { game, dumpId, dump, missing: match.missing };
    }),
    incompleteSets: incompleteSets(dats, id, full),
  };
}

function* readContents(
  catalogue: ReadableDb,
): Generator<{ dumpId: string; dump: string; contents: DumpContent[] }> {
  const files = sql(
    catalogue,
    `SELECT path, role, size_bytes AS sizeBytes, lower(hex(crc32)) AS crc32, lower(hex(sha1)) AS sha1
     FROM image_file WHERE dump_id = ? ORDER BY position`,
  );
  const dumps = catalogue.prepare(
    `SELECT id, uuid, name, image_size_bytes AS sizeBytes, lower(hex(image_crc32)) AS crc32,
       lower(hex(image_sha1)) AS sha1 FROM dump ORDER BY ended_ms, uuid`,
  );
  for (const dump of dumps.all() as Row[]) {
    const contents = files.all(dump.id).flatMap((file) => {
      const { role, path } = file as { role: string; path: string };
      return contentRoles.has(role) ? content(file, path, isTrackFile(role, path)) : [];
    });
    const name = dump.name as string;
    yield { dumpId: dump.uuid as string, dump: name, contents: [content(dump, name, false), ...contents] };
  }
}

function content(row: Row, name: string, isTrack: boolean): DumpContent {
  const { sizeBytes, crc32, sha1 } = row as unknown as DumpContent;
  return { name, sizeBytes, crc32, sha1, isTrack };
}

/** Releases of which the collection has one medium at least and lacks one at least. */
function incompleteSets(
  dats: ReadableDb,
  id: number,
  full: ReadonlySet<string>,
): DatCoverage['incompleteSets'] {
  const begun = new Set([...full].flatMap((game) => setName(game) ?? []));
  if (begun.size === 0) return [];
  const sets = new Map<string, { present: string[]; missing: string[] }>();
  for (const row of sql(dats, 'SELECT name FROM game WHERE dat_id = ? ORDER BY id').iterate(id)) {
    const name = row.name as string;
    const set = setName(name);
    if (set === null || !begun.has(set)) continue;
    const members = sets.get(set) ?? { present: [], missing: [] };
    (full.has(name) ? members.present : members.missing).push(name);
    sets.set(set, members);
  }
  return [...sets]
    .filter(([, { missing }]) => missing.length > 0)
    .slice(0, mostListed)
    .map(([set, members]) => ({ set, ...members }));
}
