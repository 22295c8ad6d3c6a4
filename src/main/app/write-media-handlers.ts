/** `writeMedia` of the contract. */
import { SpindleError } from '../../shared/errors.ts';
import type { Drive } from '../../shared/model/drive.ts';
import type { ImageSource } from '../../shared/model/image-source.ts';
import type { WriteTarget } from '../../shared/model/write-back.ts';
import type { WriteSpec } from '../core/writeback/write-spec.ts';
import type { PlacedImage } from './image-source.ts';
import type { Os } from './implementer.ts';
import type { Sources } from './sources.ts';
import type { Writings } from './writings.ts';

export interface WriteMediaParts {
  readonly writeTargets: (
    drives: readonly Drive[],
    protectedPaths: readonly string[],
  ) => Promise<WriteTarget[]>;
  readonly running: Writings;
  readonly sources: Sources;
  readonly protectedPaths: readonly string[];
  readonly imageAt: (source: ImageSource) => Promise<PlacedImage>;
  /** Whether a job has the drive. */
  readonly isImaged: (sourceId: string) => boolean;
}

export function writeMediaHandlers({ writeMedia }: Os, parts: WriteMediaParts) {
  const { running, sources, protectedPaths } = parts;

  interface Asked {
    readonly source: ImageSource;
    readonly targetId: string;
  }

  async function specOf({ source, targetId }: Asked, model: string | null, retries: number) {
    const { address, kind } = await sources.get(targetId);
    if (kind === 'simulated' || kind === 'file' || kind === 'loop')
      throw new SpindleError('unsupported', `${address} is no drive a medium lies in. Nothing was written.`, {
        address,
      });
    if (parts.isImaged(targetId))
      throw new SpindleError('device-busy', `${address} is being imaged just now.`, { address });
    const { path, dumpId } = await parts.imageAt(source);
    const spec: WriteSpec = { path, address, model, retries, protectedPaths: [...protectedPaths] };
    return { spec, dumpId };
  }

  return {
    targets: writeMedia.targets.handler(async () => {
      const { drives } = await sources.refresh();
      return { targets: await parts.writeTargets(drives, protectedPaths) };
    }),
    check: writeMedia.check.handler(async ({ input }) => running.check((await specOf(input, null, 0)).spec)),
    start: writeMedia.start.handler(async ({ input }) => {
      const { spec, dumpId } = await specOf(input, input.model, input.retries);
      return { writingId: running.start(spec, dumpId) };
    }),
    watch: writeMedia.watch.handler(({ input, signal }) =>
      running.watch(input.writingId, input.after, signal),
    ),
    cancel: writeMedia.cancel.handler(async ({ input }) => {
      await running.cancel(input.writingId);
      return {};
    }),
  };
}
