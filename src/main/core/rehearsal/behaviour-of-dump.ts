/** A drive that behaves as the one a dump was made with: what was lost then is lost again, and what came late comes late. */
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { PassReport } from '../../../shared/model/job.ts';
import type { SectorRuns } from '../../../shared/model/sector-runs.ts';
import type { TryRuns } from '../rescue/rescue-map.ts';

export interface RehearsedDump {
  readonly states: SectorRuns;
  /** Failed commands by sector, where the store of the dump is still there. */
  readonly tries: TryRuns | null;
  readonly passes: readonly PassReport[];
  readonly drive: DriveIdentity;
  readonly sectorSize: number;
}

type Range = readonly [first: number, last: number];

/** Keys of a behaviour file (docs/simulated-drives.md). */
export interface DumpBehaviour {
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  readonly sector_size?: number;
  readonly fail: readonly { readonly lba: readonly Range[]; readonly first?: number }[];
  readonly slow: readonly { readonly lba: readonly Range[]; readonly ms: number }[];
}

/** A sector that came in a retry failed before in the copy and alone: no record says more once the store is gone. */
const fewestTries = 2;
/** A drive that takes longer teaches nothing more. */
const longestWaitMs = 5000;

/** What was never asked for is as unreadable as what failed: nothing is made up for it. */
export function behaviourOfDump({ states, tries, passes, drive, sectorSize }: RehearsedDump): DumpBehaviour {
  const lost: Range[] = [];
  const late = new Map<number, Range[]>();
  let lba = 0;
  const triesAt = triesReader(tries);
  for (const [lengthSectors, state] of states) {
    if (state === 'good-after-retry')
      for (const [length, count] of triesAt(lba, lengthSectors)) {
        const first = Math.max(tries ? 1 : fewestTries, count);
        late.set(first, [...(late.get(first) ?? []), [lba, lba + length - 1]]);
        lba += length;
      }
    else {
      if (state !== 'good' && state !== 'rebuilt' && state !== 'generated')
        lost.push([lba, lba + lengthSectors - 1]);
      lba += lengthSectors;
    }
  }
  const hurt = [...lost, ...[...late.values()].flat()].sort((a, b) => a[0] - b[0]);
  const ms = failedReadMs(passes);
  return {
    vendor: drive.vendor,
    product: drive.product,
    revision: drive.revision,
    ...(sectorSize === 2352 ? {} : { sector_size: sectorSize }),
    fail: [
      ...(lost.length > 0 ? [{ lba: lost }] : []),
      ...[...late].map(([first, ranges]) => ({ lba: ranges, first })),
    ],
    slow: hurt.length > 0 && ms > 0 ? [{ lba: hurt, ms }] : [],
  };
}

/** How long reads of bad sectors took: those of the passes that ask for nothing else. */
function failedReadMs(passes: readonly PassReport[]): number {
  const alone = passes.filter(
    ({ name, failedReads }) => (name === 'retry' || name === 'scrape') && failedReads > 0,
  );
  const reads = alone.reduce((sum, pass) => sum + pass.reads, 0);
  const elapsedMs = alone.reduce((sum, pass) => sum + pass.elapsedMs, 0);
  return reads === 0 ? 0 : Math.min(longestWaitMs, Math.round(elapsedMs / reads));
}

/** Reads a run-length list from front to back: `[length, tries]` of a stretch that begins no earlier than the last. */
function triesReader(tries: TryRuns | null) {
  let index = 0;
  let runLba = 0;
  return (from: number, lengthSectors: number): [number, number][] => {
    const parts: [number, number][] = [];
    const end = from + lengthSectors;
    for (let lba = from; lba < end; ) {
      let run = tries?.[index];
      while (run && runLba + run[0] <= lba) {
        runLba += run[0];
        run = tries?.[++index];
      }
      const stop = run ? Math.min(end, runLba + run[0]) : end;
      parts.push([stop - lba, run?.[1] ?? 0]);
      lba = stop;
    }
    return parts;
  };
}
