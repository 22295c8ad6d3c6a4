/** What the passes of a rescue see of a map: all of it, or only the sectors they are to work on. */
import type { SectorState } from '../../../shared/model/sector-state.ts';
import type { Run, RunMap } from './run-map.ts';

export interface PassMap {
  readonly totalSectors: number;
  /** The first run at or after `lba` in one of these states. */
  next(lba: number, ...states: readonly SectorState[]): Run<SectorState> | null;
  /** The last run that starts before `end` in one of these states. */
  previous(end: number, ...states: readonly SectorState[]): Run<SectorState> | null;
  has(...states: readonly SectorState[]): boolean;
  /** Of any sector of the medium: a neighbour counts whoever works on it. */
  stateAt(lba: number): SectorState;
  raise(lba: number, lengthSectors: number, state: SectorState): number;
  doubt(lba: number): void;
  countFailure(lba: number, lengthSectors: number): void;
}

/** The sectors of a map whose mask has this value; runs end where the part ends. */
export function partOf(map: PassMap, mask: RunMap<boolean>, value: boolean): PassMap {
  const isMine = (each: boolean) => each === value;

  function next(lba: number, ...states: readonly SectorState[]): Run<SectorState> | null {
    for (let from = lba; ; ) {
      const span = mask.next(from, isMine);
      const run = span && map.next(span.lba, ...states);
      if (!span || !run) return null;
      const end = span.lba + span.lengthSectors;
      if (run.lba < end)
        return { ...run, lengthSectors: Math.min(run.lba + run.lengthSectors, end) - run.lba };
      from = run.lba;
    }
  }

  function previous(end: number, ...states: readonly SectorState[]): Run<SectorState> | null {
    for (let to = end; ; ) {
      const span = mask.previous(to, isMine);
      const run = span && map.previous(span.lba + span.lengthSectors, ...states);
      if (!span || !run) return null;
      const runEnd = run.lba + run.lengthSectors;
      const lba = Math.max(run.lba, span.lba);
      if (runEnd > span.lba) return { ...run, lba, lengthSectors: runEnd - lba };
      to = runEnd;
    }
  }

  return {
    totalSectors: map.totalSectors,
    next,
    previous,
    has: (...states) => next(0, ...states) !== null,
    stateAt: (lba) => map.stateAt(lba),
    raise: (lba, lengthSectors, state) => map.raise(lba, lengthSectors, state),
    doubt: (lba) => map.doubt(lba),
    countFailure: (lba, lengthSectors) => map.countFailure(lba, lengthSectors),
  };
}
