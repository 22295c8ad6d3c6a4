import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultJobOptions,
  type JobSnapshot,
  jobStates,
  type SectorCounts,
} from '../../../src/shared/model/job.ts';
import { outcomes } from '../../../src/shared/model/outcome.ts';
import type { OutputFile } from '../../../src/shared/model/output.ts';
import { verdict } from '../../../src/shared/model/verdict.ts';

const hashes = { crc32: '0'.repeat(8), md5: '0'.repeat(32), sha1: '0'.repeat(40), sha256: '0'.repeat(64) };
const file = (path: string, role: OutputFile['role']): OutputFile => ({
  path,
  role,
  sizeBytes: 1,
  ...hashes,
});
const files = [
  file('a.img', 'image'),
  file('a.map', 'map'),
  file('a.log', 'log'),
  file('a.spindle.json', 'sidecar'),
];

function counts(part: Partial<SectorCounts> = {}): SectorCounts {
  return { total: 2880, good: 2880, goodAfterRetry: 0, bad: 0, pending: 0, ...part };
}

function snapshot(part: Partial<JobSnapshot>): JobSnapshot {
  return {
    id: 'j1',
    revision: 1,
    state: 'done',
    paused: false,
    stall: null,
    source: { id: 's', kind: 'floppy', address: '/dev/fd0', label: 'Floppy drive' },
    rootId: 'r',
    directory: '/dumps',
    name: 'a',
    carrier: null,
    dumpId: null,
    createdAt: '2026-11-20T20:00:00.000+01:00',
    endedAt: null,
    outcome: 'complete',
    counts: counts(),
    sectorSize: 512,
    etaSeconds: null,
    bytesPerSecond: 0,
    miniMap: '',
    error: null,
    options: defaultJobOptions,
    inspection: null,
    warnings: [],
    progress: null,
    files,
    tracks: [],
    disc: null,
    subchannel: null,
    ...part,
  };
}

const said = (part: Partial<JobSnapshot>) => verdict(snapshot(part)).replaceAll('\u202f', ' ');

describe('verdict of a job that has ended', () => {
  it('says each outcome with its counts', () => {
    expect(said({})).toBe('All 2 880 sectors read.');
    expect(
      said({ outcome: 'complete-after-retries', counts: counts({ good: 2868, goodAfterRetry: 12 }) }),
    ).toBe('All 2 880 sectors read, 12 of them only after retries.');
    expect(said({ outcome: 'complete-with-errors', counts: counts({ good: 2875, bad: 5 }) })).toBe(
      '2 875 of 2 880 sectors read; 5 (0.2 %) could not be read and are filled with 00. Kept: image, map and log.',
    );
    expect(
      said({
        outcome: 'complete-with-errors',
        counts: counts({ good: 2879, bad: 1 }),
        options: { ...defaultJobOptions, fillByte: 0xf6 },
      }),
    ).toBe(
      '2 879 of 2 880 sectors read; 1 (< 0.1 %) could not be read and is filled with F6. Kept: image, map and log.',
    );
    expect(said({ outcome: 'not-readable', counts: counts({ good: 0, bad: 2880 }) })).toBe(
      'None of the 2 880 sectors could be read; the image holds only the fill byte 00. Kept: image, map and log.',
    );
  });

  it('tells doubt from loss', () => {
    const doubtful = { good: 2870, bad: 10, suspect: 10 };
    expect(said({ outcome: 'complete-with-errors', counts: counts(doubtful) })).toBe(
      '2 870 of 2 880 sectors read; 10 (0.3 %) are in doubt and kept as read. Kept: image, map and log.',
    );
    expect(said({ outcome: 'complete-with-errors', counts: counts({ ...doubtful, suspect: 1 }) })).toBe(
      '2 870 of 2 880 sectors read; 9 (0.3 %) could not be read and are filled with 00; 1 (< 0.1 %) is in doubt and kept as read. Kept: image, map and log.',
    );
    expect(said({ outcome: 'not-readable', counts: counts({ good: 0, bad: 2880, suspect: 2000 }) })).toBe(
      'None of the 2 880 sectors was read beyond doubt; 880 (30.6 %) could not be read and are filled with 00; 2 000 (69.4 %) are in doubt and kept as read. Kept: image, map and log.',
    );
  });

  it('counts the tracks it kept', () => {
    const tracks = [
      file('a (Track 1).bin', 'track'),
      file('a (Track 2).bin', 'track'),
      file('a.cue', 'sheet'),
    ];
    expect(said({ counts: counts({ good: 2879, bad: 1 }), files: tracks })).toMatch(
      /Kept: 2 tracks and cue sheet\.$/,
    );
  });

  it('believes the counts, not the word', () => {
    expect(said({ outcome: 'complete', counts: counts({ good: 2879, bad: 1 }) })).toMatch(
      /1 .*could not be read/,
    );
    expect(said({ outcome: 'complete', counts: counts({ good: 2879, bad: 0 }) })).toMatch(
      /1 .*could not be read/,
    );
    expect(said({ outcome: 'complete', counts: null })).not.toMatch(/All/);
  });
});

it('is shorter for a summary, which knows neither fill byte nor files', () => {
  const { options, files, progress, ...summary } = snapshot({ counts: counts({ good: 2875, bad: 5 }) });
  expect([options, files, progress]).toBeDefined();
  expect(verdict(summary).replaceAll('\u202f', ' ')).toBe(
    '2 875 of 2 880 sectors read; 5 (0.2 %) could not be read.',
  );
});

describe('verdict of a job at work or at rest', () => {
  const half = counts({ good: 1440, bad: 3, pending: 1437 });

  it('says each state', () => {
    expect(said({ state: 'planned', outcome: null })).toBe('Waiting to start.');
    expect(said({ state: 'identifying', outcome: null })).toBe('Looking at what is in the drive.');
    expect(said({ state: 'reading', outcome: null, counts: half })).toBe(
      'Reading: 1 440 of 2 880 sectors read (50.0 %), 3 not readable so far.',
    );
    expect(said({ state: 'retrying', outcome: null, counts: { ...half, bad: 5, suspect: 2 } })).toBe(
      'Retrying: 1 440 of 2 880 sectors read (50.0 %), 3 not readable and 2 in doubt so far.',
    );
    expect(said({ state: 'reading', paused: true, outcome: null, counts: counts({ good: 1440 }) })).toBe(
      'Paused: 1 440 of 2 880 sectors read (50.0 %).',
    );
    expect(said({ state: 'retrying', outcome: null, counts: half })).toMatch(/^Retrying: /);
    expect(said({ state: 'hashing', outcome: null })).toBe(
      'All 2 880 sectors read. Writing and hashing the files.',
    );
    expect(said({ state: 'recording', outcome: null, counts: half })).toBe(
      '1 440 of 2 880 sectors read (50.0 %). Recording the dump in the catalogue.',
    );
  });

  it('says what a parked or failed job keeps', () => {
    expect(said({ state: 'parked', outcome: 'partial', counts: half })).toBe(
      'Parked: 1 440 of 2 880 sectors read (50.0 %). Everything read is kept and reading can be resumed.',
    );
    expect(said({ state: 'parked', outcome: 'partial', counts: null })).toMatch(
      /^Parked: no sectors read yet\./,
    );
    expect(said({ state: 'failed', outcome: null, counts: null })).toBe('Failed before any sector was read.');
    expect(said({ state: 'failed', outcome: null, counts: half })).toMatch(/^Failed: 1 440 of 2 880/);
    expect(said({ state: 'cancelled', outcome: null, counts: half })).toBe(
      'Cancelled: 1 440 of 2 880 sectors read (50.0 %).',
    );
  });

  it('goes by the newest counts', () => {
    const progress = { counts: counts({ good: 2000 }) } as JobSnapshot['progress'];
    expect(said({ state: 'reading', outcome: null, counts: half, progress })).toMatch(/2 000 of/);
  });
});

it('never tells of all sectors while one is missing, and always ends as a sentence', () => {
  const anyCounts = fc
    .record({
      ...{ good: fc.nat(5000), goodAfterRetry: fc.nat(5000), bad: fc.nat(50), pending: fc.nat(50) },
      suspect: fc.integer({ min: 1, max: 60 }),
    })
    .map((part) => ({ ...part, total: part.good + part.goodAfterRetry + part.bad + part.pending }));
  const anyOutcome = fc.constantFrom(null, ...outcomes);
  fc.assert(
    fc.property(fc.constantFrom(...jobStates), anyOutcome, anyCounts, (state, outcome, some) => {
      const words = verdict(snapshot({ state, outcome, counts: some }));
      expect(words).toMatch(/\.$/);
      if (some.bad + some.pending > 0) expect(words).not.toMatch(/\ball \d|^All/i);
    }),
  );
});
