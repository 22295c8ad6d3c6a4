import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitMs } from '../../../src/main/core/fixity/pace.ts';
import { isQuiet, minuteOfDayWords, parseMinuteOfDay } from '../../../src/main/core/fixity/quiet-hours.ts';
import { dayMs, firstDueMs, nextDueMs, retryDueMs } from '../../../src/main/core/fixity/schedule.ts';

const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
const intervalDays = fc.integer({ min: 1, max: 3650 });
const seed = fc.uuid();

describe('when a file is due', () => {
  it('is a day after it was recorded, then a month after, then once in an interval, a tenth to either side', () => {
    fc.assert(
      fc.property(
        moment,
        intervalDays,
        seed,
        fc.integer({ min: 2, max: 500 }),
        (at, days, dump, okChecks) => {
          const policy = { intervalDays: days };
          expect(firstDueMs(at) - at).toBe(dayMs);
          expect(nextDueMs({ checkedMs: at, okChecks: 1, seed: dump }, policy) - at).toBe(
            Math.min(30, days) * dayMs,
          );
          const later = (nextDueMs({ checkedMs: at, okChecks, seed: dump }, policy) - at) / (days * dayMs);
          expect(later).toBeGreaterThanOrEqual(0.9);
          expect(later).toBeLessThanOrEqual(1.1);
          expect(retryDueMs(at)).toBe(at + dayMs);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same however often it is asked, and the same for all files of a dump', () => {
    fc.assert(
      fc.property(moment, intervalDays, seed, fc.nat(50), (checkedMs, days, dump, okChecks) => {
        const checked = { checkedMs, okChecks, seed: dump };
        expect(nextDueMs(checked, { intervalDays: days })).toBe(
          nextDueMs({ ...checked }, { intervalDays: days }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('spreads what was recorded at once: no tenth of the time has twice its share', () => {
    const buckets = new Array<number>(10).fill(0);
    const dumps = 5000;
    for (let number = 0; number < dumps; number++) {
      const due = nextDueMs({ checkedMs: 0, okChecks: 2, seed: `dump-${number}` }, { intervalDays: 100 });
      buckets[Math.min(9, Math.floor((due / dayMs - 90) / 2))]!++;
    }
    expect(Math.max(...buckets)).toBeLessThan((2 * dumps) / 10);
    expect(Math.min(...buckets)).toBeGreaterThan(dumps / 20);
  });

  it('loses nothing to a pause: all that was missed is due, and after one round none of it is', () => {
    const files = fc.array(fc.record({ checkedMs: moment, okChecks: fc.integer({ min: 1, max: 9 }), seed }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(files, intervalDays, (all, days) => {
        const policy = { intervalDays: days };
        const dues = all.map((file) => nextDueMs(file, policy));
        const afterPause = Math.max(0, ...dues) + 1;
        expect(dues.every((due) => due <= afterPause)).toBe(true);
        const caughtUp = all.map((file) =>
          nextDueMs({ ...file, checkedMs: afterPause, okChecks: file.okChecks + 1 }, policy),
        );
        expect(caughtUp.every((due) => due > afterPause)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('how fast', () => {
  it('never more than the cap on average, whatever the pieces and whatever the disk', () => {
    const pieces = fc.array(
      fc.record({ bytes: fc.integer({ min: 1, max: 1_048_576 }), tookMs: fc.nat(50) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1000, max: 100_000_000 }), (all, cap) => {
        let elapsedMs = 0;
        let read = 0;
        for (const { bytes, tookMs } of all) {
          elapsedMs += tookMs;
          read += bytes;
          elapsedMs += waitMs(read, elapsedMs, cap);
          expect(read / (elapsedMs / 1000)).toBeLessThanOrEqual(cap * 1.000001);
        }
      }),
      { numRuns: 200 },
    );
    expect(waitMs(1e9, 1, null)).toBe(0);
  });
});

describe('quiet hours', () => {
  it('are exactly the minutes from the first up to the second, around midnight too', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, minute, (fromMinute, toMinute, now) => {
        const length = (toMinute - fromMinute + 1440) % 1440;
        expect(isQuiet(now, { fromMinute, toMinute })).toBe((now - fromMinute + 1440) % 1440 < length);
        expect(isQuiet(now, null)).toBe(false);
        expect(parseMinuteOfDay(minuteOfDayWords(now))).toBe(now);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['24:00', '7', '07:60', '-1:00', '', '7:5'])('are not written %j', (text) => {
    expect(parseMinuteOfDay(text)).toBeNull();
  });
});
