import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobRow } from '../../../src/main/core/ports.ts';
import { defaultJobOptions, type JobSnapshot } from '../../../src/shared/model/job.ts';
import { defaultSettings, type Settings } from '../../../src/shared/model/settings.ts';
import { ownFolder } from '../../support/folders.ts';
import { failsWith, withCatalogue, withRawDatabase } from './support.ts';

let path = '';
beforeEach(() => {
  path = join(ownFolder(), 'catalogue.db');
});

function job(id: string, change: Partial<JobSnapshot> = {}, owner: string | null = null): JobRow {
  const snapshot: JobSnapshot = {
    ...{
      id,
      revision: 1,
      state: 'parked',
      paused: false,
      stall: null,
      rootId: 'r',
      directory: '/images',
      name: 'disk-0001',
    },
    source: { id: 's', kind: 'floppy', address: '/dev/fd0', label: 'Floppy' },
    ...{ carrier: null, dumpId: null, createdAt: '2026-11-20T20:13:05+01:00', endedAt: null, outcome: null },
    ...{ counts: null, sectorSize: null, etaSeconds: null, bytesPerSecond: 0, miniMap: '', error: null },
    options: { ...defaultJobOptions, formats: ['img'] },
    ...{ inspection: null, warnings: [], progress: null, files: [], tracks: [] },
    ...{ disc: null, subchannel: null },
    ...change,
  };
  return { snapshot, owner, waiting: null };
}

describe('jobs', () => {
  it('come back as they were last saved, oldest first', async () => {
    const [young, old] = [job('a'), job('b', { createdAt: '2026-11-20T19:13:05+01:00' }, 'hub-1')];
    await withCatalogue(path, async (catalogue) => {
      for (const row of [young, old]) await catalogue.saveJob(row);
      await catalogue.saveJob(job('a', { state: 'reading', revision: 2 }, 'hub-2'));
    });
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.jobs()).toEqual([old, job('a', { state: 'reading', revision: 2 }, 'hub-2')]);
      await catalogue.dropJob('a');
      await catalogue.dropJob('never there');
      expect(await catalogue.jobs()).toEqual([old]);
    });
  });

  it('that wait come back with their places and how they begin; places change all at once', async () => {
    const medium = { kind: 'blocks', totalSectors: 2880, sectorSize: 512, audioSectors: 0 } as const;
    const begins = { resumes: true, isAccepted: false, medium };
    const waits = (id: string, place: number): JobRow => ({
      ...job(id, { state: 'planned' }, 'hub-1'),
      waiting: { place, begins },
    });
    await withCatalogue(path, async (catalogue) => {
      for (const row of [waits('a', 1), waits('b', 2), job('c')]) await catalogue.saveJob(row);
      const places = ['b', 'a', 'c', 'never there'].map((jobId, index) => ({ jobId, place: index + 1 }));
      await catalogue.saveLine(places, 'hub-2');
    });
    await withCatalogue(path, async (catalogue) => {
      const moved = [waits('a', 2), waits('b', 1)].map((row) => ({ ...row, owner: 'hub-2' }));
      expect(await catalogue.jobs()).toEqual([...moved, job('c')]);
      await catalogue.saveJob(job('a', { state: 'reading' }, 'hub-2'));
      expect((await catalogue.jobs())[0]).toMatchObject({ waiting: null });
    });
  });

  it('that another version wrote are told and kept, and keep no other from being shown', async () => {
    await withCatalogue(path, async (catalogue) => {
      for (const id of ['a', 'b', 'c']) await catalogue.saveJob(job(id));
    });
    withRawDatabase(path, (database) => {
      database.exec(`UPDATE job SET snapshot_json = '{"id":"a"}' WHERE id = 'a'`);
      database.exec(`UPDATE job SET snapshot_json = 'torn {' WHERE id = 'c'`);
    });
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.jobs()).toEqual([job('b')]);
      const { ok, findings } = await catalogue.check();
      expect(ok).toBe(false);
      expect(findings).toEqual([expect.stringMatching(/^Job a /), expect.stringMatching(/^Job c /)]);
    });
    expect(
      withRawDatabase(path, (database) => database.prepare('SELECT count(*) AS n FROM job').get()),
    ).toEqual({ n: 3 });
  });
});

describe('settings', () => {
  const chosen: Settings = { ...defaultSettings, theme: 'dark', practiceDrives: ['sim:practice.json'] };

  it('are the defaults until chosen, and then as chosen', async () => {
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.settings()).toEqual(defaultSettings);
      await catalogue.saveSettings(chosen);
    });
    await withCatalogue(path, async (catalogue) => expect(await catalogue.settings()).toEqual(chosen));
  });

  it('are refused as a whole when one is not possible', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.saveSettings(chosen);
      const impossible = { ...defaultSettings, theme: 'plaid' } as unknown as Settings;
      await expect(catalogue.saveSettings(impossible)).rejects.toEqual(failsWith('bad-settings'));
      expect(await catalogue.settings()).toEqual(chosen);
    });
  });

  it('that cannot be read fall back one by one, and are told', async () => {
    await withCatalogue(path, (catalogue) => catalogue.saveSettings(chosen));
    withRawDatabase(path, (database) => {
      database.exec(`UPDATE setting SET value_json = '"plaid"' WHERE key = 'theme'`);
      database.exec(`INSERT INTO setting VALUES ('of-a-later-version', '1')`);
    });
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.settings()).toEqual({ ...chosen, theme: 'system' });
      expect((await catalogue.check()).findings).toEqual([
        'The setting theme cannot be read; its default is used.',
      ]);
    });
  });
});
