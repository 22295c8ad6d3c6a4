import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSeen,
  newsOfBatch,
  newsOfJob,
  newsOfWork,
  soundOf,
  Teller,
} from '../../src/renderer/telling/news.ts';
import { melodies } from '../../src/renderer/telling/sounds.ts';
import { standingOf, titleOf, windowStanding } from '../../src/renderer/telling/standing.ts';
import type { BatchStatus, DrivePrompt } from '../../src/shared/model/batch.ts';
import type { JobSummary } from '../../src/shared/model/job.ts';
import type { LongWork } from '../../src/shared/model/long-work.ts';
import { defaultSettings, newsKinds, type Settings } from '../../src/shared/model/settings.ts';
import { runningBatch } from '../support/batch-scenarios.ts';
import { jobWithMap } from '../support/scenarios.ts';

const reading = (good: number, bad = 0, part: Partial<JobSummary> = {}): JobSummary => ({
  ...jobWithMap('j1', [
    [good, 'good'],
    ...(bad > 0 ? [[bad, 'bad'] as const] : []),
    ...(good + bad < 2880 ? [[2880 - good - bad, 'untried'] as const] : []),
  ]),
  ...part,
});
const full = { code: 'output-full' as const, message: 'The disk for the results is full.', details: {} };
const stall = { unread: 35, total: 2880, passes: 2, next: null };

describe('news of a job', () => {
  const ends = (now: JobSummary) => newsOfJob(reading(100), now);

  it('are its end, in the words of the verdict and by the counts alone', () => {
    expect(ends(reading(2880, 0, { state: 'done', outcome: 'complete' }))).toMatchObject({
      kind: 'complete',
      title: 'LETTERS 93 · Floppy drive',
      sentence: expect.stringMatching(/^All 2.880 sectors read\.$/),
      shows: { screen: 'job', jobId: 'j1' },
    });
    // Whatever the outcome word says.
    expect(ends(reading(2870, 10, { state: 'done', outcome: 'complete' }))).toMatchObject({
      kind: 'errors',
      sentence: expect.stringMatching(/could not be read/),
    });
    expect(ends(reading(0, 2880, { state: 'done', outcome: 'not-readable' }))?.kind).toBe('errors');
    expect(ends(reading(100, 0, { state: 'failed', error: full }))).toMatchObject({
      kind: 'stopped',
      sentence: full.message,
    });
  });

  it('are that it was parked by what happened, not by a person', () => {
    expect(ends(reading(100, 0, { state: 'parked', error: full }))?.kind).toBe('stopped');
    expect(ends(reading(100, 0, { state: 'parked' }))).toBeNull();
    expect(ends(reading(100, 0, { state: 'cancelled' }))).toBeNull();
  });

  it('are a decision, asked for once however many passes follow', () => {
    const stalled = reading(2845, 35, { stall });
    expect(newsOfJob(reading(2845, 35), stalled)?.kind).toBe('decision');
    expect(newsOfJob(stalled, { ...stalled, stall: { ...stall, passes: 3 } })).toBeNull();
  });

  it('are not its beginning, its stages and its progress', () => {
    expect(newsOfJob(undefined, reading(0))).toBeNull();
    expect(newsOfJob(reading(0), reading(700, 3))).toBeNull();
    expect(newsOfJob(reading(2880), reading(2880, 0, { state: 'hashing' }))).toBeNull();
  });

  it('are the end of one that was begun and ended between two looks', () => {
    expect(newsOfJob(undefined, reading(0, 0, { state: 'failed' }))?.kind).toBe('stopped');
  });
});

const prompting = (part: Partial<DrivePrompt>, status: Partial<BatchStatus> = {}): BatchStatus => ({
  ...runningBatch,
  ...status,
  drives: [{ ...runningBatch.drives[0]!, ...part }],
});

describe('news of a batch', () => {
  const busy = prompting({ kind: 'reading' });

  it('are what a drive that was busy asks of a person, in the words of the batch', () => {
    const [news] = newsOfBatch(busy, prompting({ kind: 'insert', code: 'AR-0423', jobId: null }));
    expect(news).toMatchObject({
      kind: 'next',
      jobId: 'j1',
      sentence: 'Insert AR-0423.',
      shows: { screen: 'batch', batchId: runningBatch.batch.uuid },
    });
    expect(newsOfBatch(busy, prompting({ kind: 'take-out' }))).toHaveLength(1);
    expect(newsOfBatch(busy, prompting({ kind: 'finished' }))).toHaveLength(1);
    expect(newsOfBatch(prompting({ kind: 'looking' }), prompting({ kind: 'ready' }))).toHaveLength(1);
  });

  it('are not what it asks of somebody who stands before it', () => {
    const taken = newsOfBatch(prompting({ kind: 'take-out' }), prompting({ kind: 'insert' }));
    expect(taken).toEqual([]);
    expect(newsOfBatch(prompting({ kind: 'looking' }), prompting({ kind: 'insert' }))).toEqual([]);
    expect(newsOfBatch(prompting({ kind: 'insert' }), prompting({ kind: 'gone' }))).toEqual([]);
    expect(newsOfBatch(busy, busy)).toEqual([]);
  });

  it('are a stack that has shifted, and a batch that rests because something went wrong', () => {
    const shift = { fromPosition: 3, by: 1 as const, pairs: [] };
    expect(newsOfBatch(busy, { ...busy, shift }).map(({ kind }) => kind)).toEqual(['decision']);
    const resting = { ...busy, isRunning: false, drives: [], problem: full };
    expect(newsOfBatch(busy, resting)).toMatchObject([{ kind: 'stopped', sentence: full.message }]);
  });
});

describe('news of work on files', () => {
  const running: LongWork = {
    ...{ id: 'w1', kind: 'fixity', state: 'running', name: '', files: 3, problems: 0, error: null },
  };
  const ends = (part: Partial<LongWork>) => newsOfWork(running, { ...running, state: 'done', ...part });

  it('are its end; it wants a person only where something is wrong', () => {
    expect(ends({})).toMatchObject({
      kind: 'work',
      title: 'Fixity check',
      sentence: '3 files read, all as they were recorded.',
      shows: { screen: 'checks' },
    });
    expect(ends({ files: 0 })!.sentence).toBe('No file was read.');
    expect(ends({ problems: 2 })).toMatchObject({
      kind: 'stopped',
      sentence: '2 files are altered, missing or not readable.',
    });
    expect(ends({ kind: 'writing', name: 'disk.img', problems: 1 })).toMatchObject({
      kind: 'stopped',
      title: 'disk.img · Writing to a medium',
      sentence: '1 sector of the medium is not what the image has.',
    });
    expect(ends({ kind: 'conversion', name: 'disk.iso', problems: 4 })).toMatchObject({
      kind: 'work',
      sentence: 'The files are made; 4 sectors are missing or wrong in them.',
    });
    expect(ends({ kind: 'hand-over', state: 'failed', error: full })).toMatchObject({
      kind: 'stopped',
      sentence: full.message,
    });
  });

  it('are neither its beginning, nor its progress, nor that a person ended it, nor told twice', () => {
    expect(newsOfWork(undefined, running)).toBeNull();
    expect(newsOfWork(running, { ...running, files: 9 })).toBeNull();
    expect(ends({ state: 'cancelled' })).toBeNull();
    const done = { ...running, state: 'done' } as const;
    expect(newsOfWork(done, done)).toBeNull();
  });

  it('are told of a chosen kind, and of nothing that had ended at the first look', () => {
    const done = { ...running, state: 'done' } as const;
    const take = (works: readonly (readonly LongWork[] | null)[], settings: Settings['telling']) => {
      const teller = new Teller();
      return works.map((each) => teller.take({ jobs: [], batches: [], works: each }, settings, away)).at(-1)!;
    };
    const all: Settings['telling'] = { notify: ['work'], sound: ['work'], volume: 60 };
    expect(take([null, [done]], all).notices).toHaveLength(0);
    expect(take([null, [running], [done]], all)).toMatchObject({
      notices: [{ kind: 'work' }],
      sound: 'complete',
    });
    expect(take([[], [done]], all).notices).toHaveLength(1);
    expect(take([[running], [done]], defaultSettings.telling).notices).toHaveLength(0);
    const altered = { ...done, problems: 1 };
    expect(take([[running], [altered]], defaultSettings.telling)).toMatchObject({
      ...{ notices: [{ kind: 'stopped' }], wanted: 'stopped' },
    });
    expect(soundOf('work')).toBe('complete');
  });
});

const away = { hasFocus: false, view: { screen: 'bench' } } as const;
const everything: Settings['telling'] = { notify: [...newsKinds], sound: [...newsKinds], volume: 60 };

describe('telling', () => {
  const ended = reading(2880, 0, { state: 'done' });
  const take = (
    jobs: readonly JobSummary[][],
    settings: Settings['telling'],
    looking: Parameters<Teller['take']>[2] = away,
  ) => {
    const teller = new Teller();
    return jobs
      .map((each) => teller.take({ jobs: each, batches: [], works: null }, settings, looking))
      .at(-1)!;
  };

  it('says nothing of what was there at the first look', () => {
    expect(take([[ended]], everything)).toEqual({ notices: [], sound: null, wanted: null });
  });

  it('is by default silent, and notifies of what wants a person', () => {
    const usual = defaultSettings.telling;
    expect(take([[reading(10)], [ended]], usual)).toEqual({ notices: [], sound: null, wanted: null });
    const failed = take([[reading(10)], [reading(10, 0, { state: 'failed' })]], usual);
    expect(failed).toMatchObject({ notices: [{ kind: 'stopped' }], sound: null, wanted: 'stopped' });
    const stalled = take([[reading(10)], [reading(10, 0, { stall })]], usual);
    expect(stalled).toMatchObject({ notices: [{ kind: 'decision' }], wanted: 'asked' });
  });

  it('notifies nobody who looks at it, and sounds all the same', () => {
    const seeing = { hasFocus: true, view: { screen: 'job', jobId: 'j1' } } as const;
    const told = take([[reading(10)], [ended]], everything, seeing);
    expect(told).toEqual({ notices: [], sound: 'complete', wanted: null });
    const elsewhere = { hasFocus: true, view: { screen: 'job', jobId: 'j2' } } as const;
    expect(take([[reading(10)], [ended]], everything, elsewhere).notices).toHaveLength(1);
  });

  it('plays one sound at a time: that which weighs most', () => {
    const other = (state: JobSummary['state']) => ({ ...reading(10), id: 'j2', state });
    const told = take(
      [
        [reading(10), other('reading')],
        [ended, other('failed')],
      ],
      everything,
    );
    expect(told).toMatchObject({ sound: 'wanted', notices: [{ kind: 'complete' }, { kind: 'stopped' }] });
  });

  it('tells the end of a job in a batch, or that its drive wants hands, but not both', () => {
    const first = { jobs: [reading(10)], batches: [prompting({ kind: 'reading' })], works: null };
    const end = { jobs: [ended], batches: first.batches, works: null };
    const next = { jobs: [ended], batches: [prompting({ kind: 'take-out' })], works: null };
    const kinds = (settings: Settings['telling']) => {
      const teller = new Teller();
      const tolds = [first, end, next].map((heard) => teller.take(heard, settings, away));
      return [
        tolds.flatMap(({ notices }) => notices.map(({ kind }) => kind)),
        tolds.map(({ sound }) => sound),
      ];
    };
    expect(kinds(everything)).toEqual([['complete'], [null, 'complete', null]]);
    expect(kinds({ ...everything, notify: ['next'] })).toEqual([['next'], [null, 'complete', null]]);
    expect(kinds({ ...everything, sound: ['next'] })).toEqual([['complete'], [null, null, 'wanted']]);
  });

  it('of any course of jobs tells nothing but the chosen kinds, and each end once', () => {
    const states = ['reading', 'hashing', 'done', 'parked', 'failed'] as const;
    const steps = fc.array(fc.record({ state: fc.constantFrom(...states), failed: fc.boolean() }));
    fc.assert(
      fc.property(steps, fc.subarray([...newsKinds]), (course, notify) => {
        const teller = new Teller();
        let before: string = 'reading';
        teller.take({ jobs: [reading(10)], batches: [], works: null }, everything, away);
        for (const { state, failed } of course) {
          const job = reading(10, 0, { state, error: failed ? full : null });
          const { notices } = teller.take(
            { jobs: [job], batches: [], works: null },
            { ...everything, notify },
            away,
          );
          expect(notices.length).toBeLessThanOrEqual(state === before ? 0 : 1);
          for (const { kind } of notices) expect(notify).toContain(kind);
          before = state;
        }
      }),
    );
  });
});

describe('what is seen', () => {
  const job = newsOfJob(reading(1), reading(1, 0, { state: 'failed' }))!;
  const [next] = newsOfBatch(prompting({ kind: 'reading' }), prompting({ kind: 'insert' }));
  const batchId = runningBatch.batch.uuid;
  it.each([
    [{ screen: 'bench' }, true, true],
    [{ screen: 'bench', kiosk: true }, true, false],
    [{ screen: 'queue' }, true, false],
    [{ screen: 'job', jobId: 'j1' }, true, false],
    [{ screen: 'job', jobId: 'j2' }, false, false],
    [{ screen: 'batch', batchId }, false, true],
    [{ screen: 'settings' }, false, false],
  ] as const)('on %j', (view, seesJob, seesBatch) => {
    expect(isSeen(job, { hasFocus: true, view })).toBe(seesJob);
    expect(isSeen(next!, { hasFocus: true, view })).toBe(seesBatch);
    expect(isSeen(job, { hasFocus: false, view })).toBe(false);
  });
});

describe('the title and the task bar', () => {
  const second = (good: number, part: Partial<JobSummary> = {}): JobSummary => {
    const job = reading(good);
    return { ...job, id: 'j2', source: { ...job.source, id: 'fd1' }, ...part };
  };
  const told = (jobs: readonly JobSummary[], wanted: 'asked' | 'stopped' | null = null) => {
    const standing = standingOf(jobs);
    return [titleOf(standing, wanted), windowStanding(standing, wanted)];
  };

  it('say the share of all media together and how many drives are at it', () => {
    expect(told([reading(1440), second(1268)])).toEqual([
      '47 % · 2 drives — Spindle',
      { mode: 'normal', share: 0.47, isWanted: false },
    ]);
    expect(told([reading(2880, 0, { state: 'done' })])).toEqual([
      'Spindle',
      { mode: 'none', share: 0, isWanted: false },
    ]);
    // Bytes, not sectors: those of a disc are larger.
    expect(told([reading(2880), second(0, { sectorSize: 2048 })])[0]).toBe('20 % · 2 drives — Spindle');
  });

  it('never round up to the whole', () => {
    expect(told([reading(2879, 1)])[0]).toBe('99 % · 1 drive — Spindle');
  });

  it('say so where nothing is counted yet, and where nothing moves', () => {
    const planned = reading(0, 0, { state: 'identifying', counts: null });
    expect(told([planned])).toEqual([
      '1 drive — Spindle',
      { mode: 'indeterminate', share: 0, isWanted: false },
    ]);
    expect(told([reading(720, 0, { paused: true })])).toEqual([
      'Paused at 25 % · 1 drive — Spindle',
      { mode: 'paused', share: 0.25, isWanted: false },
    ]);
    expect(told([reading(720, 0, { stall })])[1]).toMatchObject({ mode: 'paused' });
  });

  it('show that a person is wanted, and a stop until somebody has looked', () => {
    expect(told([reading(720)], 'asked')).toEqual([
      '(!) 25 % · 1 drive — Spindle',
      { mode: 'normal', share: 0.25, isWanted: true },
    ]);
    expect(told([], 'stopped')).toEqual(['(!) Spindle', { mode: 'error', share: 1, isWanted: true }]);
  });
});

describe('the three sounds', () => {
  const all = Object.values(melodies);
  it('are short', () => {
    for (const notes of all) {
      for (const { atSeconds, lengthSeconds } of notes) expect(atSeconds + lengthSeconds).toBeLessThan(1.5);
    }
  });

  it('differ in direction, in pitch and in the number of their notes', () => {
    const directions = all.map((notes) => Math.sign(notes.at(-1)!.hertz - notes[0]!.hertz));
    expect(new Set(directions).size).toBe(3);
    expect(new Set(all.map((notes) => notes.length)).size).toBe(3);
    const pitches = all.flatMap((notes) => [...new Set(notes.map(({ hertz }) => hertz))]);
    expect(new Set(pitches).size).toBe(pitches.length);
  });
});
