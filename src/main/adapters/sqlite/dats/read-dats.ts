import type { Dat } from '../../../../shared/model/dat.ts';
import { crc32Key, sha1Key } from '../../../core/dats/content-key.ts';
import type { DatRom, RomStatus } from '../../../core/dats/dat.ts';
import type { CandidateGame, DumpContent } from '../../../core/dats/match.ts';
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

const selectDat = `
  SELECT id, source, name, description, version, date, author, file_name AS fileName,
    file_size_bytes AS fileSizeBytes, file_sha256 AS fileSha256, imported_at AS importedAt, games, roms
  FROM dat`;

export function listDats(db: ReadableDb): Dat[] {
  return sql(db, `${selectDat} ORDER BY source, name`).all() as unknown as Dat[];
}

/** @throws CatalogueFault not-found */
export function readDat(db: ReadableDb, id: number): Dat {
  const dat = sql(db, `${selectDat} WHERE id = ?`).get(id) as unknown as Dat | undefined;
  if (dat) return dat;
  throw new CatalogueFault('not-found', `There is no DAT ${id}. List those that are here to find it.`, {
    id,
  });
}

/** A content more sets than this share (silence, an empty track) says nothing of which one a dump is. */
const mostSharing = 500;

/**
 * The sets that may be what a dump is. A set the dump fully matches holds every one of its tracks, so the rarest
 * content finds it even where another is too common to look further into.
 */
export function candidates(db: ReadableDb, contents: readonly DumpContent[]): CandidateGame[] {
  const games = new Set<number>();
  let fewest: number[] | null = null;
  for (const content of contents) {
    const sharing = gamesWith(db, content, mostSharing + 1);
    if (sharing.length <= mostSharing) for (const game of sharing) games.add(game);
    else if (!fewest || sharing.length < fewest.length) fewest = gamesWith(db, content, -1);
  }
  if (games.size === 0 && fewest) for (const game of fewest) games.add(game);
  return [...games].map((game) => candidate(db, game));
}

function gamesWith(db: ReadableDb, { sha1, crc32, sizeBytes }: DumpContent, limit: number): number[] {
  const rows = sql(db, 'SELECT DISTINCT game_id FROM content WHERE key IN (?, ?) LIMIT ?').all(
    ...[sha1Key(sha1), crc32Key(crc32, sizeBytes), limit],
  );
  return rows.map((row) => row.game_id as number);
}

function candidate(db: ReadableDb, gameId: number): CandidateGame {
  const row = sql(
    db,
    `SELECT game.name AS game, roms_json, dat.id, source, dat.name, version, date
     FROM game JOIN dat ON dat.id = dat_id WHERE game.id = ?`,
  ).get(gameId) as Row;
  const { game, roms_json: romsJson, ...dat } = row;
  return {
    dat: dat as unknown as CandidateGame['dat'],
    game: game as string,
    roms: unpackRoms(game as string, romsJson as string),
  };
}

/** Most names are the set's own with an ending; only what follows is stored then. */
type PackedRom = [
  namedAsSet: 0 | 1,
  rest: string,
  sizeBytes: number | null,
  crc32: string | null,
  sha1: string | null,
  status?: RomStatus,
];

export function packRoms(game: string, roms: readonly DatRom[]): string {
  return JSON.stringify(
    roms.map(({ name, sizeBytes, crc32, sha1, status }) => {
      const named = name.startsWith(game);
      const packed: PackedRom = [
        named ? 1 : 0,
        named ? name.slice(game.length) : name,
        sizeBytes,
        crc32,
        sha1,
      ];
      if (status !== 'good') packed.push(status);
      return packed;
    }),
  );
}

export function unpackRoms(game: string, json: string): DatRom[] {
  return (JSON.parse(json) as PackedRom[]).map(([named, rest, sizeBytes, crc32, sha1, status = 'good']) => {
    return { name: named ? game + rest : rest, sizeBytes, crc32, sha1, status };
  });
}
