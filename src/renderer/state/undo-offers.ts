/** Ways back from what was done in this window, the newest first: what Ctrl+Z does, also when its message is gone. */
import { createStore } from 'zustand/vanilla';

export interface UndoOffer {
  readonly undo: () => void;
}

/** Who goes back further looks at the list of changes. */
const mostKept = 20;

export const undoOffers = createStore<readonly UndoOffer[]>(() => []);

export function offerUndo(undo: () => void): UndoOffer {
  const offer = { undo };
  undoOffers.setState((offers) => [offer, ...offers].slice(0, mostKept), true);
  return offer;
}

/** Goes one way back, once; a way that was gone already is not gone again. */
export function takeUndo(offer: UndoOffer | undefined = undoOffers.getState()[0]): void {
  if (!offer || !undoOffers.getState().includes(offer)) return;
  undoOffers.setState((offers) => offers.filter((each) => each !== offer), true);
  offer.undo();
}
