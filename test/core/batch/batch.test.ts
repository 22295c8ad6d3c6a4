import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterJob,
  cleanSeconds,
  entryMayFollow,
  isSameMedium,
  judgeMedium,
  mediumKey,
} from '../../../src/main/core/batch/batch-policy.ts';
import { batchReport } from '../../../src/main/core/batch/batch-report.ts';
import { findShift, type Pairing, similarity } from '../../../src/main/core/batch/stack-shift.ts';
import { entryStates } from '../../../src/shared/model/batch.ts';
import type { Inspection } from '../../../src/shared/model/drive.ts';
import { outcomes } from '../../../src/shared/model/outcome.ts';
import { makeInspection } from '../../support/scenarios.ts';

const policy = { stopFor: ['blank', 'duplicate', 'mismatch', 'audio-only'] as const };
const settings = { stopFor: [...policy.stopFor] };
const samples = { sha256: 'a'.repeat(64), readable: 20, uniform: false };
const disk = (part: Partial<Inspection> = {}): Inspection => ({
  ...makeInspection(),
  disc: null,
  samples,
  ...part,
});

describe('a medium put in during a batch', () => {
  it('starts where nothing speaks against it', () => {
    expect(judgeMedium(disk(), 'fd-3.5-hd', [], settings, false)).toEqual({ kind: 'start' });
  });

  it('starts nothing when it is the one just done, and is a duplicate when another batch had it', () => {
    const key = mediumKey(disk());
    expect(judgeMedium(disk(), null, [{ key, code: 'A-1', inThisBatch: true }], settings, false)).toEqual({
      ...{ kind: 'again', code: 'A-1' },
    });
    expect(
      judgeMedium(disk(), null, [{ key, code: 'A-1', inThisBatch: false }], settings, false),
    ).toMatchObject({
      ...{ kind: 'stop', exception: 'duplicate', note: 'Seen before as A-1.' },
    });
    expect(judgeMedium(disk(), null, [{ key, code: 'A-1', inThisBatch: false }], settings, true)).toEqual({
      kind: 'start',
    });
  });

  it('is blank when nothing but one value is on it and no file system knows it', () => {
    const blank = disk({ filesystems: [], samples: { ...samples, uniform: true } });
    expect(judgeMedium(blank, null, [], settings, false)).toMatchObject({ exception: 'blank' });
  });

  it('is not what was expected when a disk is where a disc should be', () => {
    expect(judgeMedium(disk(), 'cd-rom', [], settings, false)).toMatchObject({ exception: 'mismatch' });
  });

  it('is no twin of another where only its size is known', () => {
    const unknown = { totalSectors: 2880, toc: null, samples: null };
    expect(isSameMedium(unknown, unknown)).toBe(false);
  });

  it('has more time the larger it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.integer({ min: 0, max: 900_000 }),
        (size, more) => {
          const of = (sizeBytes: number) =>
            cleanSeconds({ medium: { ...disk().medium, sizeBytes }, disc: null });
          expect(of(size + more)).toBeGreaterThanOrEqual(
            size < 4_000_000 && size + more < 4_000_000 ? of(size) : 0,
          );
          expect(of(size)).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('an entry', () => {
  it('of a job at rest is done only where everything was read, and what stopped is told', () => {
    const states = ['done', 'parked', 'failed', 'cancelled'] as const;
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom(...outcomes)),
        fc.constantFrom(...states),
        fc.boolean(),
        fc.boolean(),
        (outcome, state, isOver, mayBeProtected) => {
          const next = afterJob(outcome, state, isOver, mayBeProtected);
          if (next.exception === 'protected') expect(outcome).toBe('complete-with-errors');
          const isWhole = outcome === 'complete' || outcome === 'complete-after-retries';
          expect(next.state === 'done').toBe(state === 'done' && isWhole);
          expect(next.exception === null).toBe(next.state === 'done');
          expect(entryMayFollow('reading', next.state)).toBe(true);
        },
      ),
    );
  });

  it('never reaches done but by reading or by a decision, and can always be put back on the list', () => {
    for (const from of entryStates) {
      if (entryMayFollow(from, 'done')) expect(['reading', 'exception']).toContain(from);
      if (from !== 'waiting' && from !== 'reading') expect(entryMayFollow(from, 'waiting')).toBe(true);
    }
  });
});

describe('a shifted stack', () => {
  const titles = [
    'Annual accounts',
    'Letters to Berlin',
    'Photographs',
    'Minutes 1994',
    'Press cuttings',
    'Songbook',
    'Maps of Silesia',
  ];
  const labels = ['ACCOUNTS', 'LETTERS', 'PHOTOGRAPHS', 'MINUTES94', 'PRESSCUT', 'SONGBOOK', 'MAPS_SILESIA'];
  const pairings = (observed: (index: number) => string | null): Pairing[] =>
    titles.map((expected, index) => ({
      position: index + 1,
      code: `A-${index + 1}`,
      expected,
      observed: observed(index),
    }));

  it('is told after three media that each fit the next record, with the place where it began', () => {
    const missing = pairings((index) => (index < 2 ? labels[index]! : (labels[index + 1] ?? null)));
    expect(
      findShift(missing.map((one) => (one.position > 5 ? { ...one, observed: null } : one))),
    ).toMatchObject({
      ...{ fromPosition: 3, by: 1 },
      pairs: [{ code: 'A-3', observed: 'MINUTES94', fits: 'A-4' }, { code: 'A-4' }, { code: 'A-5' }],
    });
    const early = missing.map((one) => (one.position > 4 ? { ...one, observed: null } : one));
    expect(findShift(early)).toBeNull();
  });

  it('is told the other way round where one medium was too many', () => {
    const extra = pairings((index) => (index < 2 ? labels[index]! : labels[index - 1]!));
    expect(findShift(extra)).toMatchObject({ fromPosition: 3, by: -1 });
  });

  it('is never told of a stack in order, whatever its media are called', () => {
    expect(findShift(pairings((index) => labels[index]!))).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 12 }), (texts) => {
        const same = texts.map((text, index) => ({
          position: index + 1,
          code: `${index}`,
          expected: text,
          observed: text,
        }));
        expect(findShift(same)).toBeNull();
      }),
    );
  });

  it('goes by a likeness that is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

it('a report counts every entry once', () => {
  const entry = {
    uuid: '',
    position: 1,
    code: 'A',
    title: null,
    note: '',
    drive: null,
    jobId: null,
    dumpId: null,
    begunName: null,
    readAnyway: false,
  };
  const rest = { observed: null, startedAt: null, endedAt: null };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...entryStates)), (states) => {
      const report = batchReport(states.map((state) => ({ ...entry, ...rest, state, exception: null })));
      const { done, exceptions, skipped, waiting } = report;
      expect(done + exceptions + skipped + waiting).toBe(states.length);
    }),
  );
});
