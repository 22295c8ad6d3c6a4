/** Batches as they stand at a bench: one at work, one whose stack has shifted, one that is through. */
import type { Batch, BatchEntry, BatchStatus } from '../../src/shared/model/batch.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import type { ListedFile } from '../../src/shared/model/search.ts';
import { estate, estateCollection } from './collection-scenarios.ts';
import { makeCarrier } from './fake-collection.ts';
import type { FakeHubData } from './fake-hub.ts';
import { busyBench, dumpSummaryNumber } from './scenarios.ts';

export const batchId = '01900000-0000-7000-8000-dddddddddddd';

const titles = [
  'Letters to the editor, 1993',
  'Minutes of the council',
  'Accounts of the society',
  'Photographs of the harbour',
  'Press cuttings',
  'Sermons, spring',
];

/** Entry of a carrier from AR-0412 on. */
export function makeEntry(position: number, part: Partial<BatchEntry> = {}): BatchEntry {
  const code = `AR-${String(411 + position).padStart(4, '0')}`;
  const hasEnded = part.state === 'done' || part.state === 'exception';
  const minutes = (later: number) => new Date(Date.UTC(2026, 10, 26, 9, position * 4 + later)).toISOString();
  return {
    uuid: `01900000-0000-7000-8000-${String(position).padStart(12, '0')}`,
    position,
    code,
    title: titles[(position - 1) % titles.length]!,
    state: 'waiting',
    exception: null,
    note: '',
    drive: null,
    jobId: null,
    dumpId: null,
    begunName: null,
    readAnyway: false,
    observed: null,
    startedAt: hasEnded ? minutes(0) : null,
    endedAt: hasEnded ? minutes(3) : null,
    ...part,
  };
}

const { carrier: _, ...options } = defaultJobOptions;

function makeBatch(entries: readonly BatchEntry[], part: Partial<Batch> = {}): Batch {
  return {
    uuid: batchId,
    name: 'Box 7',
    operator: 'archivist',
    directory: '/archive/results',
    template: null,
    options,
    settings: { drives: ['fd0', 'fd1'], start: 'insertion', timeBox: 3, stopFor: ['blank', 'duplicate'] },
    state: 'open',
    openedAt: '2026-11-26T09:00:00.000Z',
    closedAt: null,
    entries: [...entries],
    ...part,
  };
}

const done = (position: number, observed: string): BatchEntry =>
  makeEntry(position, { state: 'done', observed, dumpId: dumpSummaryNumber(position).dumpId });

const stopped = [
  makeEntry(3, {
    state: 'exception',
    exception: 'damaged',
    note: '12 sectors were not read.',
    observed: 'ACCOUNTS',
    dumpId: dumpSummaryNumber(3).dumpId,
  }),
  makeEntry(5, {
    state: 'exception',
    exception: 'blank',
    note: 'Every sector looked at holds one value only.',
  }),
  makeEntry(6, {
    state: 'exception',
    exception: 'over-time',
    note: 'It took longer than its time: parked, and everything read is kept.',
    observed: 'SERMONS',
  }),
];

const stack: readonly BatchEntry[] = [
  done(1, 'LETTERS 93'),
  done(2, 'MINUTES'),
  stopped[0]!,
  done(4, 'HARBOUR'),
  stopped[1]!,
  stopped[2]!,
  ...[7, 8, 9, 10].map((position) => done(position, `DISK ${position}`)),
  makeEntry(11, { state: 'reading', drive: 'TEAC FD-235HF', jobId: 'j1', observed: 'CUTTINGS' }),
  makeEntry(12, { state: 'next', drive: 'Panasonic JU-475' }),
  ...Array.from({ length: 38 }, (_, index) => makeEntry(13 + index)),
];

export const runningBatch: BatchStatus = {
  revision: 1,
  isRunning: true,
  problem: null,
  batch: makeBatch(stack),
  drives: [
    {
      sourceId: 'fd0',
      label: 'TEAC FD-235HF',
      kind: 'reading',
      says: 'Reading AR-0422 in TEAC FD-235HF.',
      code: 'AR-0422',
      jobId: 'j1',
    },
    {
      sourceId: 'fd1',
      label: 'Panasonic JU-475',
      kind: 'insert',
      says: 'Insert AR-0423 in Panasonic JU-475.',
      code: 'AR-0423',
      jobId: null,
    },
  ],
  shift: null,
};

const bench = busyBench();

const listed = (path: string, sizeBytes: number, state: ListedFile['state'] = 'intact'): ListedFile => ({
  dumpId: dumpSummaryNumber(1).dumpId,
  path,
  name: path.split('/').at(-1)!,
  kind: 'file',
  sizeBytes,
  modified: '1993-03-14T09:20:00',
  lba: 33,
  state,
  sha256: null,
});

const letters = estateCollection.carriers!.find(({ code }) => code === 'AR-0412')!;

export const atTheBench: FakeHubData = {
  ...bench,
  collection: {
    ...estateCollection,
    carriers: [
      { ...letters, stateReason: 'All sectors read' },
      ...stack
        .filter(({ code }) => code !== letters.code)
        .map(({ position, title }) =>
          makeCarrier(411 + position, { title: { auto: null, manual: title }, location: 'BOX-7' }),
        ),
    ],
  },
  search: {
    ...estate.search,
    files: [
      listed('LETTERS/EDITOR01.DOC', 24_064),
      listed('LETTERS/EDITOR02.DOC', 19_968),
      listed('LETTERS/EDITOR03.DOC', 31_232, 'damaged'),
      listed('README.TXT', 812),
    ],
  },
  batch: runningBatch,
};

export const shiftedBatch: FakeHubData = {
  ...atTheBench,
  batch: {
    ...runningBatch,
    drives: [
      {
        ...runningBatch.drives[0]!,
        kind: 'take-out',
        says: 'AR-0417: take it out, and put it aside.',
        code: 'AR-0417',
        jobId: null,
      },
      {
        ...runningBatch.drives[1]!,
        kind: 'ready',
        says: 'Press Enter to read AR-0423 in Panasonic JU-475.',
      },
    ],
    shift: {
      fromPosition: 7,
      by: 1,
      pairs: [
        { code: 'AR-0418', observed: 'MINUTES 94', fits: 'AR-0419' },
        { code: 'AR-0419', observed: 'ACCOUNTS 94', fits: 'AR-0420' },
        { code: 'AR-0420', observed: 'HARBOUR 2', fits: 'AR-0421' },
      ],
    },
  },
};

export const settledBatch: FakeHubData = {
  ...atTheBench,
  batch: {
    ...runningBatch,
    drives: runningBatch.drives.map((drive) => ({ ...drive, kind: 'finished', code: null, jobId: null })),
    batch: makeBatch(stack.slice(0, 10)),
  },
};

export const restingBatch: FakeHubData = {
  ...atTheBench,
  batch: { ...runningBatch, isRunning: false, drives: [], batch: makeBatch(stack) },
};

export const manyBatches: FakeHubData = {
  ...atTheBench,
  otherBatches: [
    {
      name: 'Box 6',
      isRunning: false,
      state: 'closed',
      done: 48,
      entries: 50,
      at: '2026-11-25T08:30:00.000Z',
    },
    {
      name: 'Harbour office, CDs',
      isRunning: false,
      state: 'open',
      done: 3,
      entries: 24,
      at: '2026-11-24T13:10:00.000Z',
    },
  ],
};

const [, resting] = runningBatch.drives;

/** Its second drive was told to stop after the carrier before. */
export const stoppedBatch: FakeHubData = {
  ...atTheBench,
  held: [resting!.sourceId],
  batch: {
    ...runningBatch,
    drives: runningBatch.drives.map((drive) =>
      drive === resting
        ? {
            ...{ ...drive, kind: 'held', code: null, jobId: null },
            says: `${drive.label} was told to stop here; press Enter to go on.`,
          }
        : drive,
    ),
  },
};
