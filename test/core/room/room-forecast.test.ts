/** From which job on a volume is full: held against a plain replay of what each drive does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedWrite } from '../../../src/main/core/room/planned-write.ts';
import { forecastRoom, type PlannedWrite } from '../../../src/main/core/room/room-forecast.ts';
import { makeJob } from '../../support/scenarios.ts';

const write = (jobId: string, sourceId: string, peakBytes: number, keptBytes: number): PlannedWrite => ({
  ...{ jobId, sourceId, peakBytes, keptBytes },
  name: jobId,
});

describe('a forecast', () => {
  it('adds what stays, and the most that is there for a while', () => {
    const jobs = [write('a', 's1', 100, 60), write('b', 's1', 80, 50), write('c', 's1', 60, 60)];
    expect(forecastRoom(jobs, 1000)).toEqual({ neededBytes: 170, unknownJobs: 0, short: [] });
    expect(forecastRoom(jobs, 169).short.map(({ jobId }) => jobId)).toEqual(['c']);
    expect(forecastRoom(jobs, 139).short.map(({ jobId }) => jobId)).toEqual(['b', 'c']);
  });

  it('counts drives that may all be at their highest at once', () => {
    const jobs = [write('a', 's1', 100, 50), write('b', 's2', 100, 50)];
    expect(forecastRoom(jobs, null)).toEqual({ neededBytes: 200, unknownJobs: 0, short: [] });
  });

  it('names no job short where nobody knows what is free, and counts those of unknown size', () => {
    const unknown = { ...write('u', 's1', 0, 0), peakBytes: null, keptBytes: null };
    expect(forecastRoom([unknown, write('a', 's1', 100, 100)], null)).toEqual({
      ...{ neededBytes: 100, unknownJobs: 1, short: [] },
    });
  });

  const writes = fc.array(
    fc
      .tuple(fc.constantFrom('s1', 's2', 's3'), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }))
      .map(([sourceId, kept, passing]) => ({ sourceId, kept, passing })),
    { maxLength: 12 },
  );
  const planned = (jobs: readonly { sourceId: string; kept: number; passing: number }[]) =>
    jobs.map(({ sourceId, kept, passing }, place) => write(`j${place}`, sourceId, kept + passing, kept));

  it('is short exactly where it needs more than is free, and then from one job on to the last', () => {
    fc.assert(
      fc.property(writes, fc.nat({ max: 12_000 }), (jobs, freeBytes) => {
        const all = planned(jobs);
        const { neededBytes, short } = forecastRoom(all, freeBytes);
        expect(short.length > 0).toBe(neededBytes > freeBytes);
        expect(short).toEqual(all.slice(all.length - short.length));
        const before = all.slice(0, all.length - short.length);
        expect(forecastRoom(before, freeBytes).short).toEqual([]);
      }),
    );
  });

  it('never needs less for one job more, nor runs short later with less free', () => {
    fc.assert(
      fc.property(writes, fc.nat({ max: 12_000 }), fc.nat({ max: 12_000 }), (jobs, one, other) => {
        const all = planned(jobs);
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(forecastRoom(all, less).short.length).toBeGreaterThanOrEqual(
          forecastRoom(all, more).short.length,
        );
        expect(forecastRoom(all.slice(0, -1), null).neededBytes).toBeLessThanOrEqual(
          forecastRoom(all, null).neededBytes,
        );
      }),
    );
  });

  it('is enough for whatever order drives really work in', () => {
    const picks = fc.array(fc.constantFrom('s1', 's2', 's3'), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(writes, picks, (jobs, turns) => {
        const { neededBytes } = forecastRoom(planned(jobs), null);
        // Each turn a drive begins its next job, or ends the one it is at.
        const lines = new Map(
          ['s1', 's2', 's3'].map((id) => [id, jobs.filter((job) => job.sourceId === id)]),
        );
        const atWork = new Map<string, (typeof jobs)[number]>();
        let used = 0;
        for (const drive of turns) {
          const job = atWork.get(drive);
          if (job) {
            used -= job.passing;
            atWork.delete(drive);
          } else {
            const next = lines.get(drive)!.shift();
            if (!next) continue;
            used += next.kept + next.passing;
            atWork.set(drive, next);
          }
          expect(used).toBeLessThanOrEqual(neededBytes);
        }
      }),
    );
  });
});

describe('what a job will still write', () => {
  const medium = { kind: 'blocks', totalSectors: 2880, sectorSize: 512, audioSectors: 0 } as const;
  const counts = (good: number, bad = 0) => ({
    total: 2880,
    good,
    goodAfterRetry: 0,
    bad,
    pending: 2880 - good,
  });

  it('shrinks as it is written', () => {
    const fresh = plannedWrite(makeJob('j', { state: 'planned' }), medium);
    const half = plannedWrite(makeJob('j', { counts: counts(1440) }), medium);
    expect(fresh.peakBytes! - half.peakBytes!).toBe(737_280);
  });

  it('of a CD with sectors that were not read keeps the store', () => {
    const cd = { kind: 'cd', totalSectors: 2880, sectorSize: 2352, audioSectors: 0 } as const;
    const clean = plannedWrite(makeJob('j', { counts: counts(0) }), cd);
    const hurt = plannedWrite(makeJob('j', { counts: counts(0, 3) }), cd);
    expect(clean.keptBytes).toBeLessThan(clean.peakBytes!);
    expect(hurt.keptBytes).toBe(hurt.peakBytes);
  });

  it('is nobody knows how much where the medium is not known, and never less than nothing', () => {
    expect(plannedWrite(makeJob('j'), null)).toMatchObject({ peakBytes: null, keptBytes: null });
    const ended = plannedWrite(makeJob('j', { state: 'recording', counts: counts(2880) }), medium);
    expect(ended.peakBytes).toBeGreaterThanOrEqual(0);
    expect(ended.keptBytes).toBeLessThanOrEqual(ended.peakBytes!);
  });
});
