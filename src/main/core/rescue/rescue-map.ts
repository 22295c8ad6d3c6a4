/** What is known of every sector of one medium: its state, and how often a command that held it failed. */
import { SpindleError } from '../../../shared/errors.ts';
import type { SectorCounts } from '../../../shared/model/job.ts';
import {
  compactRuns,
  type SectorRun,
  type SectorRuns,
  totalSectors,
} from '../../../shared/model/sector-runs.ts';
import {
  isReadState,
  type SectorState,
  sectorStateRank,
  sectorStates,
} from '../../../shared/model/sector-state.ts';
import type { PassMap } from './pass-map.ts';
import { type Run, RunMap } from './run-map.ts';

/** `[lengthSectors, failedCommands]`, contiguous from LBA 0. */
export type TryRuns = readonly (readonly [lengthSectors: number, tries: number])[];

export class RescueMap implements PassMap {
  readonly totalSectors: number;
  readonly #states: RunMap<SectorState>;
  readonly #tries: RunMap<number>;
  readonly #counts: Record<SectorState, number>;

  private constructor(total: number) {
    this.totalSectors = total;
    this.#states = new RunMap<SectorState>(total, 'untried');
    this.#tries = new RunMap<number>(total, 0);
    this.#counts = Object.fromEntries(sectorStates.map((state) => [state, 0])) as Record<SectorState, number>;
    this.#counts.untried = total;
  }

  static untried(total: number): RescueMap {
    return new RescueMap(total);
  }

  /** @throws SpindleError store-corrupt when the runs are not those of a medium of `total` sectors */
  static restore(total: number, states: SectorRuns, tries: TryRuns): RescueMap {
    const map = new RescueMap(total);
    if (totalSectors(states) !== total) {
      throw new SpindleError(
        'store-corrupt',
        'The saved sector map does not cover the medium it claims to describe.',
        {
          expected: total,
          actual: totalSectors(states),
        },
      );
    }
    let lba = 0;
    for (const [length, state] of states) {
      map.raise(lba, length, state);
      lba += length;
    }
    lba = 0;
    for (const [length, count] of tries) {
      if (lba + length > total) break;
      map.#tries.update(lba, length, () => count);
      lba += length;
    }
    return map;
  }

  /**
   * Gives sectors a state unless they have a higher one already: what was read stays read, whatever comes later.
   * @returns how many sectors rose
   */
  raise(lba: number, lengthSectors: number, state: SectorState): number {
    let risen = 0;
    this.#states.update(lba, lengthSectors, (present, length) => {
      if (sectorStateRank(present) >= sectorStateRank(state)) return present;
      this.#counts[present] -= length;
      this.#counts[state] += length;
      risen += length;
      return state;
    });
    return risen;
  }

  /** The one way down, for an explicit verify pass: a sector that did not come the same again is in doubt. */
  doubt(lba: number): void {
    this.#states.update(lba, 1, (present) => {
      if (!isReadState(present)) return present;
      this.#counts[present]--;
      this.#counts.suspect++;
      return 'suspect';
    });
  }

  /** Notes that one command over this range came back without these sectors. */
  countFailure(lba: number, lengthSectors: number): void {
    this.#tries.update(lba, lengthSectors, (tries) => tries + 1);
  }

  stateAt(lba: number): SectorState {
    return this.#states.at(lba);
  }

  triesAt(lba: number): number {
    return this.#tries.at(lba);
  }

  runAt(lba: number): Run<SectorState> {
    return this.#states.runAt(lba);
  }

  next(lba: number, ...states: readonly SectorState[]): Run<SectorState> | null {
    return this.#states.next(lba, (present) => states.includes(present));
  }

  previous(end: number, ...states: readonly SectorState[]): Run<SectorState> | null {
    return this.#states.previous(end, (present) => states.includes(present));
  }

  has(...states: readonly SectorState[]): boolean {
    return states.some((state) => this.#counts[state] > 0);
  }

  count(state: SectorState): number {
    return this.#counts[state];
  }

  counts(): SectorCounts {
    const c = this.#counts;
    return {
      // Generated sectors are no part of the medium: the gap between two sessions of a disc.
      total: this.totalSectors - c.generated,
      good: c.good,
      goodAfterRetry: c['good-after-retry'] + c.rebuilt,
      bad: c.bad + c.suspect,
      ...(c.suspect > 0 ? { suspect: c.suspect } : {}),
      pending: c.untried + c.skipped + c.unscraped,
    };
  }

  runs(): SectorRun[] {
    return compactRuns([...this.#states].map((run) => [run.lengthSectors, run.value] as const));
  }

  tryRuns(): [number, number][] {
    return [...this.#tries].map((run) => [run.lengthSectors, run.value]);
  }
}
