/**
 * Which of several dumps of one medium each sector comes from. What was read and believed comes before what is in doubt,
 * and that before nothing; where two dumps believed different bytes, only the sector's own check bytes may settle it.
 */
import { compactRuns, type SectorRun, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { isReadState, type SectorState, sectorStateRank } from '../../../shared/model/sector-state.ts';

export interface MergeInput {
  /** Of the whole medium. */
  readonly states: SectorRuns;
  /** Fills `into` with `count` sectors from `lba` on. */
  read(lba: number, count: number, into: Uint8Array): void;
}

export interface MergeRules {
  readonly totalSectors: number;
  readonly sectorSize: number;
  /** The sector's own check bytes vouch for every byte of it; false where it has none. */
  readonly isProven: (sector: Uint8Array, lba: number) => boolean;
}

export interface MergedStretch {
  readonly lba: number;
  readonly lengthSectors: number;
  /** Index of the dump; null where none holds anything. */
  readonly source: number | null;
}

/** Sectors that two dumps believed and that are not the same in both. */
export interface Disagreement {
  readonly lba: number;
  readonly lengthSectors: number;
  /** Dumps that hold the same bytes, together; the chosen ones first. */
  readonly readings: readonly (readonly number[])[];
  /** `edc`: the chosen one proves itself and no other does. Null: nothing settles it, and the sector stays in doubt. */
  readonly settledBy: 'edc' | null;
}

export interface MergePlan {
  readonly states: SectorRuns;
  readonly stretches: readonly MergedStretch[];
  readonly disagreements: readonly Disagreement[];
  /** Sectors that two dumps or more had read and believed. */
  readonly comparedSectors: number;
}

interface Choice {
  readonly source: number;
  readonly state: SectorState;
  readonly disagreement: Omit<Disagreement, 'lba' | 'lengthSectors'> | null;
}

const pieceSectors = 128;

/** Compares the dumps from front to back. Yields how many sectors are done, so that the caller can breathe. */
export function* planMerge(
  inputs: readonly MergeInput[],
  rules: MergeRules,
): Generator<number, MergePlan, undefined> {
  const { totalSectors, sectorSize } = rules;
  const walks = inputs.map(({ states }) => walk(states));
  const pieces = inputs.map(() => new Uint8Array(pieceSectors * sectorSize));
  const result = collector();
  for (let lba = 0; lba < totalSectors; yield lba) {
    const here = walks.map((at) => at(lba));
    const endLba = Math.min(totalSectors, lba + pieceSectors, ...here.map((run) => run.endLba));
    const count = endLba - lba;
    const states = here.map(({ state }) => state);
    const best = Math.max(...states.map(trust));
    const candidates = indicesWhere(states, (state) => trust(state) === best);
    if (best === trusts.nothing) result.add(count, highest(states), null);
    else if (candidates.length === 1) result.add(count, states[candidates[0]!]!, candidates[0]!);
    else {
      if (best === trusts.read) result.compared(count);
      for (const index of candidates)
        inputs[index]!.read(lba, count, pieces[index]!.subarray(0, count * sectorSize));
      for (let at = 0; at < count; at++) {
        const sectors = pieces.map((piece) => piece.subarray(at * sectorSize, (at + 1) * sectorSize));
        const choice = choose(candidates, states, sectors, (sector) => rules.isProven(sector, lba + at));
        if (choice.disagreement) result.disagree(lba + at, choice.disagreement);
        result.add(1, choice.state, choice.source);
      }
    }
    lba = endLba;
  }
  return result.plan();
}

const trusts = { nothing: 0, generated: 1, suspect: 2, read: 3 } as const;

function trust(state: SectorState): number {
  if (isReadState(state)) return trusts.read;
  if (state === 'suspect') return trusts.suspect;
  return state === 'generated' ? trusts.generated : trusts.nothing;
}

function choose(
  candidates: readonly number[],
  states: readonly SectorState[],
  sectors: readonly Uint8Array[],
  isProven: (sector: Uint8Array) => boolean,
): Choice {
  const groups = groupsOf(candidates, sectors);
  const own = (group: readonly number[]) => highest(group.map((index) => states[index]!));
  const [first] = groups as [number[], ...number[][]];
  if (groups.length === 1) return { source: first[0]!, state: own(first), disagreement: null };
  const largestFirst = groups.toSorted((a, b) => b.length - a.length);
  if (!isReadState(states[first[0]!]!))
    return { source: largestFirst[0]![0]!, state: own(largestFirst[0]!), disagreement: null };
  const proven = groups.filter((group) => isProven(sectors[group[0]!]!));
  const isSettled = proven.length === 1;
  const chosen = isSettled ? proven[0]! : largestFirst[0]!;
  return {
    source: chosen[0]!,
    state: isSettled ? own(chosen) : 'suspect',
    disagreement: {
      readings: [chosen, ...largestFirst.filter((group) => group !== chosen)],
      settledBy: isSettled ? 'edc' : null,
    },
  };
}

/** Dumps with the same bytes together, in the order in which they were named. */
function groupsOf(candidates: readonly number[], sectors: readonly Uint8Array[]): number[][] {
  const groups: number[][] = [];
  for (const index of candidates) {
    const like = groups.find((group) => isEqual(sectors[group[0]!]!, sectors[index]!));
    if (like) like.push(index);
    else groups.push([index]);
  }
  return groups;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function highest(states: readonly SectorState[]): SectorState {
  return states.reduce((best, state) => (sectorStateRank(state) > sectorStateRank(best) ? state : best));
}

function indicesWhere<T>(list: readonly T[], wanted: (item: T) => boolean): number[] {
  return list.flatMap((item, index) => (wanted(item) ? [index] : []));
}

/** The state at ascending LBAs, and where it ends. What the runs leave out was not tried. */
function walk(runs: SectorRuns): (lba: number) => { state: SectorState; endLba: number } {
  let at = 0;
  let endLba = runs[0]?.[0] ?? 0;
  return (lba) => {
    while (at < runs.length && lba >= endLba) endLba += runs[++at]?.[0] ?? 0;
    return at < runs.length
      ? { state: runs[at]![1], endLba }
      : { state: 'untried', endLba: Number.POSITIVE_INFINITY };
  };
}

function collector() {
  const runs: SectorRun[] = [];
  const stretches: { lba: number; lengthSectors: number; source: number | null }[] = [];
  const disagreements: (Omit<Disagreement, 'lengthSectors'> & { lengthSectors: number })[] = [];
  let nextLba = 0;
  let comparedSectors = 0;
  return {
    add(count: number, state: SectorState, source: number | null) {
      const run = runs.at(-1);
      if (run?.[1] === state) runs[runs.length - 1] = [run[0] + count, state];
      else runs.push([count, state]);
      const stretch = stretches.at(-1);
      if (stretch?.source === source) stretch.lengthSectors += count;
      else stretches.push({ lba: nextLba, lengthSectors: count, source });
      nextLba += count;
    },
    compared(count: number) {
      comparedSectors += count;
    },
    disagree(lba: number, { readings, settledBy }: Omit<Disagreement, 'lba' | 'lengthSectors'>) {
      const last = disagreements.at(-1);
      const goesOn =
        last !== undefined &&
        last.lba + last.lengthSectors === lba &&
        last.settledBy === settledBy &&
        String(last.readings) === String(readings) &&
        last.readings.length === readings.length;
      if (goesOn) last.lengthSectors++;
      else disagreements.push({ lba, lengthSectors: 1, readings, settledBy });
    },
    plan: (): MergePlan => ({ states: compactRuns(runs), stretches, disagreements, comparedSectors }),
  };
}
