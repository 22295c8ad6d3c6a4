/** `convert` of the contract. */
import type { ImageSource } from '../../shared/model/image-source.ts';
import type { Conversions } from '../core/ports.ts';
import type { RunningConversions } from './conversions.ts';
import type { PlacedImage } from './image-source.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

export interface ConvertParts {
  readonly ports: Pick<Conversions, 'plan'>;
  readonly running: RunningConversions;
  readonly roots: OutputRoots;
  readonly imageAt: (source: ImageSource) => Promise<PlacedImage>;
}

export function convertHandlers({ convert }: Os, { ports, running, roots, imageAt }: ConvertParts) {
  return {
    plan: convert.plan.handler(async ({ input }) => ports.plan((await imageAt(input.source)).path)),
    start: convert.start.handler(async ({ input: { source, rootId, format, name } }) => {
      const directory = roots.path(rootId);
      const { path } = await imageAt(source);
      return { conversionId: running.start(path, { format, directory, name }) };
    }),
    watch: convert.watch.handler(({ input, signal }) =>
      running.watch(input.conversionId, input.after, signal),
    ),
    cancel: convert.cancel.handler(async ({ input }) => {
      await running.cancel(input.conversionId);
      return {};
    }),
  };
}
