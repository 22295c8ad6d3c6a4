import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatMsf,
  fromBcd,
  isBcd,
  isMsf,
  lbaOfMsf,
  lbaOfPositionMsf,
  msfOfLba,
  toBcd,
} from '../../src/shared/msf.ts';

const msf = (minute: number, second: number, frame: number) => ({ minute, second, frame });

describe('MSF', () => {
  // MMC-6, table "LBA to MSF translation".
  it.each([
    [msf(0, 0, 0), -150],
    [msf(0, 2, 0), 0],
    [msf(89, 59, 74), 404_849],
    [msf(90, 0, 0), -45_150],
    [msf(99, 59, 74), -151],
  ])('%o is LBA %i as a position', (at, lba) => {
    expect(lbaOfPositionMsf(at)).toBe(lba);
    expect(msfOfLba(lba)).toEqual(at);
  });

  it('of a track start beyond minute 90 is no lead-in', () => {
    expect(lbaOfMsf(msf(98, 59, 74))).toBe(445_349);
    expect(msfOfLba(445_349)).toEqual(msf(98, 59, 74));
  });

  it('comes back for every LBA that has one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -45_150, max: 404_849 }), (lba) => {
        expect(isMsf(msfOfLba(lba))).toBe(true);
        expect(lbaOfPositionMsf(msfOfLba(lba))).toBe(lba);
      }),
    );
  });

  it('is refused for what has none', () => {
    for (const lba of [-45_151, 449_850, 0.5, Number.NaN]) expect(() => msfOfLba(lba)).toThrow(RangeError);
  });

  it('is written in two digits each, beyond 99 minutes only as a duration', () => {
    expect(formatMsf(0)).toBe('00:02:00');
    expect(formatMsf(-1)).toBe('00:01:74');
    expect(formatDuration(150)).toBe('00:02:00');
    expect(formatDuration(100 * 4500 + 1)).toBe('100:00:01');
  });

  it('tells its fields from impossible ones', () => {
    expect(isMsf(msf(99, 59, 74))).toBe(true);
    for (const wrong of [msf(100, 0, 0), msf(0, 60, 0), msf(0, 0, 75), msf(-1, 0, 0)])
      expect(isMsf(wrong)).toBe(false);
  });
});

describe('BCD', () => {
  it('comes back for 0 to 99 and is told from other bytes', () => {
    for (let value = 0; value <= 99; value++) expect(fromBcd(toBcd(value))).toBe(value);
    expect([0x00, 0x59, 0x99].every(isBcd)).toBe(true);
    expect([0x0a, 0xa0, 0xff].some(isBcd)).toBe(false);
  });
});
