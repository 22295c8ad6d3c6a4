/** Words for sector states. */
import type { SectorState } from '../../shared/model/sector-state.ts';
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('map');

/** As a legend lists them: what is read first, what hurts last. */
export const legendOrder: readonly SectorState[] = [
  'good',
  'good-after-retry',
  'rebuilt',
  'generated',
  'untried',
  'skipped',
  'unscraped',
  'suspect',
  'bad',
];

/** The higher, the more it hurts. */
export function stateOrder(state: SectorState): number {
  return legendOrder.indexOf(state);
}

export function stateWords(state: SectorState): string {
  return t(state);
}

/** What a state means, for those whose word does not say it all. */
export function stateNote(state: SectorState): string | null {
  switch (state) {
    case 'rebuilt':
    case 'generated':
    case 'skipped':
    case 'unscraped':
    case 'suspect':
      return t(`${state}Note`);
    case 'good':
    case 'good-after-retry':
    case 'untried':
    case 'bad':
      return null;
  }
}
