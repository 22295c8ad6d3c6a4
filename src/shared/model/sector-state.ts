/**
 * The state of one sector, and the order that gives the first law its teeth: outside an explicit verify pass a
 * sector's state only ever rises, and the bytes of a sector that has been read are never written again.
 */
export const sectorStates = [
  'untried',
  'skipped',
  'unscraped',
  'bad',
  'suspect',
  'generated',
  'rebuilt',
  'good-after-retry',
  'good',
] as const;

export type SectorState = (typeof sectorStates)[number];

const rank: Readonly<Record<SectorState, number>> = {
  untried: 0,
  skipped: 1,
  unscraped: 2,
  bad: 3,
  suspect: 4,
  generated: 5,
  rebuilt: 6,
  'good-after-retry': 7,
  good: 8,
};

export function sectorStateRank(state: SectorState): number {
  return rank[state];
}

/** True for states whose bytes came from the carrier and are believed: as they came, or made whole by their own parity. */
export function isReadState(state: SectorState): boolean {
  return state === 'good' || state === 'good-after-retry' || state === 'rebuilt';
}

/** True for states of sectors that have not been asked for one by one: they may still simply come. */
export function isYetToTry(state: SectorState): boolean {
  return state === 'untried' || state === 'skipped' || state === 'unscraped';
}

/** The mark GNU ddrescue uses for a state in a mapfile. */
export type MapfileMark = '?' | '*' | '/' | '-' | '+';

/** `suspect` maps to bad: ddrescue knows no doubt, and doubt must not be shown as read. */
export function mapfileMark(state: SectorState): MapfileMark {
  switch (state) {
    case 'untried':
      return '?';
    case 'skipped':
      return '*';
    case 'unscraped':
      return '/';
    case 'bad':
    case 'suspect':
      return '-';
    case 'generated':
    case 'rebuilt':
    case 'good-after-retry':
    case 'good':
      return '+';
  }
}

export function stateOfMark(mark: MapfileMark): SectorState {
  const byMark = { '?': 'untried', '*': 'skipped', '/': 'unscraped', '-': 'bad', '+': 'good' } as const;
  return byMark[mark];
}
