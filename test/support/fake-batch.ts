/** A batch over plain data, for the screens alone. */
import { implement } from '@orpc/server';
import { batchContract } from '../../src/shared/contract/batch.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { Batch, BatchStatus } from '../../src/shared/model/batch.ts';
import type { FakeFeed } from './fake-feed.ts';

/** A batch in the list beside the one that is shown. */
export interface OtherBatch extends Pick<Batch, 'name' | 'state'> {
  readonly isRunning: boolean;
  readonly done: number;
  readonly entries: number;
  readonly at: string;
}

export function fakeBatchRouter(
  feed: FakeFeed<BatchStatus | null>,
  others: readonly OtherBatch[],
  asked: string[],
) {
  const os = implement(batchContract);
  const uuid = feed.value?.batch.uuid ?? '01900000-0000-7000-8000-dddddddddddd';
  const noted = (what: string) => {
    asked.push(what);
    return {};
  };
  const count = (state: string) =>
    (feed.value?.batch.entries ?? []).filter((one) => one.state === state).length;
  return os.router({
    create: os.create.handler(({ input }) => ({
      ...noted(`batch ${input.name} of ${input.carriers.join(' ')} in ${input.settings.drives.join(' ')}`),
      uuid,
    })),
    list: os.list.handler(() => {
      const status = feed.value;
      if (!status) return { batches: [] };
      const { batch, isRunning } = status;
      return {
        batches: [
          { ...batch, entries: batch.entries.length, done: count('done'), isRunning },
          ...others.map(({ at, ...other }, index) => ({
            ...{ ...batch, ...other, openedAt: at },
            uuid: `01900000-0000-7000-8000-ddddddddd${String(index).padStart(3, '0')}`,
          })),
        ],
      };
    }),
    run: os.run.handler(({ input }) => noted(`run ${input.uuid}`)),
    watch: os.watch.handler(async ({ input, signal }) => {
      const { revision, value } = await feed.past(input.after, signal);
      if (!value) throw new SpindleError('not-found', 'There is no such batch.', { uuid: input.uuid });
      return { ...value, revision };
    }),
    begin: os.begin.handler(({ input }) => noted(`begin ${input.sourceId}`)),
    decide: os.decide.handler(({ input }) =>
      noted(`decide ${input.entry} ${input.action} ${input.disposition}`),
    ),
    shift: os.shift.handler(({ input }) => ({
      ...noted(`shift ${input.fromPosition} ${input.by}`),
      ...{ txn: '01900000-0000-7000-8000-ffffffffffff', summary: '', changed: 3 },
    })),
    close: os.close.handler(() => ({
      ...noted('close batch'),
      ...{
        total: feed.value?.batch.entries.length ?? 0,
        done: count('done'),
        exceptions: count('exception'),
      },
      ...{ skipped: count('skipped'), waiting: count('waiting'), byException: { damaged: 1 }, text: '' },
    })),
  });
}
