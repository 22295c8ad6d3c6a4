import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeRow, type RowValues } from '../../../src/main/core/catalogue/merge-row.ts';

const bare = { title: null, note: '' };
const value = fc.constantFrom(null, 'a', 'b', 'c');
const state: fc.Arbitrary<RowValues> = fc.record({ title: value, note: value });
const history = fc.array(state, { minLength: 1, maxLength: 4 });
const merged = (ours: readonly RowValues[], theirs: readonly RowValues[]) => {
  const { take, conflicts } = mergeRow({ states: ours }, { states: theirs }, bare);
  return { row: { ...ours.at(-1)!, ...take }, conflicts };
};

it('takes what only the other side changed, and keeps what only this one did', () => {
  const base = { title: 'Old', note: '' };
  const ours = [base, { title: 'Old', note: 'mould' }];
  const theirs = [base, { title: 'New', note: '' }];
  expect(merged(ours, theirs)).toEqual({ row: { title: 'New', note: 'mould' }, conflicts: [] });
  expect(merged(ours, [base, { title: 'Old', note: 'dust' }]).conflicts).toEqual([
    { field: 'note', ours: 'mould', theirs: 'dust' },
  ]);
});

it('goes forward to a descendant, stays at one, and agrees with itself', () => {
  fc.assert(
    fc.property(history, history, (common, later) => {
      const longer = [...common, ...later];
      expect(merged(common, longer).conflicts).toEqual([]);
      expect(merged(common, longer).row).toEqual(longer.at(-1));
      expect(merged(longer, longer)).toEqual({ row: longer.at(-1), conflicts: [] });
    }),
  );
});

it('tells the same conflicts from both sides, and never changes a field that is in conflict', () => {
  fc.assert(
    fc.property(state, history, history, (base, ours, theirs) => {
      const here = merged([base, ...ours], [base, ...theirs]);
      for (const { field, ours: own } of here.conflicts) {
        expect(here.row[field]).toBe(own);
        expect(own).toBe(ours.at(-1)![field]);
        expect(theirs.at(-1)![field]).not.toBe(own);
      }
    }),
  );
});
