/** Discs in the catalogue: found by what they say of themselves, and known again by their identifiers. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogueSearch } from '../../../src/main/adapters/sqlite/find/find-client.ts';
import type { Disc } from '../../../src/shared/model/disc.ts';
import type { FoundText } from '../../../src/shared/model/search.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { mixedDisc, mixedDiscRecord } from '../../support/disc-record.ts';
import { ownFolder } from '../../support/folders.ts';
import { formerCatalogue } from '../../support/former-catalogue.ts';
import { numberedSidecar } from './numbered-sidecar.ts';
import { withCatalogue, withRawDatabase } from './support.ts';

const discDump = (number: number, disc: Disc = mixedDisc(), part: Partial<Sidecar> = {}): Sidecar =>
  numberedSidecar(number, { kind: 'optical', disc: mixedDiscRecord(disc), filesystems: [], ...part });
const ids = mixedDisc().ids!;
const summary = {
  ...{ profile: 'CD-ROM', title: 'Shelf Marks', performer: 'The Reading Room' },
  ...{ sessions: 1, audioTracks: 3, dataTracks: 1 },
};

let path = '';

async function withHits<T>(
  work: (hitsFor: (query: string) => Promise<FoundText[]>) => Promise<T>,
): Promise<T> {
  const search = catalogueSearch(path);
  try {
    return await work(async (query) => {
      const { groups } = await search.find({ query, after: null, limit: 10, filesPerGroup: 5 });
      return groups.flatMap(({ hits }) => hits);
    });
  } finally {
    await search.close();
  }
}

beforeEach(() => {
  path = join(ownFolder(), 'catalogue.db');
});

describe('a disc in the catalogue', () => {
  it('is listed with its title and tracks, and stands the check', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
      await catalogue.record(numberedSidecar(2), '/images');
      const { dumps } = await catalogue.list(null, 10);
      expect(dumps.map(({ name, disc }) => [name, disc])).toEqual([
        ['disk-2', null],
        ['disk-1', summary],
      ]);
      expect((await catalogue.showDump(discDump(1).dumpId)).record.disc).toEqual(mixedDiscRecord());
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
    });
  });

  it('is found by titles and people in any language, by its codes and by its identifiers', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
      await catalogue.record(numberedSidecar(2), '/images');
      await withHits(async (hitsFor) => {
        for (const [query, matched] of [
          ['shelf marks', 'Shelf Marks'],
          ['stockfleck', 'Stockflecken'],
          ['reading room', 'The Reading Room'],
          ['2000000000015', 'MCN 2000000000015'],
          ['dex012600003', 'ISRC DEX012600003'],
          ['Wn8eRBtfLDfM0qjYPdxrz.Zjs_U-', 'MusicBrainz Wn8eRBtfLDfM0qjYPdxrz.Zjs_U-'],
          ['2a03e604', 'CDDB 2a03e604'],
          ['0003b1d2-000bd6a9', 'AccurateRip 0003b1d2-000bd6a9-2a03e604'],
        ] as const) {
          const hits = await hitsFor(query);
          expect(
            hits.map(({ kind, title }) => `${kind} ${title}`),
            query,
          ).toEqual(['dump disk-1']);
          expect(hits[0]?.matched, query).toContain(matched);
        }
      });
    });
  });

  it('is found by nothing a replaced record said', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
      const plain = mixedDisc({ cdText: null, ids: null });
      await catalogue.record(discDump(1, plain, { endedAt: '2026-09-01T00:00:00Z' }), '/images');
      expect(await withHits((hitsFor) => hitsFor('shelf'))).toEqual([]);
      expect((await catalogue.seenBefore({ ids, samples: null })).dumps).toEqual([]);
      expect(await catalogue.check()).toMatchObject({ ok: true });
    });
  });
});

describe('a disc seen before', () => {
  it('is known by its MusicBrainz id, newest dump first, and no other is', async () => {
    await withCatalogue(path, async (catalogue) => {
      const other = mixedDisc({
        ids: { ...ids, musicbrainz: 'another_disc_with_the_same-', accurateRip: null },
      });
      await catalogue.record(discDump(1), '/images');
      await catalogue.record(discDump(2, other), '/images');
      await catalogue.record(discDump(3, mixedDisc(), { carrier: 'CD-7' }), '/images');
      const seen = await catalogue.seenBefore({ ids, samples: null });
      expect(seen.dumps.map(({ name, carrier }) => [name, carrier])).toEqual([
        ['disk-3', 'CD-7'],
        ['disk-1', 'A-001'],
      ]);
    });
  });

  it('is known by weaker identifiers only where there is no stronger one', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
      const names = async (change: Partial<typeof ids>) =>
        (await catalogue.seenBefore({ ids: { ...ids, ...change }, samples: null })).dumps.map(
          ({ name }) => name,
        );
      expect(await names({ musicbrainz: null })).toEqual(['disk-1']);
      expect(await names({ musicbrainz: null, accurateRip: null })).toEqual(['disk-1']);
      expect(await names({ musicbrainz: 'unheard-of' })).toEqual([]);
      expect(await names({ musicbrainz: null, accurateRip: 'unheard-of' })).toEqual([]);
    });
  });

  it('is known by samples of its sectors, and not by its table where they differ', async () => {
    await withCatalogue(path, async (catalogue) => {
      const sampled = (number: number, sha256: string) =>
        discDump(number, mixedDisc(), { samples: { sha256, readable: 23, uniform: false } });
      await catalogue.record(sampled(1, 'a1'), '/images');
      await catalogue.record(sampled(2, 'b2'), '/images');
      await catalogue.record(discDump(3), '/images');
      const seen = async (marks: Parameters<typeof catalogue.seenBefore>[0]) => {
        const { dumps, sameSamples } = await catalogue.seenBefore(marks);
        return [dumps.map(({ name }) => name), sameSamples.length];
      };
      expect(await seen({ ids: null, samples: 'b2' })).toEqual([['disk-2'], 1]);
      expect(await seen({ ids, samples: 'b2' })).toEqual([['disk-2', 'disk-3'], 1]);
      expect(await seen({ ids, samples: null })).toEqual([['disk-3', 'disk-2', 'disk-1'], 0]);
      expect(await seen({ ids: null, samples: 'c3' })).toEqual([[], 0]);
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
    });
  });
});

/** The catalogue as version 40 left it, before discs had tables. */
function asVersion40(change: string): void {
  const former = `${path}.former`;
  formerCatalogue(path, former, 40);
  renameSync(former, path);
  withRawDatabase(path, (database) => database.exec(change));
}

describe('a catalogue from before discs had tables', () => {
  it('knows the discs in it again after its migration, and passes the check', async () => {
    const silent = mixedDisc({
      profile: 'DVD-ROM',
      sessions: [],
      tracks: [],
      mcn: null,
      cdText: null,
      ids: null,
    });
    const german = mixedDisc({ cdText: { german: { album: { title: 'Regal' }, tracks: [] } } });
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
      await catalogue.record(discDump(2, silent), '/images');
      await catalogue.record(discDump(3, german), '/images');
      await catalogue.record(numberedSidecar(4), '/images');
    });
    // As an earlier version wrote them: without the options that came with discs.
    asVersion40(`UPDATE dump SET options_json = json_remove(options_json, '$.eject', '$.readOffset')`);
    await withCatalogue(path, async (catalogue) => {
      const seen = await catalogue.seenBefore({ ids, samples: null });
      expect(seen.dumps.map(({ disc }) => disc)).toEqual([
        { ...summary, title: 'Regal', performer: null },
        summary,
      ]);
      expect(await catalogue.check()).toMatchObject({ ok: true, findings: [], dumps: 4 });
    });
  });

  it('migrates even where a record in it was damaged', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.record(discDump(1), '/images');
    });
    asVersion40(`UPDATE dump SET sidecar_json = 'not { JSON'`);
    await withCatalogue(path, async (catalogue) => {
      expect((await catalogue.list(null, 10)).total).toBe(1);
      expect(await catalogue.check()).toMatchObject({ ok: false });
    });
  });
});
