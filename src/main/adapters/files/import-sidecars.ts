/** Makes the catalogue again from what lies beside the images. */
import { dirname } from 'node:path';
import { SpindleError, toWireError } from '../../../shared/errors.ts';
import type { ImportReport } from '../../../shared/model/catalogue.ts';
import type { Sidecar } from '../../../shared/model/sidecar.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import type { Catalogue } from '../../core/ports.ts';
import { readSidecar } from './dump-names.ts';
import { restoreCarriers } from './restore-carriers.ts';
import { sidecarsBelow } from './verify-dump.ts';

/**
 * Records every dump whose sidecar lies below a folder, in the order in which they were made, so that attempts and the
 * chain of events come out as they were. What cannot be used is told, one sentence each, and keeps nothing else out.
 * @param photos where photos that came along are kept; null to leave them
 * @throws SpindleError not-found when a folder cannot be looked through, catalogue-*
 */
export async function importSidecars(
  directory: string,
  catalogue: Catalogue,
  photos: AssetFolder | null = null,
): Promise<ImportReport> {
  const refused: { path: string; why: string }[] = [];
  const found: { path: string; sidecar: Sidecar }[] = [];
  for (const path of await sidecarsBelow(directory).catch(unreadable)) {
    try {
      found.push({ path, sidecar: readSidecar(path) });
    } catch (error) {
      refused.push({ path, why: toWireError(error).message });
    }
  }
  found.sort(
    (a, b) => Date.parse(a.sidecar.endedAt) - Date.parse(b.sidecar.endedAt) || (a.path < b.path ? -1 : 1),
  );
  let added = 0;
  let known = 0;
  for (const { path, sidecar } of found) {
    try {
      if ((await catalogue.record(sidecar, dirname(path))).added) added++;
      else known++;
    } catch (error) {
      // One that contradicts itself must not keep out the others; a catalogue that fails fails for all.
      if (!(error instanceof SpindleError) || error.code !== 'bad-sidecar') throw error;
      refused.push({ path, why: error.message });
    }
  }
  refused.push(...(await restoreCarriers(directory, catalogue, photos)));
  return { added, known, refused };
}

function unreadable(error: NodeJS.ErrnoException): never {
  const path = error.path ?? '';
  const system = error.code ?? error.message;
  throw new SpindleError(
    'not-found',
    `The folder ${path} cannot be looked through (${system}). Nothing was imported; see that it is there and may be read, then import again.`,
    { path, system },
  );
}
