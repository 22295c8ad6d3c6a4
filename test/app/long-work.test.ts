/** What the list of long work says of each kind, and that it moves when one begins or ends. */
import { expect, it } from 'vitest';
import { Feed } from '../../src/main/app/feed.ts';
import { followedWork } from '../../src/main/app/followed-work.ts';
import { type LongWorkers, longWork } from '../../src/main/app/long-work.ts';
import type { FixityRun } from '../../src/shared/model/fixity.ts';
import type { Writing } from '../../src/shared/model/write-back.ts';

const rules = { mostRunning: 4, tooMany: '', unknown: '' };
const none = { list: () => [], onActivity: () => {} };

it('names a writing after its image, and counts the sectors that did not take', () => {
  const writing = followedWork<Omit<Writing, 'revision'>>(rules);
  const fixity = { feed: new Feed<FixityRun | null>(null), onActivity: () => {} };
  const feed = longWork({ converting: none, handingOver: none, writing, fixity });
  let change: (part: Partial<Writing>) => void = () => {};
  const begun = { path: '/images/disk.img', address: '/dev/fd0', step: null, report: null, isNoted: null };
  writing.start({ state: 'running', error: null, ...begun }, (say) => {
    change = say;
    return { cancel: async () => {} };
  });
  expect(feed.value).toMatchObject([{ kind: 'writing', state: 'running', name: 'disk.img', problems: 0 }]);
  const failed: Writing['report'] = {
    ...{ method: 'sectors', totalSectors: 2880, goodSectors: 2875, rewrittenSectors: 0, said: [] },
    failed: [
      [7, 2],
      [90, 3],
    ],
  } as NonNullable<Writing['report']>;
  change({ state: 'done', report: failed });
  expect(feed.value).toMatchObject([{ state: 'done', problems: 5 }]);
});

it('counts of a fixity run what is altered, missing or not readable, and not what is out of reach', () => {
  let tell = () => {};
  const run: FixityRun = {
    ...{
      phase: 'done',
      startedAt: '2026-11-20T20:13:05Z',
      checkedFiles: 9,
      checkedBytes: 9,
      bytesPerSecond: 0,
    },
    counts: { ok: 6, mismatch: 1, missing: 2, offline: 5, unreadable: 0, never: 0 },
    ...{ path: '', findings: [], skipped: [], problem: null },
  };
  const feed = new Feed<FixityRun | null>(null);
  const fixity: LongWorkers['fixity'] = {
    feed,
    onActivity: (listener) => {
      tell = listener;
    },
  };
  const works = longWork({ converting: none, handingOver: none, writing: none, fixity });
  feed.set(run);
  tell();
  expect(works.value).toMatchObject([{ kind: 'fixity', state: 'done', files: 9, problems: 3 }]);
  feed.set({ ...run, phase: 'stopped' });
  tell();
  expect(works.value).toMatchObject([{ state: 'cancelled' }]);
});
