/** `spindle catalogue backup` and `restore`: care of the catalogue, from the command line. */
import { resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { fromWireError, SpindleError } from '../../../../shared/errors.ts';
import type { UpkeepStatus } from '../../../../shared/model/upkeep.ts';
import { bytesWords, counted } from '../../../../shared/words.ts';
import { toWire } from '../../../adapters/sqlite/catalogue-fault.ts';
import {
  backupStem,
  backupsIn,
  defaultBackupFolder,
} from '../../../adapters/sqlite/upkeep/backup-folders.ts';
import { restoreCatalogue } from '../../../adapters/sqlite/upkeep/restore.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

export async function backup(
  terminal: Terminal,
  options: CatalogueOptions & { readonly to?: readonly string[]; readonly list?: boolean },
): Promise<number> {
  return withHub(options.catalogue, async ({ hub, client }) => {
    if (options.to !== undefined) await nameFolders(options.to, hub.grantRoot, client);
    if (options.list) return report(terminal, await client.upkeep.status());
    const { made, problems } = await client.upkeep.backUp();
    for (const { path, sizeBytes } of made) terminal.say(`${path}: ${bytesWords(sizeBytes)}`);
    for (const what of problems) {
      terminal.emit({ type: 'problem', path: '', what });
      terminal.warn(`spindle: ${what}`);
    }
    terminal.emit({ type: 'result', made, problems: problems.length });
    return problems.length === 0 ? exitStatus.clean : exitStatus.failed;
  });
}

async function nameFolders(
  folders: readonly string[],
  grant: (path: string, label: string) => Promise<{ readonly id: string }>,
  client: HubClient,
): Promise<void> {
  if (folders.length > 2)
    throw new SpindleError('bad-usage', 'Backups go to two folders at most. Nothing was changed.');
  const roots = await Promise.all(folders.map((folder) => grant(resolve(folder), folder)));
  await client.upkeep.setFolders({ rootIds: roots.map(({ id }) => id) });
}

function report(terminal: Terminal, { folders, backups, lastGoodChecks }: UpkeepStatus): number {
  for (const { path, backups: count, sizeBytes, problem } of folders) {
    terminal.say(`${path}: ${counted(count, 'backup')}, ${bytesWords(sizeBytes)}`);
    if (problem) terminal.say(`  ${problem}`);
  }
  for (const each of backups) {
    terminal.emit({ type: 'backup', ...each });
    if (!terminal.json) terminal.say(`  ${each.at}  ${each.path}`);
  }
  terminal.say(`Last good full check: ${lastGoodChecks.full ?? 'not yet'}.`);
  terminal.emit({ type: 'result', folders, lastGoodChecks });
  return exitStatus.clean;
}

export async function restore(
  terminal: Terminal,
  copy: string | undefined,
  options: CatalogueOptions & { readonly asIs?: boolean },
): Promise<number> {
  const path = resolve(options.catalogue ?? defaultCataloguePath());
  const source = copy === undefined ? newestBackup(path) : resolve(copy);
  const restored = await restoreCatalogue(source, path, options.asIs ?? false).catch((error: unknown) => {
    throw fromWireError(toWire(error, source));
  });
  const { formerPath, dumps, events } = restored;
  terminal.emit({ type: 'result', from: source, ...restored });
  terminal.say(
    `${path} is ${source} again: ${counted(dumps, 'dump')}, ${counted(events, 'event')}.${formerPath ? ` What was there is ${formerPath}.` : ''} Dumps made since are taken in again by \`spindle catalogue import FOLDER\`.`,
  );
  return exitStatus.clean;
}

/** Of the folder beside the catalogue: others are known to the catalogue only, which may be what is lost. */
function newestBackup(path: string): string {
  const folder = defaultBackupFolder(path);
  const [newest] = backupsIn(folder, backupStem(path));
  if (newest) return newest.path;
  throw new SpindleError(
    'not-found',
    `There is no backup in ${folder}. Name one: spindle catalogue restore FILE. Nothing was changed.`,
    { folder },
  );
}
