import type { Dat, DatCoverage, DatImportReport, DatMatchReport } from '../../../../shared/model/dat.ts';
import type { Pack, PackImportReport, PackMatches } from '../../../../shared/model/pack.ts';
import type { DumpContent } from '../../../core/dats/match.ts';
import type { FactOf } from '../../../core/packs/known-disc.ts';

/** What the library's client asks of its thread. */
export interface DatCalls {
  import(path: string): DatImportReport;
  list(): Dat[];
  remove(id: number): void;
  match(contents: readonly DumpContent[]): DatMatchReport;
  coverage(id: number, cataloguePath: string): DatCoverage;
  packImport(path: string): PackImportReport;
  packExport(id: number, path: string): number;
  packList(): Pack[];
  packRemove(id: number): void;
  packMatches(id: number, cataloguePath: string): PackMatches;
  packFind(keys: readonly { kind: string; discId: string }[]): FactOf[];
  close(): void;
}
