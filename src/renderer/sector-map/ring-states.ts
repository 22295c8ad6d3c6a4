/** What the bands of a ring picture show where they hold more than one turn: the worst state of each arc. */
import { type SectorRuns, worstState } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import type { Span } from './disc-shape.ts';
import type { RingFace, RingLayout } from './ring-layout.ts';

/** O(runs + cells): a run that goes all the way round is noted once for its band. */
export function ringStates(layout: RingLayout, runs: SectorRuns): (SectorState | undefined)[] {
  const { shape, window, faces } = layout;
  const cells: (SectorState | undefined)[] = new Array(layout.cellCount).fill(undefined);
  const bands = faces.map((face): (SectorState | undefined)[] => new Array(face.bands).fill(undefined));
  const end = window.firstLba + window.lengthSectors;
  const book = (lba: number, length: number, state: SectorState) => {
    const from = Math.max(lba, window.firstLba);
    const to = Math.min(lba + length, end);
    if (from >= to) return;
    for (const span of shape.spans(from, to - from)) {
      const index = faces.findIndex(({ face }) => face === span.face);
      if (index >= 0) bookSpan(layout, faces[index]!, bands[index]!, cells, span, state);
    }
  };
  let lba = 0;
  for (const [length, state] of runs) {
    book(lba, length, state);
    lba += length;
    if (lba >= end) break;
  }
  // A map that ends early says nothing of the rest: nobody has tried it.
  if (lba < end) book(lba, end - lba, 'untried');
  faces.forEach(({ bandCells }, index) => {
    bands[index]!.forEach((whole, band) => {
      if (whole === undefined) return;
      for (let cell = bandCells[band]!; cell < bandCells[band + 1]!; cell++) {
        const present = cells[cell];
        cells[cell] = present === undefined ? whole : worstState(present, whole);
      }
    });
  });
  return cells;
}

function bookSpan(
  { turnsPerBand }: RingLayout,
  { firstTurn, bandCells, bands }: RingFace,
  whole: (SectorState | undefined)[],
  cells: (SectorState | undefined)[],
  { from, to }: Span,
  state: SectorState,
): void {
  const first = Math.max(0, Math.floor((from - firstTurn) / turnsPerBand));
  for (let band = first; band < bands; band++) {
    const bandFrom = firstTurn + band * turnsPerBand;
    const start = Math.max(from, bandFrom);
    const turns = Math.min(to, bandFrom + turnsPerBand) - start;
    if (turns <= 0) break;
    if (turns >= 1) {
      const present = whole[band];
      whole[band] = present === undefined ? state : worstState(present, state);
      continue;
    }
    const cell = bandCells[band]!;
    const arcs = bandCells[band + 1]! - cell;
    const begins = (start - Math.floor(start)) * arcs;
    // What ends on the edge of an arc does not touch the next one, whatever is lost in the fractions.
    for (let arc = Math.floor(begins + edge); arc < begins + turns * arcs - edge; arc++) {
      const at = cell + (arc % arcs);
      const present = cells[at];
      cells[at] = present === undefined ? state : worstState(present, state);
    }
  }
}

const edge = 1e-6;
