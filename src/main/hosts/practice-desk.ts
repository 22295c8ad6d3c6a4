/** Opens the practice desk for a door: its folder, its hub, its drives. */

import { practiceAddress } from '../adapters/simulated/describe-drive.ts';
import { openPracticeFolder, resultsIn } from '../adapters/simulated/practice-folder.ts';
import type { Hub } from '../app/hub.ts';
import type { ImagingLauncher } from '../core/ports.ts';
import { practiceDirectory } from './user-folders.ts';
import { wireHub } from './wiring.ts';

export interface PracticeDesk {
  readonly hub: Hub;
  readonly directory: string;
  readonly results: string;
  /** What a reset did not take away. */
  readonly leftAlone: readonly string[];
}

export function practiceResults(): string {
  return resultsIn(practiceDirectory());
}

/** The disc that always lies in the second drive; the catalogue has it as PR-003. */
const disc = 'cd-mixed';

/** @throws SpindleError conflict, output-*, bad-request, catalogue-* */
export async function openPracticeDesk(
  host: 'electron' | 'station',
  { launcher, reset = false }: { readonly launcher: ImagingLauncher; readonly reset?: boolean },
): Promise<PracticeDesk> {
  const directory = practiceDirectory();
  const folder = openPracticeFolder(directory, { reset });
  try {
    const hub = await wireHub(host, {
      launcher,
      cataloguePath: folder.cataloguePath,
      requireCatalogue: true,
      practiceFolder: folder,
    });
    hub.offerSimulated(folder.driveAddress);
    hub.offerSimulated(practiceAddress(disc));
    return { hub, directory, results: folder.results, leftAlone: folder.leftAlone };
  } catch (error) {
    folder.close();
    throw error;
  }
}
