import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunMap } from '../../../src/main/core/rescue/run-map.ts';

const total = 40;
const edits = fc.array(fc.record({ lba: fc.nat(total - 1), length: fc.nat(total), value: fc.nat(3) }), {
  maxLength: 30,
});

function applied(list: readonly { lba: number; length: number; value: number }[]) {
  const map = new RunMap<number>(total, 0);
  const model = new Array<number>(total).fill(0);
  for (const { lba, length, value } of list) {
    const cut = Math.min(length, total - lba);
    map.update(lba, cut, (present) => Math.max(present, value));
    for (let at = lba; at < lba + cut; at++) model[at] = Math.max(model[at]!, value);
  }
  return { map, model };
}

describe('a run map', () => {
  it('holds what an array of all sectors would hold, in as few runs as there are changes', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const { map, model } = applied(list);
        expect(model.map((_, lba) => map.at(lba))).toEqual(model);
        const runs = [...map];
        expect(runs[0]!.lba).toBe(0);
        expect(runs.reduce((sum, run) => sum + run.lengthSectors, 0)).toBe(total);
        for (const [index, run] of runs.entries()) {
          if (index > 0) expect(run.value).not.toBe(runs[index - 1]!.value);
        }
      }),
    );
  });

  it('finds the next and the previous run of a value as a search through all sectors would', () => {
    fc.assert(
      fc.property(edits, fc.nat(total), fc.nat(3), (list, from, value) => {
        const { map, model } = applied(list);
        const first = model.findIndex((present, lba) => lba >= from && present === value);
        expect(map.next(from, (present) => present === value)?.lba ?? -1).toBe(first);
        const last = model.findLastIndex((present, lba) => lba < from && present === value);
        const run = map.previous(from, (present) => present === value);
        expect(run ? run.lba + run.lengthSectors - 1 : -1).toBe(last);
      }),
    );
  });

  it('refuses sectors that do not exist', () => {
    const map = new RunMap<number>(10, 0);
    expect(() => map.at(10)).toThrow(RangeError);
    expect(() => map.update(8, 3, () => 1)).toThrow(RangeError);
    expect(() => new RunMap<number>(0, 0)).toThrow(RangeError);
  });
});
