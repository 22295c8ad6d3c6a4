/** `handOver` of the contract. */
import { type HandOverScope, isBagFormat } from '../../shared/model/hand-over.ts';
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
    resolve: handOver.resolve.handler(async ({ input: { scope, isBagged } }) => {
      const dumpIds = await dumpsOf(catalogue(), scope);
      return { dumpIds, groups: isBagged ? await groupsOf(catalogue(), scope, dumpIds) : {} };
    }),
    start: handOver.start.handler(async ({ input: { scope, rootId, ...asked } }) => {
      const directory = roots.path(rootId);
      const dumpIds = await dumpsOf(catalogue(), scope);
      const isBagged = isBagFormat(asked.format);
      const photos = isBagged ? await photosOfDumps(catalogue(), dumpIds, assetFolder) : [];
      const groups = isBagged ? await groupsOf(catalogue(), scope, dumpIds) : {};
      return { handOverId: running.start(catalogue(), { ...asked, directory, dumpIds, photos, groups }) };
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

/** What each dump belongs to: what was asked for, else the batch it was read in, else the collection of its carrier. */
async function groupsOf(
  catalogue: Catalogue,
  scope: HandOverScope,
  dumpIds: readonly string[],
): Promise<Record<string, string>> {
  const { collection } = catalogue;
  const asked =
    scope.kind === 'collection'
      ? scope.code
      : scope.kind === 'batch'
        ? (await collection.batches.read(scope.uuid)).name
        : null;
  const groups: Record<string, string> = {};
  for (const dumpId of dumpIds) {
    const group =
      asked ?? (await collection.batches.ofDump(dumpId)) ?? (await collectionOf(catalogue, dumpId));
    if (group !== null) groups[dumpId] = group;
  }
  return groups;
}

async function collectionOf(catalogue: Catalogue, dumpId: string): Promise<string | null> {
  const code = (await catalogue.showDump(dumpId)).summary.carrier;
  return code === null ? null : (await catalogue.collection.carrier(code)).carrier.collection;
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
    case 'batch':
      for (const { dumpId } of (await catalogue.collection.batches.read(scope.uuid)).entries)
        if (dumpId !== null) ids.push(dumpId);
      break;
    case 'collection':
      for (let after: string | null = null; ; ) {
        const page = await catalogue.collection.carriers({ collection: scope.code }, after, pageOfDumps);
        for (const { code, dumps } of page.carriers)
          if (dumps > 0) ids.push(...(await catalogue.showCarrier(code)).dumps.map(({ dumpId }) => dumpId));
        after = page.next;
        if (after === null) break;
      }
      break;
    case 'dumps':
      for (const dumpId of scope.dumpIds) ids.push((await catalogue.showDump(dumpId)).summary.dumpId);
      break;
  }
  return [...new Set(ids)];
}
