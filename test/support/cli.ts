/** The command line as a script uses it: arguments in, JSON lines and an exit status out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');

export interface Line {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results as a script would
  readonly [key: string]: any;
}

export interface Run {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly Line[];
  readonly result: Line | undefined;
  readonly error: Line | undefined;
  readonly stderr: string;
  readonly stdout: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

export function startSpindle(
  args: readonly string[],
  options: { cwd?: string; uid?: number; env?: NodeJS.ProcessEnv } = {},
): RunningCli {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = new Promise<Run>((done, fail) => {
    child.on('error', fail);
    child.on('close', (status, signal) => {
      const lines = stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Line);
      done({
        status,
        signal,
        lines,
        result: lines.findLast((line) => line.type === 'result'),
        error: lines.findLast((line) => line.type === 'error'),
        stderr,
        stdout,
      });
    });
  });
  return { child, ended };
}

export function spindle(...args: readonly string[]): Promise<Run> {
  return startSpindle(args).ended;
}
