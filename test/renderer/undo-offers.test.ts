import { afterEach, describe, expect, it } from 'vitest';
import { offerUndo, takeUndo, undoOffers } from '../../src/renderer/state/undo-offers.ts';

afterEach(() => undoOffers.setState([], true));

describe('the way back', () => {
  it('goes the newest change first, each once', () => {
    const undone: string[] = [];
    for (const change of ['a', 'b', 'c']) offerUndo(() => void undone.push(change));
    for (let times = 0; times < 5; times++) takeUndo();
    expect(undone).toEqual(['c', 'b', 'a']);
  });

  it('is not gone a second time when its own button was pressed', () => {
    const undone: string[] = [];
    const first = offerUndo(() => void undone.push('first'));
    offerUndo(() => void undone.push('second'));
    takeUndo(first);
    takeUndo(first);
    takeUndo();
    takeUndo();
    expect(undone).toEqual(['first', 'second']);
  });

  it('does not remember for ever', () => {
    for (let number = 0; number < 100; number++) offerUndo(() => {});
    expect(undoOffers.getState()).toHaveLength(20);
  });
});
