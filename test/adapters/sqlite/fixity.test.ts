import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFinding } from '../../../src/main/core/fixity/findings.ts';
import { dayMs } from '../../../src/main/core/fixity/schedule.ts';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import { defaultFixityPolicy } from '../../../src/shared/model/fixity.ts';
import type { OutputFile } from '../../../src/shared/model/output.ts';
import { hashesOf } from '../../support/dat-file.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar, numberedUuid } from './numbered-sidecar.ts';
import { failsWith, withCatalogue } from './support.ts';

const file = (name: string, content: string): OutputFile => ({
  path: name,
  role: 'image',
  ...hashesOf(content),
});

function dump(number: number, content = 'a') {
  return numberedSidecar(number, {
    files: [file(`disk-${number}.img`, content), file(`disk-${number}.map`, 'm')],
  });
}

const recordedMs = (number: number) => Date.parse(dump(number).endedAt);

function finding(
  path: string,
  state: FileFinding['state'] = 'ok',
  detail: string | null = null,
): FileFinding {
  return { path, state, detail, readBytes: 1, firstReadDiffered: false };
}

const well = (number: number) => [finding(`disk-${number}.img`), finding(`disk-${number}.map`)];

function withDumps(work: (catalogue: Catalogue) => Promise<void>) {
  return withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
    await catalogue.record(dump(1), '/archive/a');
    await catalogue.record(dump(2), '/archive/b');
    await work(catalogue);
    expect(await catalogue.check()).toMatchObject({ ok: true, findings: [] });
  });
}

const paths = async (catalogue: Catalogue, nowMs: number | null) =>
  (await catalogue.fixity.plan(nowMs, null, nowMs ?? Number.MAX_SAFE_INTEGER, null)).tasks.map(
    ({ path }) => path,
  );

describe('the plan', () => {
  it('has a file a day after it was recorded, the oldest first, and not again once it was well', () =>
    withDumps(async (catalogue) => {
      const firstMs = recordedMs(1) + dayMs;
      expect(await paths(catalogue, firstMs - 1)).toEqual([]);
      expect(await paths(catalogue, firstMs)).toEqual(['disk-1.img', 'disk-1.map']);
      expect(await paths(catalogue, firstMs + dayMs)).toHaveLength(4);
      await catalogue.fixity.save(numberedUuid(1), well(1), firstMs);
      expect(await paths(catalogue, firstMs + dayMs)).toEqual(['disk-2.img', 'disk-2.map']);
      expect(await paths(catalogue, firstMs + 30 * dayMs)).toEqual([
        ...['disk-2.img', 'disk-2.map', 'disk-1.img', 'disk-1.map'],
      ]);
    }));

  it('goes by paths, whole files and whole folders', () =>
    withDumps(async (catalogue) => {
      const below = async (...under: string[]) =>
        (await catalogue.fixity.plan(null, under, 0, null)).tasks.map(({ path }) => path);
      expect(await below('/archive/a/disk-1.img')).toEqual(['disk-1.img']);
      expect(await below('/archive/b')).toEqual(['disk-2.img', 'disk-2.map']);
      expect(await below('/archive')).toHaveLength(4);
      expect(await below('/arch')).toEqual([]);
    }));

  it('has a file again when a better dump took its place', () =>
    withDumps(async (catalogue) => {
      const nowMs = recordedMs(2) + dayMs;
      await catalogue.fixity.save(numberedUuid(1), well(1), nowMs);
      const better = { ...dump(1, 'better'), endedAt: new Date(recordedMs(1) + 1000).toISOString() };
      await catalogue.record(better, '/archive/a');
      expect(await catalogue.fixity.files('never', 0, 10)).toMatchObject([
        ...[
          { path: '/archive/a/disk-1.img' },
          { path: '/archive/b/disk-2.img' },
          { path: '/archive/b/disk-2.map' },
        ],
      ]);
    }));

  it('comes in pages that miss nothing', () =>
    withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      const files = Array.from({ length: 1203 }, (_, index) => file(`f${index}.bin`, String(index)));
      await catalogue.record(numberedSidecar(1, { files }), '/archive');
      const seen: string[] = [];
      let after = null;
      do {
        const page = await catalogue.fixity.plan(null, null, 0, after);
        seen.push(...page.tasks.map(({ path }) => path));
        after = page.next;
      } while (after);
      expect(seen).toEqual(files.map(({ path }) => path));
    }));
});

describe('what is found', () => {
  it('stands as an incident until a person closes it with a reason, and in the chain for good', () =>
    withDumps(async (catalogue) => {
      const { fixity } = catalogue;
      const nowMs = recordedMs(1) + dayMs;
      await fixity.save(numberedUuid(1), [finding('disk-1.img', 'mismatch', 'x')], nowMs);
      await fixity.save(numberedUuid(1), well(1), nowMs + 1);
      const { incidents } = await fixity.status(nowMs);
      expect(incidents).toMatchObject([
        { path: '/archive/a/disk-1.img', state: 'mismatch', detail: 'x', dump: 'disk-1', closed: null },
      ]);
      expect(await fixity.frozen('/archive/a', 'disk-1')).toEqual(incidents[0]);
      expect(await fixity.frozen('/archive/b', 'disk-2')).toBeNull();

      const { id } = incidents[0]!;
      const closed = await fixity.close(id, 'Restored from tape 7', 'archivist');
      expect(closed.closed).toMatchObject({ reason: 'Restored from tape 7', by: 'archivist' });
      expect((await fixity.status(nowMs)).incidents).toEqual([]);
      expect(await fixity.frozen('/archive/a', 'disk-1')).toBeNull();
      await expect(fixity.close(id, 'again', 'x')).rejects.toEqual(failsWith('conflict'));
      await expect(fixity.close(99, 'again', 'x')).rejects.toEqual(failsWith('not-found'));
      const { events } = await catalogue.showDump(numberedUuid(1));
      expect(events.slice(-3).map(({ type, outcome }) => [type, outcome])).toEqual([
        ['fix', 'fail'],
        ['fix', 'success'],
        ['mem', 'success'],
      ]);
      expect(events.at(-1)!.detail).toContain('Restored from tape 7');
    }));

  it('is one incident however often it is found', () =>
    withDumps(async ({ fixity }) => {
      for (let day = 1; day < 4; day++)
        await fixity.save(numberedUuid(1), [finding('disk-1.map', 'missing')], recordedMs(1) + day * dayMs);
      expect((await fixity.status(Date.now())).incidents).toHaveLength(1);
    }));
});

describe('storages', () => {
  it('count their files by what they were found to be; one that is away has all of them offline', () =>
    withDumps(async ({ fixity }) => {
      const nowMs = recordedMs(2) + dayMs;
      await fixity.save(numberedUuid(1), [finding('disk-1.img'), finding('disk-1.map', 'missing')], nowMs);
      await fixity.sawStorage('/archive/b', null, 'it is not there');
      const { storages } = await fixity.status(nowMs);
      expect(storages).toMatchObject([
        { root: '/archive/b', counts: { offline: 2, never: 0 }, offline: { why: 'it is not there' }, due: 2 },
        { root: '/archive/a', counts: { ok: 1, missing: 1 }, offline: null, files: 2, due: 0 },
      ]);
      await fixity.sawStorage('/archive/b', 'ext4 1', null);
      expect((await fixity.status(nowMs)).storages[0]).toMatchObject({ counts: { never: 2 }, offline: null });
    }));

  it('named above folders take them in', () =>
    withDumps(async ({ fixity }) => {
      await fixity.sawStorage('/archive/a', 'ext4 1', null);
      const policy = {
        ...defaultFixityPolicy,
        intervalDays: 90,
        quietHours: { fromMinute: 480, toMinute: 1080 },
      };
      await fixity.saveStorage('/archive', policy);
      expect((await fixity.status(0)).storages).toMatchObject([{ root: '/archive', policy, files: 4 }]);
      expect(await fixity.storages()).toMatchObject([{ root: '/archive', policy, volume: null }]);
      await expect(fixity.adoptVolume('/elsewhere')).rejects.toEqual(failsWith('not-found'));
    }));
});
