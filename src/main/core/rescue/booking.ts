/** What one read does to the map. The passes and the replay of an interrupted job book by the same rule. */
import type { Pass } from '../../../shared/model/job.ts';
import type { PassMap } from './pass-map.ts';

export interface ReadRequest {
  readonly lba: number;
  readonly count: number;
  readonly pass: Pass;
  /** A large read that only saves commands: where it fails, the range is asked for again cluster by cluster. */
  readonly sweep: boolean;
}

export interface ReadOutcome {
  /** Sectors at the start of the request that came and are written; fewer than asked means the rest failed. */
  readonly goodSectors: number;
  /** LBAs among them, ascending, whose bytes are in doubt: flagged by C2, wrong EDC, not the same when read again. */
  readonly doubtful?: readonly number[];
  /** LBAs among them, ascending, whose bytes their own parity made whole; none of them is in doubt. */
  readonly rebuilt?: readonly number[];
}

export interface SectorException {
  readonly lba: number;
  /** Made whole by its parity; else in doubt. */
  readonly isRebuilt: boolean;
}

/** The sectors that came, but not simply good, ascending. */
export function exceptionsOf({ doubtful = [], rebuilt = [] }: ReadOutcome): SectorException[] {
  return [
    ...doubtful.map((lba) => ({ lba, isRebuilt: false })),
    ...rebuilt.map((lba) => ({ lba, isRebuilt: true })),
  ].sort((a, b) => a.lba - b.lba);
}

/** @returns how many sectors of the request failed */
export function applyOutcome(map: PassMap, request: ReadRequest, outcome: ReadOutcome): number {
  const goodSectors = Math.min(outcome.goodSectors, request.count);
  const failed = request.count - goodSectors;
  const state = request.pass.name === 'retry' ? 'good-after-retry' : 'good';
  let from = request.lba;
  for (const { lba, isRebuilt } of exceptionsOf(outcome)) {
    if (lba > from) map.raise(from, lba - from, state);
    if (isRebuilt) map.raise(lba, 1, 'rebuilt');
    else if (request.pass.name === 'verify') map.doubt(lba);
    else map.raise(lba, 1, 'suspect');
    map.countFailure(lba, 1);
    from = lba + 1;
  }
  const end = request.lba + goodSectors;
  if (end > from && request.pass.name !== 'verify') map.raise(from, end - from, state);
  if (failed > 0) {
    const lba = request.lba + goodSectors;
    map.countFailure(lba, failed);
    if (!request.sweep) map.raise(lba, failed, failed === 1 ? 'bad' : 'skipped');
  }
  return failed;
}
