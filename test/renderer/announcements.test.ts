import { describe, expect, it } from 'vitest';
import { Announcer, announcement, quietMs } from '../../src/renderer/state/announcements.ts';
import { jobWithMap } from '../support/scenarios.ts';

const readSectors = (good: number, bad = 0) =>
  jobWithMap('j1', [
    [good, 'good'],
    ...(bad > 0 ? [[bad, 'bad'] as const] : []),
    [2880 - good - bad, 'untried'],
  ]);

describe('announcements for screen readers', () => {
  it('tell of a new stage, each quarter, the first error and the end', () => {
    const start = readSectors(10);
    expect(announcement({ ...start, state: 'identifying' }, start)).toMatch(/reading/);
    expect(announcement(start, readSectors(700))).toBeNull();
    expect(announcement(start, readSectors(720))).toMatch(/25 percent/);
    expect(announcement(start, readSectors(700, 1))).toMatch(/first sector that could not be read/);
    expect(announcement(readSectors(700, 1), readSectors(710, 2))).toBeNull();
    expect(announcement(start, { ...start, state: 'parked', outcome: 'partial' })).toMatch(/Parked/);
    expect(announcement(start, { ...start, paused: true })).toMatch(/paused/);
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

  it('say nothing of what was there at the first look', () => {
    const announcer = new Announcer();
    announcer.take([readSectors(2000, 3)]);
    expect(announcer.due(0)).toEqual([]);
  });
});
