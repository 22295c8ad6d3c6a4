/** Whatever two stations did apart, joining them comes to the same from both sides, and once is enough. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assetFolder, assetsBeside } from '../../../src/main/adapters/files/asset-folder.ts';
import { bringPhotos } from '../../../src/main/adapters/files/bring-photos.ts';
import { checkCatalogue } from '../../../src/main/adapters/sqlite/check-catalogue.ts';
import { collectionCalls } from '../../../src/main/adapters/sqlite/collection/collection-calls.ts';
import { rowWords } from '../../../src/main/adapters/sqlite/collection/logged-tables.ts';
import type { Connection, Row } from '../../../src/main/adapters/sqlite/database.ts';
import { mergeCatalogue } from '../../../src/main/adapters/sqlite/merge/merge-catalogue.ts';
import { photosToMerge } from '../../../src/main/adapters/sqlite/merge/photos-to-merge.ts';
import { mergedTables, portableValues } from '../../../src/main/adapters/sqlite/merge/portable-rows.ts';
import { rowName, valueWords } from '../../../src/main/adapters/sqlite/merge/row-words.ts';
import { catalogueSchema } from '../../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { openDatabase } from '../../../src/main/adapters/sqlite/open-database.ts';
import { recordDump } from '../../../src/main/adapters/sqlite/record-dump.ts';
import { unmark } from '../../../src/main/adapters/sqlite/upkeep/use-mark.ts';
import { dumpFacts } from '../../../src/main/core/catalogue/dump-facts.ts';
import type { MergeConflict, MergeReport } from '../../../src/shared/model/merge.ts';
import { ownFolder } from '../../support/folders.ts';
import { png } from '../../support/photos.ts';
import { numberedSidecar } from './numbered-sidecar.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const pathIn = (folder: string) => join(folder, 'catalogue.db');

async function opened<T>(folder: string, work: (connection: Connection) => T | Promise<T>): Promise<T> {
  const connection = openDatabase(pathIn(folder), catalogueSchema);
  connection.pragma('synchronous = OFF');
  try {
    return await work(connection);
  } finally {
    unmark(connection);
    connection.close();
  }
}

async function merge(into: string, from: string): Promise<MergeReport> {
  return opened(into, async (connection) => {
    const wanted = photosToMerge(connection, pathIn(into), pathIn(from));
    const beside = (folder: string) => assetsBeside(pathIn(folder));
    const photos = new Set(await bringPhotos(wanted, beside(from), assetFolder(beside(into)), false));
    const order = { otherPath: pathIn(from), ownPath: pathIn(into), by: 'ann', preview: false, photos };
    return mergeCatalogue(connection, order, sha256);
  });
}

async function base(folder: string): Promise<void> {
  mkdirSync(folder);
  await opened(folder, async (connection) => {
    const calls = collectionCalls(connection, sha256);
    for (const number of [1, 2])
      recordDump(
        connection,
        dumpFacts(numberedSidecar(number, { carrier: `A-${number}` })),
        '/images',
        sha256,
      );
    calls.createCarrier('ann', { code: 'A-3', title: 'Letters' });
    await photo(folder, connection, 'A-1', 0);
    await batch(connection, 'Box 1');
  });
}

/** Each number another picture. */
async function photo(folder: string, connection: Connection, code: string, number: number): Promise<void> {
  const bytes = Buffer.concat([png, Buffer.from(String(number))]);
  const picture = await assetFolder(assetsBeside(pathIn(folder))).keep(bytes, 4096);
  const words = { role: 'front', name: `${number}.png`, note: '', thumbnailPath: null };
  collectionCalls(connection, sha256).addAsset('ann', { code, picture, ...words });
}

function batch(connection: Connection, name: string): void {
  const kept = { options: { formats: [] }, settings: { drives: ['a'] } } as never;
  collectionCalls(connection, sha256).createBatch(
    'ann',
    { name, template: null, directory: '/images', ...(kept as object) } as never,
    ['A-1', 'A-2', 'A-3'],
  );
}

const doing = fc.record({
  what: fc.constantFrom(
    ...(['title', 'note', 'tag', 'carrier', 'photo', 'no-photo', 'line', 'line', 'close', 'batch'] as const),
    ...(['dump', 'undo'] as const),
  ),
  which: fc.integer({ min: 1, max: 3 }),
});
type Doing = { what: string; which: number };

/** What one station does; its words are its own. */
async function work(folder: string, name: string, doings: readonly Doing[]): Promise<void> {
  await opened(folder, async (connection) => {
    const calls = collectionCalls(connection, sha256);
    let said = name === 'ours' ? 100 : 200;
    for (const { what, which } of doings) {
      const code = `A-${which}`;
      const words = `${name} ${++said}`;
      const first = connection.prepare('SELECT uuid FROM batch ORDER BY id').pluck().get() as string;
      if (what === 'title') calls.editCarrier(name, code, null, { title: words });
      if (what === 'note') calls.editCarrier(name, code, null, { note: words });
      if (what === 'tag') calls.editCarrier(name, code, null, { addTags: [`tag ${which}`] });
      if (what === 'photo') await photo(folder, connection, code, said);
      if (what === 'dump')
        recordDump(connection, dumpFacts(numberedSidecar(said, { carrier: code })), '/', sha256);
      if (what === 'batch') batch(connection, words);
      if (what === 'close' && calls.batch(first).state === 'open')
        calls.closeBatch(name, first, { text: words } as never);
      if (what === 'line') {
        const state = (['done', 'exception', 'skipped'] as const)[which - 1]!;
        const line = calls.batch(first).entries[said % 3]!;
        calls.setEntry(line.uuid, { state: 'reading', drive: name });
        calls.setEntry(line.uuid, { state, note: words });
      }
      const made = `X-${which}`;
      if (what === 'carrier' && !calls.carriers({}, null, 50).carriers.some((one) => one.code === made))
        calls.createCarrier(name, { code: made, title: words });
      if (what === 'no-photo') {
        const [asset] = calls.carrierDetail(code).assets;
        if (asset) calls.removeAsset(name, asset.uuid);
      }
      if (what === 'undo') {
        const [last] = calls.transactions(null, 1).transactions;
        if (last?.by === name && last.undoes === null) calls.undo(name, last.txn);
      }
    }
  });
}

/** Every row in words anybody would use, so that what was made apart may be compared. */
function rowsIn(connection: Connection): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  const put = (key: string, value: unknown) =>
    rows.set(key, [...(rows.get(key) ?? []), JSON.stringify(value)].sort());
  for (const table of mergedTables)
    for (const row of connection.prepare(`SELECT * FROM ${table}`).all() as Row[]) {
      const values = portableValues(connection, table, row, new Map());
      const words = Object.entries(values).map(([field, value]) => [field, valueWords(value, [connection])]);
      put(`${rowWords[table]} ${rowName(table, values, [connection])}`, words);
    }
  const dumps =
    'SELECT dump.uuid, name, sidecar_json, code FROM dump LEFT JOIN carrier ON carrier.id = carrier_id';
  for (const row of connection.prepare(dumps).all() as Row[]) put(`dump ${String(row.name)}`, row);
  return rows;
}

function without(rows: Map<string, string[]>, conflicts: readonly MergeConflict[]): Map<string, string[]> {
  for (const { kind, name } of conflicts) rows.delete(`${kind} ${name}`);
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const sorted = (conflicts: readonly MergeConflict[]) => conflicts.map((one) => JSON.stringify(one)).sort();

it('comes to the same from both sides but for the conflicts, which are told alike; again, it changes nothing', {
  timeout: 300_000,
}, async () => {
  const folder = ownFolder();
  await base(join(folder, 'base'));
  const doings = fc.array(doing, { maxLength: 6 });
  let conflicts = 0;
  await fc.assert(
    fc.asyncProperty(doings, doings, async (own, other) => {
      const [ours, theirs, joined, reverse] = ['ours', 'theirs', 'joined', 'reverse'].map((name) =>
        join(folder, name),
      ) as [string, string, string, string];
      for (const each of [ours, theirs, joined, reverse]) rmSync(each, { recursive: true, force: true });
      for (const each of [ours, theirs]) cpSync(join(folder, 'base'), each, { recursive: true });
      await work(ours, 'ours', own);
      await work(theirs, 'theirs', other);
      cpSync(ours, joined, { recursive: true });
      cpSync(theirs, reverse, { recursive: true });

      const there = await merge(joined, theirs);
      const back = await merge(reverse, ours);
      conflicts += there.conflicts.length;
      expect(sorted(back.conflicts)).toEqual(
        sorted(there.conflicts.map((one) => ({ ...one, ours: one.theirs, theirs: one.ours }))),
      );
      const here = await opened(joined, (connection) => {
        expect(checkCatalogue(connection, sha256).findings).toEqual([]);
        return without(rowsIn(connection), there.conflicts);
      });
      expect(await opened(reverse, (connection) => without(rowsIn(connection), there.conflicts))).toEqual(
        here,
      );

      for (const from of [theirs, reverse]) {
        const again = await merge(joined, from);
        expect(again).toMatchObject({ added: {}, changed: {}, removed: {}, dumps: 0, txn: null });
        expect(sorted(again.conflicts)).toEqual(sorted(there.conflicts));
      }
    }),
    { numRuns: 10, seed: 20261127 },
  );
  expect(conflicts).toBeGreaterThan(0);
});
