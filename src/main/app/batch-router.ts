import { implement } from '@orpc/server';
import { batchContract } from '../../shared/contract/batch.ts';
import type { Batches } from './batches.ts';

export function batchRouter(batches: Batches) {
  const os = implement(batchContract);
  return os.router({
    create: os.create.handler(({ input }) => batches.create(input)),
    list: os.list.handler(async () => ({ batches: await batches.list() })),
    run: os.run.handler(async ({ input }) => {
      await batches.run(input.uuid);
      return {};
    }),
    watch: os.watch.handler(({ input, signal }) => batches.watch(input.uuid, input.after, signal)),
    begin: os.begin.handler(async ({ input }) => {
      await (await batches.run(input.uuid)).enter(input.sourceId);
      return {};
    }),
    decide: os.decide.handler(async ({ input }) => {
      await batches.decide(input);
      return {};
    }),
    shift: os.shift.handler(({ input }) => batches.shift(input.uuid, input.fromPosition, input.by)),
    close: os.close.handler(({ input }) => batches.close(input.uuid)),
  });
}
