import type { DoctorLine } from '../../../shared/model/doctor.ts';
import type { UpkeepStatus } from '../../../shared/model/upkeep.ts';

/** Backups of the catalogue, and when all of it was last found sound. */
export function examineBackups({ folders, lastGoodChecks }: UpkeepStatus): DoctorLine {
  const problem = folders.find((folder) => folder.problem !== null)?.problem ?? null;
  const places = folders.map(
    ({ path, lastAt }) => `${path} (${lastAt ? `last ${minute(lastAt)}` : 'none yet'})`,
  );
  const full = lastGoodChecks.full ? minute(lastGoodChecks.full) : 'not yet';
  return {
    area: 'catalogue',
    what: 'Backups',
    state: problem === null ? 'ok' : 'attention',
    found: `${problem ?? places.join(', ')}; last good full check ${full}`,
    mend: problem === null ? null : 'Name a folder that can be written: spindle catalogue backup --to FOLDER',
  };
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
