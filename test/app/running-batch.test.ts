/** What a batch does when the catalogue or the list of drives fails under it. */
import { expect, it, vi } from 'vitest';
import type { BatchTools } from '../../src/main/app/batches.ts';
import { RunningBatch } from '../../src/main/app/running-batch.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import { runningBatch } from '../support/batch-scenarios.ts';

it('rests and says why when it cannot look at its drives, and goes on when asked', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    let fault: Error | null = null;
    const batch = { ...runningBatch.batch, entries: [] };
    const tools = {
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
