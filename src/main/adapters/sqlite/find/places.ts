/** Collections, places and tags by the numbers units have them by; few enough to be read with every question. */
import { foldText } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, sql } from '../database.ts';

interface Named {
  readonly code: string;
  readonly parentId: number | null;
}

type Tree = ReadonlyMap<number, Named>;

export interface Places {
  readonly collections: Tree;
  readonly locations: Tree;
  readonly tags: ReadonlyMap<number, string>;
  /** Folders of storages that are away. */
  readonly offlineRoots: readonly string[];
}

export function readPlaces(db: ReadableDb): Places {
  return {
    collections: tree(db, 'SELECT id, code, parent_id FROM collection'),
    locations: tree(db, 'SELECT id, code, parent_id FROM location'),
    tags: new Map(
      sql(db, 'SELECT id, name FROM tag')
        .all()
        .map((row) => [row.id as number, row.name as string]),
    ),
    offlineRoots: sql(db, 'SELECT root FROM fixity_storage WHERE offline_since IS NOT NULL')
      .all()
      .map((row) => row.root as string),
  };
}

function tree(db: ReadableDb, text: string): Tree {
  return new Map(
    sql(db, text)
      .all()
      .map((row) => [
        row.id as number,
        { code: row.code as string, parentId: row.parent_id as number | null },
      ]),
  );
}

/** The one of this code and everything below it. */
export function withBelow(places: Tree, code: string): ReadonlySet<number> {
  const wanted = foldText(code);
  const found = new Set([...places].filter(([, named]) => foldText(named.code) === wanted).map(([id]) => id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [id, { parentId }] of places) if (parentId !== null && found.has(parentId)) found.add(id);
  }
  return found;
}

/** The code of one and of everything it is part of. */
export function codesUp(places: Tree, id: number | null): string[] {
  const codes: string[] = [];
  const seen = new Set<number>();
  for (let at = id; at !== null && !seen.has(at); ) {
    seen.add(at);
    const named = places.get(at);
    if (!named) break;
    codes.push(named.code);
    at = named.parentId;
  }
  return codes;
}
