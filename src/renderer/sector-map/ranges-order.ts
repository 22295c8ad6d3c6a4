/** In which order ranges stand in their table. */
import { stateOrder } from '../words/states.ts';
import type { StateRange } from './ranges.ts';

export const rangeOrders = ['place', 'length', 'state'] as const;
export type RangeOrder = (typeof rangeOrders)[number];

/** The longest first, or the worst; those that are equal by their place. */
export function inOrder(ranges: readonly StateRange[], order: RangeOrder): readonly StateRange[] {
  switch (order) {
    case 'place':
      return ranges;
    case 'length':
      return ranges.toSorted((a, b) => b.lengthSectors - a.lengthSectors || a.lba - b.lba);
    case 'state':
      return ranges.toSorted((a, b) => stateOrder(b.state) - stateOrder(a.state) || a.lba - b.lba);
  }
}
