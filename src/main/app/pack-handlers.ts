/** Packs of facts about discs, for the contract. */
import { join } from 'node:path';
import type { PackLibrary } from '../core/packs/pack-port.ts';
import type { Catalogue } from '../core/ports.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

export interface PackParts {
  readonly catalogue: () => Catalogue;
  readonly packs: () => PackLibrary;
  readonly roots: OutputRoots;
}

export function packHandlers({ packs: os }: Os, { catalogue, packs, roots }: PackParts) {
  return {
    list: os.list.handler(async () => ({ packs: [...(await packs().list())] })),
    import: os.import.handler(({ input }) => packs().import(join(roots.path(input.rootId), input.fileName))),
    export: os.export.handler(async ({ input }) => {
      const path = join(roots.path(input.rootId), input.fileName);
      return { path, facts: await packs().export(input.packId, path) };
    }),
    remove: os.remove.handler(async ({ input }) => {
      await packs().remove(input.packId);
      return {};
    }),
    matches: os.matches.handler(({ input }) => packs().matches(input.packId)),
    lookUp: os.lookUp.handler(async ({ input }) => {
      const { record } = await catalogue().showDump(input.dumpId);
      return record.disc ? packs().lookUp(record.disc) : { descriptions: [], accurateRip: [] };
    }),
  };
}
