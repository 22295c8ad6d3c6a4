/**
 * How long to wait so that no more than a rate is read on average.
 *
 * @param readBytes since the beginning
 * @param elapsedMs since the beginning, waiting included
 */
export function waitMs(readBytes: number, elapsedMs: number, maxBytesPerSecond: number | null): number {
  if (maxBytesPerSecond === null) return 0;
  return Math.max(0, (readBytes / maxBytesPerSecond) * 1000 - elapsedMs);
}
