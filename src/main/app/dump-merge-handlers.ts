/** `dumpMerges` of the contract. */
import type { Catalogue } from '../core/ports.ts';
import type { RunningMerges } from './dump-merges.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';
import { toolName, version } from './version.ts';

export interface DumpMergeParts {
  readonly running: RunningMerges;
  readonly roots: OutputRoots;
  /** @throws SpindleError why there is none */
  readonly catalogue: () => Catalogue;
  /** Of its sidecar. @throws SpindleError not-found */
  readonly pathOf: (dumpId: string) => Promise<string>;
}

export function dumpMergeHandlers(
  { dumpMerges: os }: Os,
  { running, roots, catalogue, pathOf }: DumpMergeParts,
) {
  const pathsOf = (dumpIds: readonly string[]) => Promise.all(dumpIds.map(pathOf));
  return {
    look: os.look.handler(async ({ input: { dumpIds } }) => ({
      mergeId: running.start(catalogue(), { paths: await pathsOf(dumpIds), output: null }),
    })),
    start: os.start.handler(async ({ input: { dumpIds, rootId, name } }) => {
      const output = { directory: roots.path(rootId), name, tool: { name: toolName, version } };
      return { mergeId: running.start(catalogue(), { paths: await pathsOf(dumpIds), output }) };
    }),
    watch: os.watch.handler(({ input, signal }) => running.watch(input.mergeId, input.after, signal)),
    cancel: os.cancel.handler(async ({ input }) => {
      await running.cancel(input.mergeId);
      return {};
    }),
  };
}
