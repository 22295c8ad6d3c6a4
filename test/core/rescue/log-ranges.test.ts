import { describe, expect, it } from 'vitest';
import { rangeLines } from '../../../src/main/core/rescue/log-ranges.ts';
import type { Disc } from '../../../src/shared/model/disc.ts';

function disc(...starts: number[]): Disc {
  const tracks = starts.map((startLba, index) => ({
    number: index + 1,
    session: 1,
    mode: 'AUDIO' as const,
    startLba,
    lengthSectors: 100,
    pregapSectors: index === 0 ? 0 : 50,
    indices: [],
    isrc: null,
    preEmphasis: false,
    copyPermitted: false,
    fourChannel: false,
  }));
  return { profile: 'CD-ROM', sessions: [], tracks, mcn: null, cdText: null, ids: null };
}

describe('ranges in the log', () => {
  it('name LBA, time and track on a disc; a pause belongs to the track behind it', () => {
    const runs = [
      [100, 'good'],
      [1, 'bad'],
      [359, 'good'],
      [3, 'suspect'],
      [40, 'good'],
    ] as const;
    expect(rangeLines(runs, disc(0, 500))).toEqual([
      'LBA 100 (00:03:25, track 1): not readable.',
      'LBA 460 to 462 (00:08:10 to 00:08:12, track 2): in doubt.',
    ]);
  });

  it('name LBAs alone where there are no tracks', () => {
    expect(rangeLines([[5, 'bad']], null)).toEqual(['LBA 0 to 4: not readable.']);
  });

  it('stop at a length a person reads', () => {
    const runs = Array.from({ length: 1000 }, (_, index) => [1, index % 2 ? 'good' : 'bad'] as const);
    const lines = rangeLines(runs, null);
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe('300 more ranges are in the map.');
  });
});
