/** Words for sector states, in the order a legend lists them: what is read first, what hurts last. */
import type { SectorState } from '../../shared/model/sector-state.ts';

export const stateWords: Readonly<Record<SectorState, string>> = {
  good: 'read',
  'good-after-retry': 'read after retries',
  rebuilt: 'rebuilt',
  generated: 'generated',
  untried: 'not tried yet',
  skipped: 'skipped so far',
  unscraped: 'to be scraped',
  suspect: 'suspect',
  bad: 'not readable',
};

export const legendOrder = Object.keys(stateWords) as SectorState[];
