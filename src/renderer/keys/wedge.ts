/**
 * A barcode scanner is a keyboard that types faster than a person: a burst of at least six characters, less than 35 ms
 * apart, that ends with Enter. Pure: keys and their times go in, codes come out.
 */

/** A person at full speed needs 60 ms from key to key; scanners need 1 to 20. */
export const longestGapMs = 35;
export const shortestCode = 6;
/** A line that never ends is no barcode. */
export const longestCode = 200;

export interface WedgeState {
  /** Typed so far in this burst. */
  readonly text: string;
  readonly lastMs: number;
}

export const quietWedge: WedgeState = { text: '', lastMs: Number.NEGATIVE_INFINITY };

export interface WedgeKey {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  readonly atMs: number;
  /** With Ctrl, Alt or Meta, or repeated by a key held down: no scanner does that. */
  readonly byHand: boolean;
}

export interface WedgeStep {
  readonly state: WedgeState;
  /** The code that this key completed. */
  readonly code: string | null;
}

export function stepWedge(state: WedgeState, { key, atMs, byHand }: WedgeKey): WedgeStep {
  // Capitals: Shift comes before its letter and is no character itself.
  if (key === 'Shift') return { state, code: null };
  if (byHand) return { state: quietWedge, code: null };
  const gapMs = atMs - state.lastMs;
  const inBurst = gapMs >= 0 && gapMs < longestGapMs;
  if (key === 'Enter') {
    const code = state.text.trim();
    return { state: quietWedge, code: inBurst && code.length >= shortestCode ? code : null };
  }
  if ([...key].length !== 1) return { state: quietWedge, code: null };
  const text = inBurst ? state.text + key : key;
  return { state: text.length > longestCode ? quietWedge : { text, lastMs: atMs }, code: null };
}

/** From the second character on it is likelier a scanner than a hand. */
export function isBurst(state: WedgeState): boolean {
  return state.text.length >= 2;
}
