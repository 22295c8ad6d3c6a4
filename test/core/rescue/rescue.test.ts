import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadPlan } from '../../../src/main/core/rescue/read-plan.ts';
import { planFor } from '../../../src/main/core/rescue/read-plan.ts';
import { cursorBefore, type RescueCursor, rescue } from '../../../src/main/core/rescue/rescue.ts';
import { RescueMap } from '../../../src/main/core/rescue/rescue-map.ts';
import { neverFell, type SectorRuns } from '../../../src/shared/model/sector-runs.ts';
import { badSectors, faultRuns, runToEnd } from '../../support/faulty-medium.ts';

const total = 3000;
const faults = faultRuns(total, 6, 200);
const plans = fc.constantFrom<ReadPlan>(
  { clusterSectors: 18, sweepSectors: 18, initialSkipSectors: 0, maxSkipSectors: 0, retries: 1 },
  { clusterSectors: 16, sweepSectors: 64, initialSkipSectors: 16, maxSkipSectors: 128, retries: 2 },
  { clusterSectors: 1, sweepSectors: 1, initialSkipSectors: 8, maxSkipSectors: 30, retries: 0 },
);

function statesOf(map: RescueMap): SectorRuns {
  return map.runs();
}

describe('a rescue', () => {
  it('ends with every readable sector good and every other bad, whatever the faults', () => {
    fc.assert(
      fc.property(faults, plans, (runs, plan) => {
        const bad = badSectors(total, runs);
        const map = RescueMap.untried(total);
        runToEnd(rescue(map, plan, null), bad);
        for (let lba = 0; lba < total; lba++) expect(map.stateAt(lba)).toBe(bad[lba] ? 'bad' : 'good');
      }),
      { numRuns: 60 },
    );
  });

  it('never asks again for a sector it has, and never lets a state fall', () => {
    fc.assert(
      fc.property(faults, plans, (runs, plan) => {
        const bad = badSectors(total, runs);
        const map = RescueMap.untried(total);
        const pass = rescue(map, plan, null);
        let before = statesOf(map);
        for (let step = pass.next(); !step.done; ) {
          const { lba, count } = step.value;
          for (let at = lba; at < lba + count; at++) expect(map.stateAt(at)).not.toBe('good');
          step = pass.next({ goodSectors: bad.subarray(lba, lba + count).includes(1) ? 0 : count });
          const after = statesOf(map);
          expect(neverFell(before, after)).toBe(true);
          before = after;
        }
      }),
      { numRuns: 15 },
    );
  });

  it('comes to the same map when it is stopped anywhere and goes on from its cursor', () => {
    fc.assert(
      fc.property(
        faults,
        plans,
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
        (runs, plan, stops) => {
          const bad = badSectors(total, runs);
          const whole = RescueMap.untried(total);
          runToEnd(rescue(whole, plan, null), bad);

          let map = RescueMap.untried(total);
          let cursor: RescueCursor | null = null;
          for (const stop of [...stops, Number.POSITIVE_INFINITY]) {
            const pass = rescue(map, plan, cursor);
            let reads = 0;
            for (let step = pass.next(); !step.done && reads < stop; reads++) {
              const request = step.value;
              const good = !bad.subarray(request.lba, request.lba + request.count).includes(1);
              step = pass.next({ goodSectors: good ? request.count : 0 });
              if (!step.done) cursor = cursorBefore(step.value);
            }
            map = RescueMap.restore(total, map.runs(), map.tryRuns());
          }
          expect(map.runs()).toEqual(whole.runs());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the good start of a read that failed', () => {
    const map = RescueMap.untried(36);
    const plan = {
      clusterSectors: 18,
      sweepSectors: 18,
      initialSkipSectors: 0,
      maxSkipSectors: 0,
      retries: 0,
    };
    const pass = rescue(map, plan, null);
    pass.next();
    pass.next({ goodSectors: 7 });
    expect(map.runs()).toEqual([
      [7, 'good'],
      [11, 'skipped'],
      [18, 'untried'],
    ]);
    expect(map.tryRuns()).toEqual([
      [7, 0],
      [11, 1],
      [18, 0],
    ]);
  });

  it('marks what comes only in a retry', () => {
    const map = RescueMap.untried(4);
    const plan = { clusterSectors: 4, sweepSectors: 4, initialSkipSectors: 0, maxSkipSectors: 0, retries: 2 };
    const pass = rescue(map, plan, null);
    let failures = 0;
    for (let step = pass.next(); !step.done; ) {
      const covers = step.value.lba <= 2 && step.value.lba + step.value.count > 2;
      const fails = covers && failures < 3;
      if (fails) failures++;
      step = pass.next({ goodSectors: fails ? 0 : step.value.count });
    }
    expect(map.runs()).toEqual([
      [2, 'good'],
      [1, 'good-after-retry'],
      [1, 'good'],
    ]);
    expect(map.triesAt(2)).toBe(3);
  });

  it('does first what a map made elsewhere has left, even with a cursor in a later pass', () => {
    const map = RescueMap.restore(
      10,
      [
        [5, 'good'],
        [2, 'skipped'],
        [3, 'bad'],
      ],
      [],
    );
    const plan = { clusterSectors: 4, sweepSectors: 4, initialSkipSectors: 0, maxSkipSectors: 0, retries: 1 };
    const cursor: RescueCursor = { pass: { name: 'retry', number: 1, direction: 'forward' }, positionLba: 0 };
    runToEnd(rescue(map, plan, cursor), new Uint8Array(10));
    expect(map.counts()).toMatchObject({ bad: 0, pending: 0 });
  });
});

describe('a read plan', () => {
  it('reads floppies by the track and never skips', () => {
    const plan = planFor({ sizeBytes: 1474560, sectorSize: 512, totalSectors: 2880 }, 18, 3);
    expect(plan).toEqual({
      clusterSectors: 18,
      sweepSectors: 18,
      initialSkipSectors: 0,
      maxSkipSectors: 0,
      retries: 3,
    });
  });

  it('follows ddrescue for everything else', () => {
    const sizeBytes = 10 * 1024 ** 3;
    const plan = planFor({ sizeBytes, sectorSize: 512, totalSectors: sizeBytes / 512 }, null, 1);
    expect(plan.clusterSectors).toBe(128);
    expect(plan.initialSkipSectors).toBe(256);
    expect(plan.maxSkipSectors).toBe(Math.floor(sizeBytes / 512 / 100));
    expect(plan.sweepSectors % plan.clusterSectors).toBe(0);
  });
});
