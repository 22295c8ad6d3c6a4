/**
 * What came from a drive can be looked at a moment later; a drive that waits has lost its turn. So the thread that looks gives
 * way to the one that asks for more, and to whatever brings it.
 */
import { setPriority } from 'node:os';

const niceness = 5;

/** Called once the thread that talks to the drive runs: threads begin with the priority of who starts them. */
export function yieldToDrive(): void {
  // Only on Linux priorities are those of threads, as libuv sets them (setpriority(2)).
  if (process.platform === 'linux') setPriority(niceness);
}
