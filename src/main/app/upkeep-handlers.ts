/** `upkeep` of the contract: backups of the catalogue, its full checks, and putting a backup back. */
import { SpindleError } from '../../shared/errors.ts';
import type { CatalogueBackup } from '../../shared/model/upkeep.ts';
import type { Catalogue } from '../core/ports.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

export interface UpkeepParts {
  /** @throws SpindleError why there is no catalogue */
  readonly catalogue: () => Catalogue;
  readonly roots: OutputRoots;
  /** What of this hub works with the catalogue just now, in words; null when nothing does. */
  readonly atWork: () => string | null;
  /** Holds everybody off the catalogue while `work` is done, and then takes it up again as it has become. */
  readonly heldOff: <T>(work: () => Promise<T>) => Promise<T>;
}

export function upkeepHandlers({ upkeep: os }: Os, { catalogue, roots, atWork, heldOff }: UpkeepParts) {
  return {
    status: os.status.handler(() => catalogue().upkeep.status()),
    backUp: os.backUp.handler(() => catalogue().upkeep.backUp(Date.now())),
    setFolders: os.setFolders.handler(async ({ input }) => {
      await catalogue().upkeep.setBackupFolders(input.rootIds.map((rootId) => roots.path(rootId)));
      return catalogue().upkeep.status();
    }),
    checkFully: os.checkFully.handler(() => catalogue().upkeep.checkFully()),
    compare: os.compare.handler(async ({ input }) => {
      const { path } = await backupOf(catalogue(), input.path);
      return catalogue().upkeep.compare(path);
    }),
    restore: os.restore.handler(async ({ input }) => {
      const held = catalogue();
      const { path } = await backupOf(held, input.path);
      refuseBusy(atWork());
      return heldOff(() => held.upkeep.restore(path));
    }),
  };
}

/** Never another file of the machine. */
async function backupOf(catalogue: Catalogue, path: string): Promise<CatalogueBackup> {
  const backup = (await catalogue.upkeep.status()).backups.find((known) => known.path === path);
  if (backup) return backup;
  throw new SpindleError(
    'not-found',
    `There is no backup ${path} any more. Look at the list again; nothing was changed.`,
    { path },
  );
}

function refuseBusy(what: string | null): void {
  if (what === null) return;
  throw new SpindleError(
    'conflict',
    `The backup was not put back, because ${what}. Nothing was changed; wait until it is done, or stop it, then try again.`,
    { what },
  );
}
