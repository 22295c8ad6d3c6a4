/** Runs cdrdao or xorriso and hears what they say. */
import { spawn } from 'node:child_process';
import { SpindleError } from '../../../shared/errors.ts';
import { type Burner, burnArguments, burnShare } from '../../core/writeback/burn-plan.ts';

const keptLines = 20;
/** How each is asked to end in good order: cdrdao(1) names QUIT, libburn handles TERM. */
const stopSignal = { cdrdao: 'SIGQUIT', xorriso: 'SIGTERM' } as const satisfies Record<
  Burner,
  NodeJS.Signals
>;
const lookIntervalMs = 250;

export interface BurnWatch {
  readonly onShare: (share: number) => void;
  readonly mayGoOn: () => boolean;
}

export interface BurnEnd {
  /** The last lines, oldest first. */
  readonly said: readonly string[];
  readonly isStopped: boolean;
}

/** Whether a program can be started at all. */
export function isInstalled(program: Burner): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(program, program === 'xorriso' ? ['-version'] : ['version'], { stdio: 'ignore' });
    child.on('error', () => done(false));
    child.on('close', () => done(true));
  });
}

/** @throws SpindleError output-failed with the words of the program, unsupported when it is not there */
export function runBurner(burner: Burner, device: string, path: string, watch: BurnWatch): Promise<BurnEnd> {
  return new Promise((done, fail) => {
    const child = spawn(burner, burnArguments(burner, device, path), { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    let isStopped = false;
    const hear = (line: string) => {
      const text = line.trim();
      if (text === '') return;
      const share = burnShare(burner, text);
      if (share !== null) return watch.onShare(share);
      said.push(text);
      if (said.length > keptLines) said.shift();
    };
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        // Progress is written over itself with bare carriage returns.
        const lines = (rest + text).split(/[\r\n]/);
        rest = lines.pop()!.slice(-4096);
        for (const line of lines) hear(line);
      });
      stream.on('end', () => hear(rest));
    }
    const timer = setInterval(() => {
      if (isStopped || watch.mayGoOn()) return;
      isStopped = true;
      child.kill(stopSignal[burner]);
    }, lookIntervalMs);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearInterval(timer);
      if (error.code !== 'ENOENT') return fail(error);
      fail(new SpindleError('unsupported', `${burner} is not installed. Nothing was written.`, { burner }));
    });
    child.on('close', (status, signal) => {
      clearInterval(timer);
      if (isStopped) return done({ said, isStopped });
      if (status === 0) return done({ said, isStopped: false });
      const why = said.findLast((line) => /error|fail|fatal/i.test(line)) ?? said.at(-1) ?? '';
      fail(
        new SpindleError(
          'output-failed',
          `${burner} could not burn the disc in ${device} (${why || (signal ?? `status ${status}`)}). The disc may be spoilt; use another one.`,
          { device, burner, status: status ?? -1, said },
        ),
      );
    });
  });
}
