/** A batch over plain data, for the screens alone. */
import { implement } from '@orpc/server';
import { batchContract } from '../../src/shared/contract/batch.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { BatchStatus } from '../../src/shared/model/batch.ts';

export function fakeBatchRouter(status: BatchStatus | null, asked: string[]) {
  const os = implement(batchContract);
  const uuid = '01900000-0000-7000-8000-dddddddddddd';
  const noted = (what: string) => {
    asked.push(what);
    return {};
  };
  return os.router({
    create: os.create.handler(({ input }) => ({ ...noted(`batch ${input.name}`), uuid })),
    list: os.list.handler(() => ({
      batches: status ? [{ ...status.batch, entries: status.batch.entries.length, done: 0 }] : [],
    })),
    run: os.run.handler(({ input }) => noted(`run ${input.uuid}`)),
    watch: os.watch.handler(async ({ input, signal }) => {
      if (!status) throw new SpindleError('not-found', 'There is no such batch.', { uuid: input.uuid });
      if (input.after >= status.revision)
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      return status;
    }),
    begin: os.begin.handler(({ input }) => noted(`begin ${input.sourceId}`)),
    decide: os.decide.handler(({ input }) =>
      noted(`decide ${input.entry} ${input.action} ${input.disposition}`),
    ),
    shift: os.shift.handler(({ input }) => ({
      ...noted(`shift ${input.fromPosition} ${input.by}`),
      ...{ txn: null, summary: '', changed: 0 },
    })),
    close: os.close.handler(() => ({
      ...noted('close batch'),
      ...{ total: 0, done: 0, exceptions: 0, skipped: 0, waiting: 0, byException: {}, text: '' },
    })),
  });
}
