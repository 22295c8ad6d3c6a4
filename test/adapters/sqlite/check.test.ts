import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { plainSidecar } from '../../support/sidecar-arbitrary.ts';
import { withCatalogue, withRawDatabase } from './support.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const sidecars: Sidecar[] = [1, 2, 3].map((number) =>
  plainSidecar({
    ...{ dumpId: uuid(number), name: `disk-${number}` },
    events: [
      {
        ...{ uuid: uuid(100 + number), type: 'ima', at: '2026-11-20T20:13:05Z' },
        ...{ outcome: 'success', detail: `Imaged disk ${number}.` },
      },
    ],
  }),
);

let path = '';
beforeEach(async () => {
  path = join(ownFolder(), 'catalogue.db');
  await withCatalogue(path, async (catalogue) => {
    for (const sidecar of sidecars) await catalogue.record(sidecar, '/images');
  });
});

const findings = () => withCatalogue(path, async (catalogue) => (await catalogue.check()).findings);
const unguarded = 'DROP TRIGGER event_is_final; DROP TRIGGER event_is_kept;';

describe('check', () => {
  it('finds nothing in a catalogue nobody tampered with', async () => {
    const result = await withCatalogue(path, (catalogue) => catalogue.check());
    expect(result).toMatchObject({ ok: true, findings: [], events: 3, dumps: 3 });
  });

  it.each([
    ['detail', `UPDATE event SET detail = 'All sectors were read.' WHERE sequence = 2`, /Event 2 .*hash/],
    ['outcome', `UPDATE event SET outcome = 'fail' WHERE sequence = 1`, /Event 1 .*hash/],
    ['subject', `UPDATE event SET object_id = 'x' WHERE sequence = 3`, /Event 3 .*hash/],
    ['a deleted event', 'DELETE FROM event WHERE sequence = 2', /Event 2 is missing/],
    ['the last event deleted', 'DELETE FROM event WHERE sequence = 3', /Event 3 is missing/],
    ['all events deleted', 'DELETE FROM event', /Events 1 to 3 are missing/],
  ])('finds a tampered event: %s', async (_, change, told) => {
    withRawDatabase(path, (database) => database.exec(`${unguarded} ${change}`));
    const found = await findings();
    expect(found.filter((finding) => told.test(finding))).toHaveLength(1);
    expect(found.filter((finding) => /guard/.test(finding))).toHaveLength(2);
  });

  it('finds a deleted event even when the end of the chain was made to fit', async () => {
    withRawDatabase(path, (database) =>
      database.exec(`${unguarded} DELETE FROM event WHERE sequence = 3;
        UPDATE meta SET event_count = 2, event_head = (SELECT hash FROM event WHERE sequence = 2)`),
    );
    expect(await findings()).toContain(
      `Dump disk-3 (${uuid(3)}): event ${uuid(103)} of its sidecar is missing from the catalogue.`,
    );
  });

  it.each([
    [
      'outcome',
      `UPDATE dump SET outcome = 'complete-after-retries' WHERE id = 2`,
      /disk-2 .*outcome.*not what/,
    ],
    ['counts', 'UPDATE dump SET sectors_good = 2879 WHERE id = 2', /disk-2 .*sector counts.*not what/],
    ['a file', `UPDATE image_file SET sha256 = zeroblob(32) WHERE dump_id = 2`, /disk-2 .*files.*not what/],
    [
      'the hash of its sectors',
      'UPDATE dump SET image_md5 = zeroblob(16) WHERE id = 2',
      /disk-2 .*image hashes.*not what/,
    ],
    ['a file gone', 'DELETE FROM image_file WHERE dump_id = 2', /disk-2 .*files.*not what/],
    [
      'an error put in',
      `INSERT INTO error_range VALUES (2, 5, 1, 'unread')`,
      /disk-2 .*error ranges.*not what/,
    ],
    ['carrier', 'UPDATE dump SET carrier_id = NULL WHERE id = 2', /disk-2 .*carrier.*not what/],
    [
      'the sidecar',
      `UPDATE dump SET sidecar_json = replace(sidecar_json, '"good"', '"bad"') WHERE id = 2`,
      /disk-2 .*sidecar in the catalogue was changed/,
    ],
    [
      'the search index',
      'DROP TRIGGER search_entry_removed; DELETE FROM search_entry WHERE dump_id = 2',
      /search index/,
    ],
  ])('finds a changed dump: %s', async (_, change, told) => {
    withRawDatabase(path, (database) => database.exec(change));
    const found = await findings();
    expect(
      found.some((finding) => told.test(finding)),
      found.join('\n'),
    ).toBe(true);
  });

  it('finds rows that point to nothing', async () => {
    withRawDatabase(path, (database) => {
      database.pragma('foreign_keys = OFF');
      database.exec('DELETE FROM drive');
    });
    expect((await findings()).some((finding) => /dump_drive points to a drive/.test(finding))).toBe(true);
  });

  it('lets nobody change an event by accident', () => {
    withRawDatabase(path, (database) => {
      expect(() => database.exec(`UPDATE event SET detail = ''`)).toThrow('events are never changed');
      expect(() => database.exec('DELETE FROM event')).toThrow('events are never deleted');
    });
  });

  it('refuses to show a dump whose record was altered', async () => {
    withRawDatabase(path, (database) => database.exec(`UPDATE dump SET sidecar_json = '{}' WHERE id = 1`));
    await withCatalogue(path, (catalogue) =>
      expect(catalogue.showDump(uuid(1))).rejects.toMatchObject({ code: 'catalogue-corrupt' }),
    );
  });
});
