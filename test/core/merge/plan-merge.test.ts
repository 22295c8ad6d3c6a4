import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergeInput, type MergePlan, planMerge } from '../../../src/main/core/merge/plan-merge.ts';
import { contentDifference, mediumDifference } from '../../../src/main/core/merge/same-medium.ts';
import { compactRuns, totalSectors } from '../../../src/shared/model/sector-runs.ts';
import { isReadState, type SectorState, sectorStates } from '../../../src/shared/model/sector-state.ts';

const sectorSize = 4;

interface Cell {
  readonly state: SectorState;
  readonly byte: number;
}

function inputOf(cells: readonly Cell[]): MergeInput {
  return {
    states: compactRuns(cells.map(({ state }) => [1, state] as const)),
    read(lba, count, into) {
      for (let index = 0; index < count; index++)
        into.fill(cells[lba + index]!.byte, index * sectorSize, (index + 1) * sectorSize);
    },
  };
}

/** A sector of sevens proves itself. */
const provingByte = 7;

function merge(dumps: readonly (readonly Cell[])[]): MergePlan {
  const work = planMerge(dumps.map(inputOf), {
    totalSectors: dumps[0]!.length,
    sectorSize,
    isProven: (sector) => sector[0] === provingByte,
  });
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

function eachSector({ states, stretches }: MergePlan) {
  const state = states.flatMap(([length, each]) => Array.from({ length }, () => each));
  const source = stretches.flatMap(({ lengthSectors, source }) =>
    Array.from({ length: lengthSectors }, () => source),
  );
  return state.map((each, lba) => ({ state: each, source: source[lba]! }));
}

const cell = fc.record({
  state: fc.constantFrom(...sectorStates),
  byte: fc.constantFrom(1, 2, provingByte),
});
const dumps = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 4 }))
  .chain(([sectors, count]) =>
    fc.array(fc.array(cell, { minLength: sectors, maxLength: sectors }), {
      minLength: count,
      maxLength: count,
    }),
  );

describe('a merge of dumps', () => {
  it('covers the medium once, and takes nothing from a dump that holds nothing there', () => {
    fc.assert(
      fc.property(dumps, (all) => {
        const plan = merge(all);
        expect(totalSectors(plan.states)).toBe(all[0]!.length);
        let next = 0;
        for (const { lba, lengthSectors } of plan.stretches) {
          expect(lba).toBe(next);
          next += lengthSectors;
        }
        expect(next).toBe(all[0]!.length);
        eachSector(plan).forEach(({ state, source }, lba) => {
          const held = all.some(
            (dump) => ['suspect', 'generated'].includes(dump[lba]!.state) || isReadState(dump[lba]!.state),
          );
          expect(source === null).toBe(!held);
          if (source === null) expect(isReadState(state)).toBe(false);
        });
      }),
    );
  });

  it('shows a sector as read only where a dump read it, and every such dump has the same or the sector proves itself', () => {
    fc.assert(
      fc.property(dumps, (all) => {
        const plan = merge(all);
        eachSector(plan).forEach(({ state, source }, lba) => {
          const readings = all.filter((dump) => isReadState(dump[lba]!.state)).map((dump) => dump[lba]!.byte);
          const isAgreed = new Set(readings).size === 1;
          const isReported = plan.disagreements.some(
            (each) => lba >= each.lba && lba < each.lba + each.lengthSectors,
          );
          expect(isReported).toBe(new Set(readings).size > 1);
          const isProven = readings.includes(provingByte);
          expect(isReadState(state)).toBe(isAgreed || (readings.length > 0 && isProven));
          if (readings.length > 0 && !isAgreed && isProven)
            expect(all[source!]![lba]!.byte).toBe(provingByte);
        });
      }),
    );
  });

  it('does not depend on the order of the dumps in what is read, in doubt or missing', () => {
    fc.assert(
      fc.property(dumps, (all) => {
        const kinds = (plan: MergePlan) => eachSector(plan).map(({ state }) => state);
        expect(kinds(merge(all.toReversed()))).toEqual(kinds(merge(all)));
      }),
    );
  });

  it('leaves the choice of the many in doubt, and says who is on which side', () => {
    const plan = merge([1, 2, 2].map((byte) => [{ state: 'good' as const, byte }]));
    expect(plan.states).toEqual([[1, 'suspect']]);
    expect(plan.stretches).toEqual([{ lba: 0, lengthSectors: 1, source: 1 }]);
    expect(plan.disagreements).toEqual([
      { lba: 0, lengthSectors: 1, readings: [[1, 2], [0]], settledBy: null },
    ]);
  });
});

describe('whether dumps are of one medium', () => {
  const facts = { kind: 'block', sectorSize: 512, totalSectors: 2880, disc: null } as const;

  it('is told by size and kind', () => {
    expect(mediumDifference(facts, facts)).toBeNull();
    expect(mediumDifference(facts, { ...facts, totalSectors: 1440 })).toMatch(/1440/);
    expect(mediumDifference(facts, { ...facts, sectorSize: 1024 })).toMatch(/1024/);
    expect(mediumDifference(facts, { ...facts, kind: 'optical' })).toMatch(/disc/);
  });

  it('is told by what both have read', () => {
    const plan = { states: [], stretches: [], disagreements: [], comparedSectors: 0 };
    expect(contentDifference(plan, false)).toMatch(/no sector/);
    expect(contentDifference(plan, true)).toBeNull();
    const differing = { lba: 0, lengthSectors: 10, readings: [[0], [1]], settledBy: null };
    expect(contentDifference({ ...plan, comparedSectors: 79, disagreements: [differing] }, true)).toMatch(
      /10 of the 79/,
    );
    expect(contentDifference({ ...plan, comparedSectors: 80, disagreements: [differing] }, true)).toBeNull();
  });
});
