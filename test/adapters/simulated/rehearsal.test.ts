/** A dump replayed as a drive comes to the same dump. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseBehaviour } from '../../../src/main/adapters/simulated/behaviour.ts';
import { BlockRules } from '../../../src/main/adapters/simulated/rules.ts';
import { behaviourOfDump } from '../../../src/main/core/rehearsal/behaviour-of-dump.ts';
import { planFor } from '../../../src/main/core/rescue/read-plan.ts';
import { rescue } from '../../../src/main/core/rescue/rescue.ts';
import { RescueMap } from '../../../src/main/core/rescue/rescue-map.ts';
import { isReadState } from '../../../src/shared/model/sector-state.ts';

const total = 2880;
const plan = planFor({ sizeBytes: total * 512, sectorSize: 512, totalSectors: total }, 18, 3);
const drive = { vendor: 'ACME', product: 'FD-1', revision: '2', serial: 'S1', bus: 'usb' };

/** A rescue of a simulated diskette, without its bytes. */
function rescued(behaviour: object, reads = Number.POSITIVE_INFINITY): RescueMap {
  const rules = new BlockRules(parseBehaviour(behaviour, 'this test'));
  const asked = new Map<number, number>();
  const map = RescueMap.untried(total);
  const pass = rescue(map, plan, null);
  let step = pass.next();
  for (let read = 0; !step.done && read < reads; read++) {
    const { lba, count } = step.value;
    let isGood = true;
    for (let at = lba; at < lba + count; at++) {
      asked.set(at, (asked.get(at) ?? 0) + 1);
      if (rules.effect(at, asked.get(at)!).failure) isGood = false;
    }
    step = pass.next({ goodSectors: isGood ? count : 0 });
  }
  return map;
}

const record = (map: RescueMap, tries: boolean) => ({
  states: map.runs(),
  tries: tries ? map.tryRuns() : null,
  ...{ passes: [], drive, sectorSize: 512 },
});

const damage = fc.array(
  fc.record({
    lba: fc
      .nat(total - 40)
      .chain((from) => fc.tuple(fc.constant(from), fc.integer({ min: from, max: from + 30 }))),
    first: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  }),
  { maxLength: 6 },
);

it('loses what was lost, and gives at the same try what came late', () => {
  fc.assert(
    fc.property(damage, (fail) => {
      const before = rescued({ fail: JSON.parse(JSON.stringify(fail)) });
      const after = rescued(behaviourOfDump(record(before, true)));
      expect(after.runs()).toEqual(before.runs());
    }),
    { numRuns: 40 },
  );
});

it('makes nothing up for what was never read', () => {
  fc.assert(
    fc.property(damage, fc.integer({ min: 0, max: 120 }), (fail, reads) => {
      const before = rescued({ fail: JSON.parse(JSON.stringify(fail)) }, reads);
      const after = rescued(behaviourOfDump(record(before, true)));
      for (let lba = 0; lba < total; lba++)
        expect(isReadState(after.stateAt(lba))).toBe(isReadState(before.stateAt(lba)));
    }),
    { numRuns: 15 },
  );
});

it('without its store lets what came late fail at first all the same', () => {
  const before = rescued({ fail: [{ lba: [100, 103], first: 3 }] });
  expect(behaviourOfDump(record(before, false)).fail).toEqual([{ lba: [[100, 103]], first: 2 }]);
  const after = rescued(behaviourOfDump(record(before, false)));
  expect(after.runs()).toEqual(before.runs());
});

it('takes as long over bad sectors as the drive did, but never for ever', () => {
  const before = rescued({ fail: [[[200, 201]]] });
  const pass = { name: 'retry' as const, number: 1, direction: 'forward' as const, sectorsRead: 0 };
  const slow = (elapsedMs: number) =>
    behaviourOfDump({ ...record(before, true), passes: [{ ...pass, elapsedMs, reads: 2, failedReads: 2 }] })
      .slow;
  expect(slow(600)).toEqual([{ lba: [[200, 201]], ms: 300 }]);
  expect(slow(600_000)).toEqual([{ lba: [[200, 201]], ms: 5000 }]);
});
