import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadPlan } from '../../../src/main/core/rescue/read-plan.ts';
import {
  cursorBefore,
  type FirstMask,
  type RescueCursor,
  rescue,
  rescueInOrder,
} from '../../../src/main/core/rescue/rescue.ts';
import { RescueMap } from '../../../src/main/core/rescue/rescue-map.ts';
import { RunMap } from '../../../src/main/core/rescue/run-map.ts';
import { isYetToTry } from '../../../src/shared/model/sector-state.ts';
import { badSectors, type FaultRun, faultRuns, runToEnd } from '../../support/faulty-medium.ts';

const total = 2000;
const faults = faultRuns(total, 6, 150);
const wanted = faultRuns(total, 8, 120);
const plans = fc.constantFrom<ReadPlan>(
  { clusterSectors: 18, sweepSectors: 18, initialSkipSectors: 0, maxSkipSectors: 0, retries: 1 },
  { clusterSectors: 16, sweepSectors: 64, initialSkipSectors: 16, maxSkipSectors: 128, retries: 2 },
  { clusterSectors: 1, sweepSectors: 1, initialSkipSectors: 8, maxSkipSectors: 30, retries: 0 },
);

function maskOf(ranges: readonly FaultRun[]): FirstMask {
  const mask = new RunMap<boolean>(total, false);
  for (const { lba, lengthSectors } of ranges)
    mask.update(lba, Math.min(lengthSectors, total - lba), () => true);
  return mask;
}

/** How often each sector was asked for alone, by the name of the pass. */
function singles(trace: ReturnType<typeof runToEnd>, pass: string): number[] {
  const counts = new Array<number>(total).fill(0);
  for (const read of trace) if (read.count === 1 && read.pass.startsWith(pass)) counts[read.lba]!++;
  return counts;
}

describe('a rescue that reads some sectors first', () => {
  it('ends as one that does not, and retries every bad sector as often', () => {
    fc.assert(
      fc.property(faults, wanted, plans, (runs, first, plan) => {
        const bad = badSectors(total, runs);
        const plain = RescueMap.untried(total);
        const ordered = RescueMap.untried(total);
        const plainTrace = runToEnd(rescue(plain, plan, null), bad);
        const order = { first: maskOf(first), later: null };
        const orderedTrace = runToEnd(rescueInOrder(ordered, plan, order, null), bad);
        expect(ordered.runs()).toEqual(plain.runs());
        expect(singles(orderedTrace, 'retry')).toEqual(singles(plainTrace, 'retry'));
      }),
      { numRuns: 60 },
    );
  });

  it('has done all it can for them before it asks for any other', () => {
    fc.assert(
      fc.property(faults, wanted, plans, (runs, ranges, plan) => {
        const bad = badSectors(total, runs);
        const map = RescueMap.untried(total);
        const first = maskOf(ranges);
        const pass = rescueInOrder(map, plan, { first, later: null }, null);
        let isAtRest = false;
        for (let step = pass.next(); !step.done; ) {
          const { lba, count } = step.value;
          const isFirst = first.at(lba);
          for (let at = lba; at < lba + count; at++) expect(first.at(at)).toBe(isFirst);
          if (!isFirst && !isAtRest) {
            isAtRest = true;
            for (const span of first)
              for (let at = span.lba; span.value && at < span.lba + span.lengthSectors; at++)
                expect(isYetToTry(map.stateAt(at))).toBe(false);
          }
          if (isAtRest) expect(isFirst).toBe(false);
          step = pass.next({ goodSectors: bad.subarray(lba, lba + count).includes(1) ? 0 : count });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('asks for the same reads as ever where nothing is to come first', () => {
    fc.assert(
      fc.property(faults, plans, (runs, plan) => {
        const bad = badSectors(total, runs);
        const order = { first: null, later: null };
        expect(runToEnd(rescueInOrder(RescueMap.untried(total), plan, order, null), bad)).toEqual(
          runToEnd(rescue(RescueMap.untried(total), plan, null), bad),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the order, and comes to the same map, when it is stopped anywhere and goes on', () => {
    const stops = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(faults, wanted, plans, stops, (runs, ranges, plan, lengths) => {
        const bad = badSectors(total, runs);
        const first = maskOf(ranges);
        const order = { first, later: null };
        const whole = RescueMap.untried(total);
        const expected = runToEnd(rescueInOrder(whole, plan, order, null), bad).map(({ lba }) =>
          first.at(lba),
        );
        expect(expected.lastIndexOf(true)).toBeLessThan(expected.indexOf(false) >>> 0);

        let map = RescueMap.untried(total);
        let cursor: RescueCursor | null = null;
        const seen: boolean[] = [];
        for (const stop of [...lengths, Number.POSITIVE_INFINITY]) {
          const pass = rescueInOrder(map, plan, order, cursor);
          let reads = 0;
          for (let step = pass.next(); !step.done && reads < stop; reads++) {
            const { lba, count } = step.value;
            seen.push(first.at(lba));
            step = pass.next({ goodSectors: bad.subarray(lba, lba + count).includes(1) ? 0 : count });
            if (!step.done) cursor = cursorBefore(step.value, first);
          }
          map = RescueMap.restore(total, map.runs(), map.tryRuns());
        }
        expect(map.runs()).toEqual(whole.runs());
        expect(seen.lastIndexOf(true)).toBeLessThan(seen.indexOf(false) >>> 0);
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same map when the wish comes in the middle of a rescue', () => {
    fc.assert(
      fc.property(faults, wanted, plans, fc.integer({ min: 1, max: 600 }), (runs, ranges, plan, reads) => {
        const bad = badSectors(total, runs);
        const plain = RescueMap.untried(total);
        runToEnd(rescue(plain, plan, null), bad);
        const map = RescueMap.untried(total);
        const pass = rescue(map, plan, null);
        let later: RescueCursor | null = null;
        let step = pass.next();
        for (let read = 0; !step.done && read < reads; read++) {
          const { lba, count } = step.value;
          step = pass.next({ goodSectors: bad.subarray(lba, lba + count).includes(1) ? 0 : count });
          if (!step.done) later = cursorBefore(step.value);
        }
        if (step.done) return;
        const order = { first: maskOf(ranges), later };
        const cursor = later && { ...later, isAmongFirst: true as const };
        runToEnd(rescueInOrder(map, plan, order, cursor), bad);
        expect(map.runs()).toEqual(plain.runs());
      }),
      { numRuns: 60 },
    );
  });
});
