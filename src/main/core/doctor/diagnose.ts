import { type DoctorLine, type DoctorReport, doctorStates } from '../../../shared/model/doctor.ts';
import type { DriveProfile } from '../../../shared/model/drive-profile.ts';
import { examineBackups } from './examine-backups.ts';
import { examineCatalogue } from './examine-catalogue.ts';
import { examineDrives } from './examine-drives.ts';
import { examineCatalogueFolder, examineOutputFolder } from './examine-folder.ts';
import { examineProgram } from './examine-program.ts';
import type { CatalogueFacts, FolderFacts, StationFacts } from './station-facts.ts';

export interface Examined {
  readonly station: StationFacts;
  readonly outputFolders: readonly FolderFacts[];
  /** Null where no catalogue is used. */
  readonly catalogueFolder: FolderFacts | null;
  readonly catalogue: CatalogueFacts;
  readonly profiles: readonly DriveProfile[];
}

export function diagnose(examined: Examined): DoctorReport {
  const { station, catalogueFolder } = examined;
  const lines = [
    ...examineProgram(station.program),
    ...examineDrives(station, examined.profiles),
    ...examined.outputFolders.map(examineOutputFolder),
    ...(catalogueFolder ? [examineCatalogueFolder(catalogueFolder)] : []),
    examineCatalogue(examined.catalogue),
    ...(examined.catalogue.kind === 'checked' ? [examineBackups(examined.catalogue.upkeep)] : []),
  ].map((line) => withoutHome(line, station.homeFolder));
  return {
    state: doctorStates.findLast((state) => lines.some((line) => line.state === state)) ?? 'ok',
    version: station.program.version,
    system: station.program.system,
    lines,
  };
}

/** A report is sent to others: the home folder, which names its owner, becomes `~`. */
function withoutHome(line: DoctorLine, home: string): DoctorLine {
  // A root as home (`/`, `C:\`) names nobody.
  if (home.length <= 3) return line;
  const shorten = (text: string) => text.split(home).reduce((before, after) => joined(before, after, home));
  return {
    ...line,
    what: shorten(line.what),
    found: shorten(line.found),
    mend: line.mend === null ? null : shorten(line.mend),
  };
}

/** `/home/ann` is not the beginning of `/home/annette`. */
function joined(before: string, after: string, home: string): string {
  return /^[\p{L}\p{N}_.-]/u.test(after) ? `${before}${home}${after}` : `${before}~${after}`;
}
