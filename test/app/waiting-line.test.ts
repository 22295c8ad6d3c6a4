/** Places in the line: nobody is lost or doubled, and only who waits for the same drive changes places. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Waiter, WaitingLine } from '../../src/main/app/waiting-line.ts';

const drives = ['s1', 's2'] as const;
const waiter = (index: number): Waiter => {
  const id = drives[index % drives.length]!;
  return {
    id: `j${index}`,
    name: `job ${index}`,
    state: 'planned',
    source: { id, kind: 'floppy', address: `/dev/${id}`, label: id },
  };
};

const count = 8;
const move = fc.record({
  job: fc.nat({ max: count }),
  before: fc.option(fc.nat({ max: count })),
});

it('keeps everybody once, and the order of all who were not moved, whatever is asked', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const line = new WaitingLine();
      for (let index = 0; index < count; index++) line.join(`j${index}`);
      for (const { job, before } of moves) {
        const earlier = line.ids;
        const target = before === null ? null : waiter(before);
        const mayMove = job < count && (before === null || (before < count && before % 2 === job % 2));
        if (mayMove) {
          line.move(waiter(job), target);
          if (target && before !== job)
            expect(line.ids.indexOf(`j${job}`)).toBe(line.ids.indexOf(target.id) - 1);
          if (target === null) expect(line.ids.at(-1)).toBe(`j${job}`);
        } else {
          expect(() => line.move(waiter(job), target)).toThrow(/Nothing was moved/);
          expect(line.ids).toEqual(earlier);
        }
        const others = (ids: readonly string[]) => ids.filter((id) => id !== `j${job}`);
        expect(others(line.ids)).toEqual(others(earlier));
        expect(line.ids.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `j${index}`));
      }
    }),
  );
});

it('refuses with a typed error that names the job', () => {
  const line = new WaitingLine();
  expect(() => line.move({ ...waiter(0), state: 'reading' }, null)).toThrow(
    expect.objectContaining({ code: 'conflict', details: { jobId: 'j0', state: 'reading' } }),
  );
});
