/** What a process that rips several discs is told, and what it says of each. */
import type { C2Record } from '../../src/shared/model/c2-record.ts';
import type { JobOptions, SectorCounts } from '../../src/shared/model/job.ts';
import type { Outcome } from '../../src/shared/model/outcome.ts';
import type { SectorRuns } from '../../src/shared/model/sector-runs.ts';

export interface Rip {
  readonly label: string;
  /** N of /dev/srN. */
  readonly drive: number;
  /** Of the dump. */
  readonly name: string;
  /** Told to the drive of the rig first. */
  readonly before?: readonly string[];
  readonly goesOn?: boolean;
  readonly options?: Partial<JobOptions>;
}

export type RipResult =
  | {
      readonly outcome: Outcome;
      readonly counts: SectorCounts;
      readonly states: SectorRuns;
      readonly files: readonly string[];
      readonly c2: C2Record | null;
      readonly parkedBy: string | null;
      readonly warnings: readonly string[];
    }
  | { readonly refusedBy: string };
