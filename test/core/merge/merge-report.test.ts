import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeReport } from '../../../src/main/core/merge/merge-report.ts';
import type { MergePlan } from '../../../src/main/core/merge/plan-merge.ts';
import { mergeLimits } from '../../../src/shared/model/dump-merge.ts';

const sources = [
  { dumpId: 'a', name: 'A' },
  { dumpId: 'b', name: 'B' },
];

/** A medium in stretches, each from one of two dumps or from none. */
const plans: fc.Arbitrary<MergePlan> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 1, null)), {
    minLength: 1,
    maxLength: 30,
  })
  .map((made) => {
    let lba = 0;
    const stretches = made.map(([lengthSectors, source]) => {
      const stretch = { lba, lengthSectors, source };
      lba += lengthSectors;
      return stretch;
    });
    return {
      states: made.map(
        ([lengthSectors, source]) => [lengthSectors, source === null ? 'bad' : 'good'] as const,
      ),
      stretches,
      disagreements: [],
      comparedSectors: 0,
    };
  });

describe('the report of a merge', () => {
  it('counts every sector once: from one dump, or unread', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const report = mergeReport(plan, sources);
        const supplied = report.sources.reduce((sum, { sectors }) => sum + sectors, 0);
        expect(supplied + report.unreadSectors).toBe(report.totalSectors);
      }),
    );
  });

  it('shows where each dump supplies: its shares, by the length of their stretches, are its sectors', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { totalSectors: total, sources: told } = mergeReport(plan, sources);
        for (const { sectors, shares } of told) {
          const count = shares.length;
          expect(count).toBe(Math.min(mergeLimits.buckets, total));
          const start = (bucket: number) => Math.floor((bucket * total) / count);
          const sum = shares.reduce((all, share, at) => all + share * (start(at + 1) - start(at)), 0);
          expect(sum).toBeCloseTo(sectors, 6);
          expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        }
      }),
    );
  });

  it('tells the first disagreements, and how many there are', () => {
    const disagreements = Array.from({ length: 250 }, (_, lba) => ({
      ...{ lba, lengthSectors: 1, readings: [[0], [1]], settledBy: null },
    }));
    const plan: MergePlan = {
      ...{ states: [[250, 'suspect']], stretches: [{ lba: 0, lengthSectors: 250, source: 0 }] },
      ...{ disagreements, comparedSectors: 250 },
    };
    const report = mergeReport(plan, sources);
    expect(report.disagreementCount).toBe(250);
    expect(report.disagreements).toHaveLength(mergeLimits.disagreements);
    expect(report.unreadSectors).toBe(250);
  });
});
