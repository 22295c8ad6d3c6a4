/**
 * Follows a feed of the contract: asks, shows, and asks again with the revision it holds only after the frame was
 * painted. So the hub never sends faster than this screen can draw.
 */

export interface FollowOptions {
  /** Called when asking failed; the loop goes on by itself. */
  readonly onError?: (error: unknown) => void;
  /** Waits until what was shown is on the screen. */
  readonly painted?: (signal: AbortSignal) => Promise<void>;
  readonly firstWaitMs?: number;
  readonly longestWaitMs?: number;
}

/** Starts following; the returned function ends it. */
export function follow<T extends { readonly revision: number }>(
  ask: (after: number, signal: AbortSignal) => Promise<T>,
  show: (value: T) => void,
  options: FollowOptions = {},
): () => void {
  const { painted = nextPaint, firstWaitMs = 250, longestWaitMs = 5_000 } = options;
  const end = new AbortController();
  const { signal } = end;
  const run = async () => {
    let after = -1;
    let waitMs = firstWaitMs;
    while (!signal.aborted) {
      try {
        const value = await ask(after, signal);
        if (signal.aborted) return;
        if (value.revision !== after) show(value);
        after = value.revision;
        waitMs = firstWaitMs;
        await painted(signal);
      } catch (error) {
        if (signal.aborted) return;
        options.onError?.(error);
        // A hub that was restarted counts from anew.
        after = -1;
        await sleep(waitMs, signal);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      }
    }
  };
  void run();
  return () => end.abort();
}

/** A hidden page paints no frames; it goes on once a second, for its title and for screen readers. */
function nextPaint(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const frame = requestAnimationFrame(done);
    const timer = setTimeout(done, 1_000);
    signal.addEventListener('abort', done, { once: true });
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
