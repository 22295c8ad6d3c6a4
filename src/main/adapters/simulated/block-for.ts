/** Blocks this thread, as a drive that takes its time blocks the reader. */
export function blockFor(delayMs: number): void {
  if (delayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}
