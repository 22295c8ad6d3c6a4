/** Names this process so that another can tell, later, whether it still runs: a process id alone is used again. */
import { readFileSync } from 'node:fs';
import type { HubProcesses } from '../core/ports.ts';

/** Field 22 of /proc/PID/stat: when the process started, in clock ticks since boot. */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') {
    try {
      process.kill(pid, 0);
      return 'running';
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : null;
    }
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    // No such process: that is the answer.
    return null;
  }
}

export function hubProcesses(): HubProcesses {
  const self = `${process.pid}@${startOf(process.pid)}`;
  return {
    self,
    isAlive(owner) {
      const [pid, start] = owner.split('@');
      return startOf(Number(pid)) === start;
    },
  };
}
