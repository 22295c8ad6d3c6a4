/** One process at a time works on a store. The lock ends with its process, however that ends. */
import { openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** @returns true when the lock is now held by this process; it is held until the process ends */
export async function lockExclusive(path: string): Promise<boolean> {
  if (process.platform === 'win32') return lockByProcessId(path);
  const { lockExclusive: flock } = await import('../linux/flock.ts');
  return flock(path) !== null;
}

/** Windows has no flock: the file names its owner, and an owner that no longer runs has left it. */
function lockByProcessId(path: string): boolean {
  try {
    const fd = openSync(path, 'wx');
    writeSync(fd, String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = Number(readFileSync(path, 'utf8'));
  if (owner === process.pid) return true;
  if (isRunning(owner)) return false;
  rmSync(path, { force: true });
  return lockByProcessId(path);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
