/** What a batch does when the catalogue or the list of drives fails under it, and when it goes on another day. */
import { describe, expect, it, vi } from 'vitest';
import type { BatchTools } from '../../src/main/app/batches.ts';
import { RunningBatch } from '../../src/main/app/running-batch.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { BatchEntry } from '../../src/shared/model/batch.ts';
import type { JobSnapshot } from '../../src/shared/model/job.ts';
import { makeEntry, runningBatch } from '../support/batch-scenarios.ts';

it('rests and says why when it cannot look at its drives, and goes on when asked', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    let fault: Error | null = null;
    const batch = { ...runningBatch.batch, entries: [] };
    const tools = {
      queue: { onSource: () => null, hold: () => {} },
      sources: {
        refresh: async () => {
          if (fault) throw fault;
          return { drives: [] };
        },
      },
      catalogue: () => ({ collection: { batches: { read: async () => batch, setEntry: async () => {} } } }),
    } as unknown as BatchTools;
    const running = new RunningBatch(batch, tools);
    await running.begin();
    expect(running.feed.value).toMatchObject({ isRunning: true, problem: null });
    fault = new SpindleError('catalogue-unavailable', 'The disk of the catalogue is gone.');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(running.feed.value).toMatchObject({
      isRunning: false,
      problem: { code: 'catalogue-unavailable', message: 'The disk of the catalogue is gone.' },
    });
    fault = null;
    await running.begin();
    expect(running.feed.value).toMatchObject({ isRunning: true, problem: null });
    running.stop();
  } finally {
    vi.useRealTimers();
  }
});

describe('a batch that is taken up after the program has ended', () => {
  /** Entries in a catalogue of their own, and the jobs the program found again. */
  function left(entries: readonly BatchEntry[], jobs: Readonly<Record<string, Partial<JobSnapshot>>>) {
    const kept = new Map(entries.map((entry) => [entry.uuid, entry]));
    const asBatch = () => ({ ...runningBatch.batch, entries: [...kept.values()] });
    const tools = {
      sources: { refresh: async () => ({ drives: [] }) },
      queue: {
        find: (id: string) => (jobs[id] ? { snapshot: jobs[id] } : null),
        onSource: () => null,
        hold: () => {},
      },
      catalogue: () => ({
        collection: {
          setException: async () => {},
          batches: {
            read: async () => asBatch(),
            setEntry: async (uuid: string, change: Partial<BatchEntry>) =>
              void kept.set(uuid, { ...kept.get(uuid)!, ...change }),
          },
        },
      }),
    } as unknown as BatchTools;
    return new RunningBatch(asBatch(), tools);
  }

  const reading = (position: number, jobId: string | null) =>
    makeEntry(position, { state: 'reading', jobId, begunName: `AR-000${position}`, drive: 'Drive A' });

  it('asks again for what was being read, and knows which dump goes on', async () => {
    const running = left([reading(1, 'gone'), reading(2, 'parked')], {
      parked: { state: 'parked', outcome: 'partial' },
    });
    await running.begin();
    running.stop();
    expect(running.batch.entries).toMatchObject([
      { state: 'waiting', drive: null, begunName: 'AR-0001' },
      { state: 'waiting', drive: null, begunName: 'AR-0002' },
    ]);
  });

  it('counts what came to its end while nobody looked', async () => {
    const running = left([reading(1, 'whole'), reading(2, 'hurt')], {
      whole: { state: 'done', outcome: 'complete', dumpId: 'a', warnings: [] },
      hurt: { state: 'done', outcome: 'complete-with-errors', dumpId: 'b', error: null, warnings: [] },
    });
    await running.begin();
    running.stop();
    expect(running.batch.entries).toMatchObject([
      { state: 'done', dumpId: 'a', begunName: null },
      // To be read again, it goes on: what was not read is still missing.
      { state: 'exception', exception: 'damaged', dumpId: 'b', begunName: 'AR-0002' },
    ]);
  });
});

describe('a drive that was told to stop after this carrier', () => {
  function beside(held: Set<string>) {
    const kept = new Map([1, 2].map((place) => makeEntry(place)).map((entry) => [entry.uuid, entry]));
    const settings = { ...runningBatch.batch.settings, drives: ['fd0'], start: 'enter' as const };
    const asBatch = () => ({ ...runningBatch.batch, settings, entries: [...kept.values()] });
    const tools = {
      sources: { refresh: async () => ({ drives: [{ id: 'fd0', label: 'Drive A', sizeBytes: 0 }] }) },
      inspect: async () => {
        throw new SpindleError('no-medium', 'There is nothing in it.');
      },
      queue: {
        onSource: () => null,
        isHeld: (id: string) => held.has(id),
        hold: (id: string, on: boolean) => (on ? held.add(id) : held.delete(id)),
      },
      catalogue: () => ({
        collection: {
          batches: {
            read: async () => asBatch(),
            setEntry: async (uuid: string, change: Partial<BatchEntry>) =>
              void kept.set(uuid, { ...kept.get(uuid)!, ...change }),
          },
        },
      }),
    } as unknown as BatchTools;
    return new RunningBatch(asBatch(), tools);
  }

  it('asks for no other one, leaves the next to other drives, and goes on when that is taken back', async () => {
    const held = new Set<string>();
    const running = beside(held);
    await running.begin();
    expect(running.batch.entries[0]).toMatchObject({ state: 'next' });
    held.add('fd0');
    await running.look();
    expect(running.feed.value.drives).toMatchObject([{ kind: 'held', code: null }]);
    expect(running.batch.entries).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    held.clear();
    await running.look();
    running.stop();
    expect(running.batch.entries[0]).toMatchObject({ state: 'next', drive: 'Drive A' });
  });

  it('is looked after again when the batch is begun anew', async () => {
    const held = new Set(['fd0']);
    const running = beside(held);
    await running.begin();
    running.stop();
    expect(held.size).toBe(0);
    expect(running.batch.entries[0]).toMatchObject({ state: 'next' });
  });

  it('goes on by Enter too', async () => {
    const held = new Set<string>();
    const running = beside(held);
    await running.begin();
    held.add('fd0');
    await running.look();
    await running.enter('fd0');
    running.stop();
    expect(held.size).toBe(0);
    expect(running.batch.entries[0]).toMatchObject({ state: 'next' });
  });
});
