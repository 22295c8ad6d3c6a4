/** Whole processes measured from outside: time, CPU time and memory of a command and all it starts (Linux). */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Figures {
  readonly seconds: number;
  /** User and system, of all processes together. */
  readonly cpuSeconds: number;
  /** Greatest sum of resident sets of all processes seen together, what they share (Node itself) counted once. */
  readonly peakMiB: number;
}

/** sysconf(_SC_CLK_TCK), the unit of times in /proc: 100 on every Linux Node runs on. */
const ticksPerSecond = 100;

/** Fields of /proc/PID/stat from the third on (proc(5)); the second, the name, may hold anything. */
function statFields(pid: number | 'self'): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Of all processes this one has waited for, and of those they had waited for. */
function childrenCpuSeconds(): number {
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** All processes of a tree, by the kernel's own parent links. */
function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(statFields(Number(name))[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

interface Resident {
  readonly all: number;
  /** Clean pages other processes map too: the program and its libraries. */
  readonly shared: number;
}

function residentMiB(pid: number): Resident {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    const of = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
    return { all: of('Rss'), shared: of('Shared_Clean') };
  } catch {
    return { all: 0, shared: 0 };
  }
}

function together(processes: readonly Resident[]): number {
  const own = processes.reduce((sum, { all, shared }) => sum + all - shared, 0);
  return own + Math.max(0, ...processes.map(({ shared }) => shared));
}

/** Runs commands at once, to their ends. @throws Error when one fails */
export async function measureTogether(commands: readonly (readonly string[])[]): Promise<Figures> {
  const startedMs = performance.now();
  const cpuBefore = childrenCpuSeconds();
  const children = commands.map((command) => spawn(command[0]!, command.slice(1), { stdio: 'ignore' }));
  let peakMiB = 0;
  const timer = setInterval(() => {
    const resident = children.flatMap((child) => tree(child.pid!)).map(residentMiB);
    peakMiB = Math.max(peakMiB, together(resident));
  }, 100);
  const statuses = await Promise.all(
    children.map((child) => new Promise<number | null>((done) => child.on('exit', done))),
  );
  clearInterval(timer);
  const failed = statuses.findIndex((status) => status !== 0);
  if (failed >= 0) throw new Error(`${commands[failed]!.join(' ')} ended with ${statuses[failed]}`);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    cpuSeconds: childrenCpuSeconds() - cpuBefore,
    peakMiB,
  };
}

export function measure(command: readonly string[]): Promise<Figures> {
  return measureTogether([command]);
}

export const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

export function row(...cells: (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
