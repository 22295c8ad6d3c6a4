import type { Dat, DatCoverage, DatImportReport, DatMatchReport } from '../../../../shared/model/dat.ts';
import type { DumpContent } from '../../../core/dats/match.ts';

/** What the library's client asks of its thread. */
export interface DatCalls {
  import(path: string): DatImportReport;
  list(): Dat[];
  remove(id: number): void;
  match(contents: readonly DumpContent[]): DatMatchReport;
  coverage(id: number, cataloguePath: string): DatCoverage;
  close(): void;
}
