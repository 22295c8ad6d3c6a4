/** Which job a tile shows, and when a drive can be told to stop after it. */
import { describe, expect, it } from 'vitest';
import { isFree, jobOn, mayStopAfter } from '../../src/renderer/state/bench-store.ts';
import { makeDrive, makeJob } from '../support/scenarios.ts';

const drive = makeDrive('fd0');

describe('the job of a drive', () => {
  const done = makeJob('done', { state: 'done' });
  const later = makeJob('later', { state: 'planned' });
  const sooner = makeJob('sooner', { state: 'planned' });
  const reading = makeJob('reading');

  it('is the one at work, however new those are that wait', () => {
    expect(jobOn([later, reading, done], drive)).toBe(reading);
  });

  it('is one that waits where nobody works: the drive is not free', () => {
    expect(jobOn([done, later, sooner], drive)).toBe(sooner);
    expect(isFree(drive, [done, later, sooner])).toBe(false);
  });

  it('is the last one that was, where nobody waits either', () => {
    expect(jobOn([done], drive)).toBe(done);
    expect(isFree(drive, [done])).toBe(true);
  });
});

describe('a drive can be told to stop', () => {
  const job = makeJob('reading');
  const standing = { job, waiting: 0, isInBatch: false, isHeld: false };

  it('where something is to come after the job at work', () => {
    expect(mayStopAfter(standing)).toBe(false);
    expect(mayStopAfter({ ...standing, waiting: 2 })).toBe(true);
    expect(mayStopAfter({ ...standing, isInBatch: true })).toBe(true);
  });

  it('and to go on for as long as it is stopped', () => {
    expect(mayStopAfter({ ...standing, isHeld: true })).toBe(true);
    expect(mayStopAfter({ ...standing, job: undefined, waiting: 1, isHeld: true })).toBe(true);
    expect(mayStopAfter({ ...standing, job: undefined, waiting: 1 })).toBe(false);
    expect(mayStopAfter({ ...standing, job: undefined, isHeld: true })).toBe(false);
  });
});
