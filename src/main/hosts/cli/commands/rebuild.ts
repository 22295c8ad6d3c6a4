/** `spindle catalogue rebuild`: the catalogue again from the sidecars, or the proof that it is what they say. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { makeFromSidecars, proveCatalogue } from '../../../adapters/handover/rebuild-catalogue.ts';
import { openCatalogue } from '../../../adapters/sqlite/catalogue-client.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function rebuild(
  terminal: Terminal,
  folders: string[],
  options: { readonly catalogue?: string },
): Promise<number> {
  const path = resolve(options.catalogue ?? defaultCataloguePath());
  const isNew = !existsSync(path);
  if (isNew && folders.length === 0)
    throw new SpindleError(
      'bad-usage',
      `There is no catalogue ${path}: name the folders its sidecars lie in. Nothing was made.`,
    );
  if (isNew) {
    makeOutputFolder(dirname(path));
    const { added } = await makeFromSidecars(path, folders);
    terminal.say(`${path} was made from ${counted(added, 'sidecar')}.`);
  }
  return prove(terminal, path, folders.length > 0 ? folders : null, isNew);
}

async function prove(
  terminal: Terminal,
  path: string,
  folders: readonly string[] | null,
  made: boolean,
): Promise<number> {
  const catalogue = await openCatalogue(path);
  const proof = await proveCatalogue(catalogue, folders).finally(() => catalogue.close());
  const { equal, differing, onlyInCatalogue, onlyInFolders, chain, refused } = proof;
  for (const what of [...differing, ...chain.findings]) problem('', what);
  for (const { path: where, why } of refused) problem(where, why);
  function problem(where: string, what: string): void {
    terminal.emit({ type: 'problem', path: where, what });
    terminal.warn(where === '' ? what : `${where}: ${what}`);
  }
  const ok = differing.length === 0 && chain.ok && onlyInFolders === 0;
  terminal.emit({
    type: 'result',
    ok,
    made,
    equal,
    differing: differing.length,
    onlyInCatalogue,
    onlyInFolders,
    refused: refused.length,
    events: chain.events,
    chainOk: chain.ok,
  });
  terminal.say(
    `${equal === 1 ? '1 dump is as its sidecar says' : `${countWords(equal)} dumps are as their sidecars say`}${differing.length > 0 ? `, ${countWords(differing.length)} are not` : ''}; the chain of ${counted(chain.events, 'event')} ${chain.ok ? 'verifies' : 'does not verify'}.`,
  );
  if (onlyInCatalogue > 0)
    terminal.say(
      `${counted(onlyInCatalogue, 'dump')} without a sidecar in the folders that were looked through.`,
    );
  if (onlyInFolders > 0)
    terminal.say(
      `${counted(onlyInFolders, 'dump')} not in the catalogue yet: spindle catalogue import FOLDER takes them in.`,
    );
  if (!ok) return exitStatus.failed;
  return refused.length > 0 ? exitStatus.badInput : exitStatus.clean;
}
