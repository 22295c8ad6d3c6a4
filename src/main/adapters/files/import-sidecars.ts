/** Makes the catalogue again from what lies beside the images. */
import { dirname } from 'node:path';
import { toWireError } from '../../../shared/errors.ts';
import type { ImportReport } from '../../../shared/model/catalogue.ts';
import type { Sidecar } from '../../../shared/model/sidecar.ts';
import type { Catalogue } from '../../core/ports.ts';
import { readSidecar } from './dump-names.ts';
import { sidecarsBelow } from './verify-dump.ts';

/**
 * Records every dump whose sidecar lies below a folder, in the order in which they were made, so that attempts and the
 * chain of events come out as they were.
 */
export async function importSidecars(directory: string, catalogue: Catalogue): Promise<ImportReport> {
  const refused: { path: string; why: string }[] = [];
  const found: { path: string; sidecar: Sidecar }[] = [];
  for (const path of await sidecarsBelow(directory)) {
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
  for (const { path, sidecar } of found) {
    if ((await catalogue.record(sidecar, dirname(path))).added) added++;
  }
  return { added, known: found.length - added, refused };
}
