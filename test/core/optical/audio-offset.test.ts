import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveSectorsFor, offsetInDriveData } from '../../../src/main/core/optical/audio-offset.ts';

describe('read offset', () => {
  it('asks for the next sector too when the drive is early', () => {
    expect(driveSectorsFor(10, 2, 30)).toEqual({ lba: 10, count: 3 });
    expect(offsetInDriveData(10, 10, 30)).toBe(120);
  });

  it('asks for the sector before when the drive is late', () => {
    expect(driveSectorsFor(0, 1, -12)).toEqual({ lba: -1, count: 2 });
    expect(offsetInDriveData(0, -1, -12)).toBe(2352 - 48);
  });

  it('asks for just the sectors when there is none', () => {
    expect(driveSectorsFor(5, 7, 0)).toEqual({ lba: 5, count: 7 });
  });

  it('always finds all samples inside what was asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: -5880, max: 5880 }),
        (lba, count, readOffset) => {
          const drive = driveSectorsFor(lba, count, readOffset);
          const start = offsetInDriveData(lba, drive.lba, readOffset);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThan(2352);
          expect(start + count * 2352).toBeLessThanOrEqual(drive.count * 2352);
          expect(start + count * 2352).toBeGreaterThan((drive.count - 1) * 2352);
        },
      ),
    );
  });
});
