/** Words for sector states, in the order a legend lists them: what is read first, what hurts last. */
import type { SectorState } from '../../shared/model/sector-state.ts';

export const stateWords: Readonly<Record<SectorState, string>> = {
  good: 'read',
  'good-after-retry': 'read after retries',
  rebuilt: 'rebuilt',
  generated: 'between sessions',
  untried: 'not tried yet',
  skipped: 'skipped so far',
  unscraped: 'to be scraped',
  suspect: 'in doubt',
  bad: 'not readable',
};

export const legendOrder = Object.keys(stateWords) as SectorState[];

/** What a state means, for those whose word does not say it all. */
export const stateNotes: Partial<Readonly<Record<SectorState, string>>> = {
  rebuilt: 'made whole by its own parity, and proved by its checksum',
  generated: 'no part of the disc; nothing is recorded there',
  skipped: 'left for a later pass, beside sectors that failed',
  unscraped: 'part of a stretch that failed; read sector by sector later',
  suspect: 'read, but not believed: the drive reports errors in it, or it did not come the same twice',
};
