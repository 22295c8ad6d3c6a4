/** For keys that decide: the first letter of a barcode must not. */
import { longestGapMs } from './wedge.ts';

/** Runs `work` unless another key follows as fast as only a scanner types. To be called while the key is handled. */
export function byHand(work: () => void): void {
  const stop = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', stop, { capture: true });
  };
  const timer = setTimeout(() => {
    stop();
    work();
  }, longestGapMs + 5);
  window.addEventListener('keydown', stop, { capture: true });
}
