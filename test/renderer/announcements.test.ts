import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Announcer, announcement, quietMs } from '../../src/renderer/state/announcements.ts';
import type { JobSnapshot } from '../../src/shared/model/job.ts';
import { jobWithMap } from '../support/scenarios.ts';

const readSectors = (good: number, bad = 0) =>
  jobWithMap('j1', [
    [good, 'good'],
    ...(bad > 0 ? [[bad, 'bad'] as const] : []),
    [2880 - good - bad, 'untried'],
  ]);

const said = (...jobs: Parameters<typeof announcement>) => announcement(...jobs)?.sentence ?? null;

describe('announcements for screen readers', () => {
  it('tell of a new stage, each quarter, the first error and the end', () => {
    const start = readSectors(10);
    expect(said({ ...start, state: 'identifying' }, start)).toMatch(/reading/);
    expect(said(start, readSectors(700))).toBeNull();
    expect(said(start, readSectors(720))).toMatch(/25 percent/);
    expect(said(start, readSectors(700, 1))).toMatch(/first sector that could not be read/);
    expect(said(readSectors(700, 1), readSectors(710, 2))).toBeNull();
    expect(said(start, { ...start, state: 'parked', outcome: 'partial' })).toMatch(/Parked/);
    expect(said(start, { ...start, paused: true })).toMatch(/paused/);
  });

  it('tell once in a pass that a decision is wanted, and what speaks for it', () => {
    const reading = { ...readSectors(2000, 880), state: 'retrying' as const };
    const next = { sectors: 41, seconds: 612 };
    const stalled = { ...reading, stall: { unread: 35, total: 2880, passes: 2, next } };
    expect(said(reading, stalled)).toMatch(
      /1\.2.% unread .*after 2 passes.* about 41 sectors in 10.min.* A decision is wanted/,
    );
    expect(said(stalled, { ...stalled, stall: { ...stalled.stall, unread: 34 } })).toBeNull();
    const unknown = { ...stalled, stall: { ...stalled.stall, passes: 3, next: null } };
    expect(said(stalled, unknown)).toMatch(/unknown/);
  });

  it('are at most one sentence in ten seconds per drive, and then the newest', () => {
    const announcer = new Announcer();
    announcer.take([readSectors(10)]);
    expect(announcer.due(0)).toEqual([]);
    announcer.take([readSectors(720)]);
    expect(announcer.due(0)).toHaveLength(1);
    announcer.take([readSectors(1440)]);
    announcer.take([readSectors(2160)]);
    expect(announcer.due(quietMs - 1)).toEqual([]);
    expect(announcer.due(quietMs)).toEqual([expect.stringMatching(/75 percent/)]);
    expect(announcer.due(quietMs * 3)).toEqual([]);
  });

  it('keep the first error and the end until they are said, whatever comes meanwhile', () => {
    const announcer = new Announcer();
    announcer.take([readSectors(10)]);
    announcer.take([readSectors(720)]);
    expect(announcer.due(0)).toHaveLength(1);
    announcer.take([readSectors(730, 1)]);
    announcer.take([readSectors(1440, 2)]);
    expect(announcer.due(quietMs)).toEqual([expect.stringMatching(/first sector that could not be read/)]);
    announcer.take([{ ...readSectors(1450, 2), state: 'parked', outcome: 'partial' }]);
    expect(announcer.due(quietMs + 1)).toEqual([]);
    expect(announcer.due(quietMs * 2)).toEqual([expect.stringMatching(/Parked/)]);
  });

  it('do not tell the end of what was begun again meanwhile', () => {
    const announcer = new Announcer();
    announcer.take([readSectors(10)]);
    announcer.take([readSectors(720)]);
    announcer.due(0);
    announcer.take([{ ...readSectors(1450, 2), state: 'parked', outcome: 'partial' }]);
    announcer.take([readSectors(1450, 2)]);
    expect(announcer.due(quietMs)).toEqual([expect.stringMatching(/reading/)]);
  });

  it('of any course of jobs on any drives come ten seconds apart for each drive, and tell the end', () => {
    const drives = ['fd0', 'sr0', 'sr1'];
    const step = fc.record({
      drive: fc.constantFrom(...drives),
      waitMs: fc.integer({ min: 0, max: 4_000 }),
      good: fc.integer({ min: 0, max: 2_000 }),
      bad: fc.integer({ min: 0, max: 800 }),
      state: fc.constantFrom('identifying', 'reading', 'hashing', 'parked'),
      paused: fc.boolean(),
    });
    const jobOf = (drive: string, good: number, bad: number): JobSnapshot => {
      const job = readSectors(good, bad);
      return { ...job, id: `job ${drive}`, source: { ...job.source, id: drive, label: drive } };
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const announcer = new Announcer();
        const jobs = new Map(drives.map((drive) => [drive, jobOf(drive, 0, 0)]));
        announcer.take([...jobs.values()]);
        const heard: { readonly drive: string; readonly atMs: number; readonly sentence: string }[] = [];
        const listen = (atMs: number) => {
          for (const sentence of announcer.due(atMs))
            heard.push({ drive: drives.find((drive) => sentence.includes(drive))!, atMs, sentence });
        };
        let atMs = 0;
        for (const { drive, waitMs, good, bad, state, paused } of steps) {
          atMs += waitMs;
          jobs.set(drive, { ...jobOf(drive, good, bad), state, paused });
          announcer.take([...jobs.values()]);
          listen(atMs);
        }
        for (const drive of drives)
          jobs.set(drive, { ...jobs.get(drive)!, state: 'parked', outcome: 'partial' });
        announcer.take([...jobs.values()]);
        for (let more = 1; more <= 12; more++) listen(atMs + more * 1_000);
        for (const drive of drives) {
          const own = heard.filter((each) => each.drive === drive);
          const gapsMs = own.slice(1).map((each, at) => each.atMs - own[at]!.atMs);
          expect(gapsMs.filter((gapMs) => gapMs < quietMs)).toEqual([]);
          if (own.length > 0) expect(own.at(-1)?.sentence).toMatch(/Parked/);
        }
      }),
    );
  });

  it('say nothing of what was there at the first look', () => {
    const announcer = new Announcer();
    announcer.take([readSectors(2000, 3)]);
    expect(announcer.due(0)).toEqual([]);
  });
});
