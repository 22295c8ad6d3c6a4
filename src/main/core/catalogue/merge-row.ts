/** One row of two catalogues, joined field by field from what both once said. */

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
  for (const field of Object.keys(here)) {
    const [own, other, former] = [here[field]!, there[field] ?? null, base[field] ?? null];
    if (own === other || other === former) continue;
    if (own === former) take[field] = other;
    else conflicts.push({ field, ours: own, theirs: other });
  }
  return { take, conflicts };
}

/** The newest of our states that they had too. */
function commonState(ours: RowHistory, theirs: RowHistory): RowValues | undefined {
  const known = new Set(theirs.states.map(key));
  return ours.states.findLast((state) => known.has(key(state)));
}

function key(state: RowValues): string {
  return JSON.stringify(
    Object.keys(state)
      .sort()
      .map((field) => [field, state[field]]),
  );
}
