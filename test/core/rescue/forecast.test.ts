/** What more reading would bring: never more than there is, never less than nothing, and unknown without evidence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stallOf } from '../../../src/main/core/rescue/forecast.ts';
import { type PassReport, passNames, type SectorCounts } from '../../../src/shared/model/job.ts';

const pass = (name: PassReport['name'], number: number, part: Partial<PassReport>): PassReport => ({
  ...{ name, number, direction: 'forward', elapsedMs: 0, reads: 0, failedReads: 0, sectorsRead: 0 },
  ...part,
});
const counts = (part: Partial<SectorCounts>): SectorCounts => ({
  ...{ total: 10_000, good: 0, goodAfterRetry: 0, bad: 0, pending: 0 },
  ...part,
});
const report: fc.Arbitrary<PassReport> = fc.record({
  name: fc.constantFrom(...passNames),
  number: fc.integer({ min: 1, max: 5 }),
  direction: fc.constant('forward' as const),
  elapsedMs: fc.double({ min: 0, max: 1e8, noNaN: true }),
  reads: fc.nat(100_000),
  failedReads: fc.nat(100_000),
  sectorsRead: fc.nat(10_000_000),
});

describe('a rescue that stalls', () => {
  it('is promised no more than is unread, nothing below nothing, and no time that is none', () => {
    fc.assert(
      fc.property(
        fc.array(report, { maxLength: 8 }),
        fc.record({ good: fc.nat(1e6), goodAfterRetry: fc.nat(1e6), bad: fc.nat(1e6), pending: fc.nat(1e6) }),
        fc.constantFrom(...passNames),
        (passes, part, name) => {
          const now = { name, number: 1, direction: 'forward' as const };
          const stall = stallOf({ pass: now, passes, counts: counts({ ...part, total: 4e6 }) });
          if (!stall) return;
          expect(stall.unread).toBe(part.bad + part.pending);
          if (stall.next === null) return;
          expect(stall.next.sectors).toBeGreaterThanOrEqual(0);
          expect(stall.next.sectors).toBeLessThanOrEqual(stall.unread);
          expect(Number.isInteger(stall.next.sectors)).toBe(true);
          expect(stall.next.seconds).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(stall.next.seconds)).toBe(true);
        },
      ),
    );
  });

  it('is none while sectors are copied, when all is read, and when no pass is at work', () => {
    const bad = counts({ bad: 5 });
    const copy = { name: 'copy', number: 1, direction: 'forward' } as const;
    const retry = { name: 'retry', number: 1, direction: 'forward' } as const;
    expect(stallOf({ pass: copy, passes: [], counts: bad })).toBeNull();
    expect(stallOf({ pass: retry, passes: [], counts: counts({ good: 10_000 }) })).toBeNull();
    expect(stallOf({ pass: null, passes: [], counts: bad })).toBeNull();
  });

  it('says that the gain is unknown as long as too little was tried', () => {
    const retry = pass('retry', 1, { reads: 3, sectorsRead: 3, elapsedMs: 900 });
    expect(stallOf({ pass: retry, passes: [retry], counts: counts({ bad: 200 }) })).toEqual({
      ...{ unread: 200, total: 10_000, passes: 1, next: null },
    });
  });

  it('takes the rate at which passes have gained, and the last one where that is worse', () => {
    const first = pass('retry', 1, { reads: 400, sectorsRead: 80, elapsedMs: 600_000 });
    const one = stallOf({ pass: first, passes: [first], counts: counts({ bad: 200, goodAfterRetry: 80 }) });
    expect(one?.next).toEqual({ sectors: 40, seconds: 300 });
    const second = pass('retry', 2, { reads: 200, sectorsRead: 10, elapsedMs: 300_000 });
    const passes = [first, second];
    const two = stallOf({ pass: second, passes, counts: counts({ bad: 200, goodAfterRetry: 90 }) });
    expect(two?.next).toEqual({ sectors: 10, seconds: 300 });
  });

  it('counts no sector as gained that only came in doubt again', () => {
    const retry = pass('retry', 1, { reads: 100, sectorsRead: 100, elapsedMs: 10_000 });
    const stall = stallOf({ pass: retry, passes: [retry], counts: counts({ bad: 100, suspect: 100 }) });
    expect(stall?.next?.sectors).toBe(0);
  });

  it('stalls while scraping only after minutes of it, with more than half an hour ahead', () => {
    const scrape = (elapsedMs: number) => pass('scrape', 1, { reads: 100, sectorsRead: 5, elapsedMs });
    const at = (elapsedMs: number, pending: number) =>
      stallOf({ pass: scrape(elapsedMs), passes: [scrape(elapsedMs)], counts: counts({ bad: 95, pending }) });
    expect(at(60_000, 5_000)).toBeNull();
    expect(at(400_000, 100)).toBeNull();
    expect(at(400_000, 1_000)?.next).toEqual({ sectors: 50, seconds: 4_000 });
  });
});
