import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptJobs } from '../../src/renderer/state/hub-store.ts';
import { beforeWhom, queueParts } from '../../src/renderer/state/queue-order.ts';
import { movedBefore } from '../../src/shared/model/waiting-order.ts';
import { makeJob } from '../support/scenarios.ts';

const at = (id: string, label: string) => ({ id, kind: 'floppy' as const, address: `/dev/${id}`, label });

describe('the parts of the queue', () => {
  it('are what is at work, the line of each drive in its order, and the rest as it came', () => {
    const jobs = [
      makeJob('late', { state: 'planned', source: at('a', 'Drive A') }),
      makeJob('early', { state: 'planned', source: at('a', 'Drive A') }),
      makeJob('other', { state: 'planned', source: at('b', 'Drive B') }),
      makeJob('reading', { state: 'reading', source: at('a', 'Drive A') }),
      makeJob('done', { state: 'done' }),
      makeJob('parked', { state: 'parked' }),
    ];
    const { atWork, lines, atRest } = queueParts(jobs, ['other', 'late', 'early']);
    expect(atWork.map(({ id }) => id)).toEqual(['reading']);
    expect(lines.map(({ label, jobs: line }) => [label, line.map(({ id }) => id)])).toEqual([
      ['Drive B', ['other']],
      ['Drive A', ['late', 'early']],
    ]);
    expect(atRest.map(({ id }) => id)).toEqual(['done', 'parked']);
  });

  it('have a job whose place is not told yet at the end', () => {
    const jobs = [makeJob('new', { state: 'planned' }), makeJob('old', { state: 'planned' })];
    expect(queueParts(jobs, ['old']).lines[0]!.jobs.map(({ id }) => id)).toEqual(['old', 'new']);
  });
});

describe('a step in a line', () => {
  const line = ['a', 'b', 'c', 'd'];
  it.each([
    ['a', 'up', undefined],
    ['a', 'front', undefined],
    ['a', 'down', 'c'],
    ['c', 'up', 'b'],
    ['c', 'down', null],
    ['d', 'front', 'a'],
    ['d', 'down', undefined],
    ['d', 'end', undefined],
    ['b', 'end', null],
  ] as const)('of %s %s comes before %s', (id, step, before) => {
    expect(beforeWhom(line, id, step)).toBe(before);
  });

  it('down and up again is where it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), (place) => {
        const id = line[place]!;
        const down = movedBefore(line, id, beforeWhom(line, id, 'down')!);
        expect(down.indexOf(id)).toBe(place + 1);
        expect(movedBefore(down, id, beforeWhom(down, id, 'up')!)).toEqual(line);
      }),
    );
  });
});

it('a job that did not change is the same object as before', () => {
  const [rests, works] = [makeJob('a', { state: 'done' }), makeJob('b')];
  const heard = structuredClone([rests, { ...works, bytesPerSecond: 7 }]);
  const kept = keptJobs([rests, works], heard);
  expect(kept[0]).toBe(rests);
  expect(kept[1]).toMatchObject({ id: 'b', bytesPerSecond: 7 });
});
