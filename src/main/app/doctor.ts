/** The doctor's round: the station, the folders results go to, the catalogue. */
import { dirname } from 'node:path';
import type { SpindleError } from '../../shared/errors.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { diagnose } from '../core/doctor/diagnose.ts';
import type { CatalogueFacts, FolderFacts, StationFacts } from '../core/doctor/station-facts.ts';
import type { Catalogue } from '../core/ports.ts';

export interface DoctorPorts {
  readonly stationFacts: () => Promise<StationFacts>;
  readonly folderFacts: (path: string) => Promise<FolderFacts>;
  /** Where the catalogue is or would be; null where none is used. */
  readonly cataloguePath: string | null;
}

export interface DoctorPatient {
  readonly outputFolders: readonly string[];
  readonly catalogue: Catalogue | null;
  readonly catalogueProblem: SpindleError | null;
}

export async function examineStation(ports: DoctorPorts, patient: DoctorPatient): Promise<DoctorReport> {
  const { catalogue, outputFolders } = patient;
  const path = catalogue?.path ?? ports.cataloguePath;
  const [station, folders, catalogueFolder, catalogueFacts, profiles] = await Promise.all([
    ports.stationFacts(),
    Promise.all(outputFolders.map(ports.folderFacts)),
    path === null ? null : ports.folderFacts(dirname(path)),
    examineCatalogue(path, patient),
    catalogue?.driveProfiles() ?? [],
  ]);
  return diagnose({
    station,
    outputFolders: folders,
    catalogueFolder,
    catalogue: catalogueFacts,
    profiles,
  });
}

async function examineCatalogue(
  path: string | null,
  { catalogue, catalogueProblem }: DoctorPatient,
): Promise<CatalogueFacts> {
  if (catalogueProblem) return { kind: 'refused', message: catalogueProblem.message };
  if (path === null) return { kind: 'none' };
  if (catalogue === null) return { kind: 'not-made', path };
  const report = await catalogue.check();
  return { kind: 'checked', path, ...report, upkeep: await catalogue.upkeep.status() };
}
