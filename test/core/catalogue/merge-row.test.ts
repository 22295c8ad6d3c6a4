import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeRow, mergeWholeRow, type RowValues } from '../../../src/main/core/catalogue/merge-row.ts';

const bare = { title: null, note: '' };
const value = fc.constantFrom(null, 'a', 'b', 'c');
const state: fc.Arbitrary<RowValues> = fc.record({ title: value, note: value });
const history = fc.array(state, { minLength: 1, maxLength: 4 });
const merged = (ours: readonly RowValues[], theirs: readonly RowValues[], merge = mergeRow) => {
  const { take, conflicts } = merge({ states: ours }, { states: theirs }, bare);
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

it.each([
  ['field by field', mergeRow],
  ['as one', mergeWholeRow],
])('comes to the same from both sides, but for what is in conflict: %s', (_, merge) => {
  fc.assert(
    fc.property(fc.array(state, { maxLength: 2 }), history, history, (common, ours, theirs) => {
      const here = merged([...common, ...ours], [...common, ...theirs], merge);
      const there = merged([...common, ...theirs], [...common, ...ours], merge);
      expect(there.conflicts).toEqual(
        here.conflicts.map((one) => ({ field: one.field, ours: one.theirs, theirs: one.ours })),
      );
      for (const field of Object.keys(bare))
        if (!here.conflicts.some((one) => one.field === field))
          expect(here.row[field]).toBe(there.row[field]);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['field by field', mergeRow],
  ['as one', mergeWholeRow],
])('changes nothing the second time, and tells the same conflicts: %s', (_, merge) => {
  const by = (name: string) =>
    fc.array(fc.record({ title: fc.constantFrom(null, `${name} 1`, `${name} 2`), note: value }), {
      maxLength: 3,
    });
  fc.assert(
    fc.property(history, by('ours'), by('theirs'), (common, own, other) => {
      // What one says of the title the other never said.
      const ours = [...common, ...own.map((each) => ({ ...each, note: '' }))];
      const theirs = [...common, ...other];
      const first = merged(ours, theirs, merge);
      const after = JSON.stringify(first.row) === JSON.stringify(ours.at(-1)) ? ours : [...ours, first.row];
      expect(merged(after, theirs, merge)).toEqual(first);
    }),
    { numRuns: 2000 },
  );
});

it('does not bring back what somebody took back here', () => {
  const [before, made] = [
    { title: null, note: '' },
    { title: 'a', note: '' },
  ];
  expect(merged([before, made, before], [before, made]).row).toEqual(before);
  expect(merged([before, made], [before, made, before]).row).toEqual(before);
});

it('never mixes the fields of a row that says one thing', () => {
  const base = { title: null, note: '' };
  const ours = { title: 'a', note: '' };
  const theirs = { title: null, note: 'b' };
  expect(merged([base, ours], [base, theirs], mergeWholeRow)).toEqual({
    row: ours,
    conflicts: [
      { field: 'title', ours: 'a', theirs: null },
      { field: 'note', ours: '', theirs: 'b' },
    ],
  });
  expect(merged([base], [base, theirs], mergeWholeRow)).toEqual({ row: theirs, conflicts: [] });
});
