/** `handOver` of the contract. */
import type { HandOverScope } from '../../shared/model/hand-over.ts';
import type { AssetFolder } from '../core/catalogue/asset-port.ts';
import { type BagPhoto, photosOf } from '../core/handover/bag-photos.ts';
import type { HandOvers } from '../core/handover/hand-over-port.ts';
import type { Catalogue } from '../core/ports.ts';
import type { RunningHandOvers } from './hand-overs.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

const pageOfDumps = 500;

export interface HandOverParts {
  readonly ports: Pick<HandOvers, 'formats'>;
  readonly running: RunningHandOvers;
  readonly roots: OutputRoots;
  /** Beside the catalogue; null where there is none. */
  readonly assetFolder: AssetFolder | null;
  /** @throws SpindleError why there is none */
  readonly catalogue: () => Catalogue;
}

export function handOverHandlers(
  { handOver }: Os,
  { ports, running, roots, catalogue, assetFolder }: HandOverParts,
) {
  return {
    formats: handOver.formats.handler(() => ({ formats: [...ports.formats] })),
    start: handOver.start.handler(async ({ input: { scope, rootId, ...asked } }) => {
      const directory = roots.path(rootId);
      const dumpIds = await dumpsOf(catalogue(), scope);
      const photos = asked.format === 'bag' ? await photosOfDumps(catalogue(), dumpIds, assetFolder) : [];
      return { handOverId: running.start(catalogue(), { ...asked, directory, dumpIds, photos }) };
    }),
    watch: handOver.watch.handler(({ input, signal }) =>
      running.watch(input.handOverId, input.after, signal),
    ),
    cancel: handOver.cancel.handler(async ({ input }) => {
      await running.cancel(input.handOverId);
      return {};
    }),
  };
}

async function photosOfDumps(
  catalogue: Catalogue,
  dumpIds: readonly string[],
  folder: AssetFolder | null,
): Promise<BagPhoto[]> {
  if (!folder) return [];
  const codes = new Set<string>();
  for (const dumpId of dumpIds) {
    const { carrier } = (await catalogue.showDump(dumpId)).summary;
    if (carrier !== null) codes.add(carrier);
  }
  const photos: BagPhoto[] = [];
  for (const code of codes) photos.push(...photosOf(await catalogue.collection.carrier(code), folder.locate));
  return photos;
}

/** Ids of what is handed over, each once; the oldest first where it is everything. */
async function dumpsOf(catalogue: Catalogue, scope: HandOverScope): Promise<string[]> {
  const ids: string[] = [];
  switch (scope.kind) {
    case 'all':
      for (let after: string | null = null; ; ) {
        const page = await catalogue.list(after, pageOfDumps);
        ids.push(...page.dumps.map(({ dumpId }) => dumpId));
        after = page.next;
        if (after === null) break;
      }
      ids.reverse();
      break;
    case 'carriers':
      for (const code of scope.codes)
        ids.push(...(await catalogue.showCarrier(code)).dumps.map(({ dumpId }) => dumpId));
      break;
    case 'dumps':
      for (const dumpId of scope.dumpIds) ids.push((await catalogue.showDump(dumpId)).summary.dumpId);
      break;
  }
  return [...new Set(ids)];
}
