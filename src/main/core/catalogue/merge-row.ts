/** One row of two catalogues, joined from what both once said. */

export type RowValue = string | number | null;
export type RowValues = Readonly<Record<string, RowValue>>;

/** A row and what it was, oldest first; the last is what it is. */
export interface RowHistory {
  readonly states: readonly RowValues[];
}

export interface MergedRow {
  /** What has to change here. */
  readonly take: RowValues;
  readonly conflicts: readonly {
    readonly field: string;
    readonly ours: RowValue;
    readonly theirs: RowValue;
  }[];
}

/**
 * @param bare what a row is that nobody described; two rows made apart have at most that in common
 * A field only one side changed since the last state both had is taken from that side; one that both changed, to different
 * values, is a conflict and stays as it is here.
 */
export function mergeRow(ours: RowHistory, theirs: RowHistory, bare: RowValues): MergedRow {
  const here = ours.states.at(-1)!;
  const there = theirs.states.at(-1)!;
  const base = commonState(ours, theirs) ?? bare;
  const take: Record<string, RowValue> = {};
  const conflicts: MergedRow['conflicts'][number][] = [];
  for (const { field, own, other } of differences(here, there)) {
    const former = base[field] ?? null;
    if (other === former) continue;
    if (own === former) take[field] = other;
    else conflicts.push({ field, ours: own, theirs: other });
  }
  return { take, conflicts };
}

/** As `mergeRow`, for a row whose fields say one thing together: all of it is of one side or the other. */
export function mergeWholeRow(ours: RowHistory, theirs: RowHistory, bare: RowValues): MergedRow {
  const here = ours.states.at(-1)!;
  const there = theirs.states.at(-1)!;
  const base = key(commonState(ours, theirs) ?? bare);
  const different = differences(here, there);
  if (key(there) === base) return { take: {}, conflicts: [] };
  if (key(here) === base)
    return { take: Object.fromEntries(different.map(({ field, other }) => [field, other])), conflicts: [] };
  return {
    take: {},
    conflicts: different.map(({ field, own, other }) => ({ field, ours: own, theirs: other })),
  };
}

function differences(here: RowValues, there: RowValues) {
  return Object.keys(here)
    .map((field) => ({ field, own: here[field]!, other: there[field] ?? null }))
    .filter(({ own, other }) => own !== other);
}

/**
 * The newest state both sides had; the same whichever side asks. Where each side's newest is another one (somebody took a
 * change back that the other side has), both went on from where their histories part.
 */
function commonState(ours: RowHistory, theirs: RowHistory): RowValues | undefined {
  const newest = newestKnownTo(theirs, ours);
  if (newest === undefined || key(newest) === key(newestKnownTo(ours, theirs)!)) return newest;
  const parting = ours.states.findIndex(
    (state, index) => index >= theirs.states.length || key(state) !== key(theirs.states[index]!),
  );
  return parting === -1 ? ours.states.at(-1) : ours.states[parting - 1];
}

function newestKnownTo(known: RowHistory, of: RowHistory): RowValues | undefined {
  const keys = new Set(known.states.map(key));
  return of.states.findLast((state) => keys.has(key(state)));
}

function key(state: RowValues): string {
  return JSON.stringify(
    Object.keys(state)
      .sort()
      .map((field) => [field, state[field]]),
  );
}
