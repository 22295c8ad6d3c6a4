/** What a job has read, on the shelf: anew while it works, once when it is done. */
import { expect, it, vi } from 'vitest';
import { jobImages } from '../../src/main/app/job-images.ts';
import { makeJob } from '../support/scenarios.ts';

it('opens the store anew now and then, and the results once', () => {
  vi.useFakeTimers();
  try {
    const added: string[] = [];
    const forgotten: string[] = [];
    const shelf = {
      add: ({ path }: { path: string }) => `i${added.push(path)}`,
      forget: (id: string) => void forgotten.push(id),
    };
    const images = jobImages(shelf, (directory, name) => `${directory}/${name}`);
    const job = makeJob('j1', { directory: '/dumps', name: 'A' });
    expect(images.imageOf(job)).toBe('i1');
    expect(images.imageOf(job)).toBe('i1');
    vi.advanceTimersByTime(11_000);
    expect(images.imageOf(job)).toBe('i2');
    const done = { ...job, state: 'done' as const };
    expect(images.imageOf(done)).toBe('i3');
    vi.advanceTimersByTime(60_000);
    expect(images.imageOf(done)).toBe('i3');
    expect(added).toEqual(['/dumps/A.spindle', '/dumps/A.spindle', '/dumps/A.spindle.json']);
    expect(forgotten).toEqual(['i1', 'i2']);
  } finally {
    vi.useRealTimers();
  }
});

it('opens the store anew once its directories have been looked through', () => {
  let added = 0;
  const images = jobImages({ add: () => `i${++added}`, forget() {} }, (_, name) => name);
  const job = makeJob('j1', { name: 'A' });
  expect(images.imageOf(job)).toBe('i1');
  const first = { wanted: [], files: 0, sectors: 0, missing: [] };
  expect(images.imageOf({ ...job, first })).toBe('i2');
  expect(images.imageOf({ ...job, first })).toBe('i2');
});
