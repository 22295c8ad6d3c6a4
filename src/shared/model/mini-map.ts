/** A whole medium in a few letters: small enough for every row of a list and every tick of a feed. */
import { type SectorRuns, worstByCell } from './sector-runs.ts';
import type { SectorState } from './sector-state.ts';

const letters: Readonly<Record<SectorState, string>> = {
  untried: '.',
  skipped: 'K',
  unscraped: 'U',
  bad: 'B',
  suspect: 'S',
  generated: 'N',
  rebuilt: 'E',
  'good-after-retry': 'R',
  good: 'G',
};

const byLetter: ReadonlyMap<string, SectorState> = new Map(
  (Object.entries(letters) as [SectorState, string][]).map(([state, letter]) => [letter, state]),
);

/** The one letter that stands for a state wherever colour alone must not. */
export function mapLetter(state: SectorState): string {
  return letters[state];
}

/** The state a letter stands for, or undefined for any other text. */
export function letterState(letter: string): SectorState | undefined {
  return byLetter.get(letter);
}

/** One letter per cell, each cell as bad as its worst sector; empty when there is no map. */
export function miniMap(runs: SectorRuns, cells = 48): string {
  return worstByCell(runs, cells).map(mapLetter).join('');
}
