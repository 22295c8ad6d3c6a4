/**
 * Listing a disc of 100,000 files beside `7z l`, and extracting 1 GiB beside `7z x`: whole processes, in turn, in one
 * run; medians of pairs. Prints a table; asserts nothing. Needs genisoimage and 7zip.
 * Usage: node test/bench/filesystems.ts [--runs N] (SPINDLE_BENCH_DIR: 5 GiB of room)
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seededRandom } from '../support/seeded-random.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5;
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));
const mebibyte = 1 << 20;

interface Figures {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** The highest resident set the kernel saw of a process and the ones it waited for. */
function peakMiBOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ');
  const own = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0;
  const below = children.filter((child) => child !== '').map((child) => peakMiBOf(Number(child)));
  return Number(own) / 1024 + below.reduce((sum, peak) => sum + peak, 0);
}

async function measure(command: readonly string[]): Promise<Figures> {
  const startedMs = performance.now();
  const child = spawn(command[0]!, command.slice(1), { stdio: 'ignore' });
  let peakMiB = 0;
  const timer = setInterval(() => {
    try {
      peakMiB = Math.max(peakMiB, peakMiBOf(child.pid!));
    } catch {
      // It ended while we looked.
    }
  }, 20);
  const status = await new Promise<number | null>((done) => child.on('exit', done));
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
  return { seconds: (performance.now() - startedMs) / 1000, peakMiB };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function row(...cells: (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function figuresRow(what: string, ours: readonly Figures[], theirs: readonly Figures[]): void {
  const ratios = ours.map(({ seconds }, index) => seconds / theirs[index]!.seconds);
  row(
    what,
    `${median(ours.map(({ seconds }) => seconds)).toFixed(2)} s`,
    `${median(theirs.map(({ seconds }) => seconds)).toFixed(2)} s`,
    median(ratios).toFixed(2),
    `${Math.max(...ours.map(({ peakMiB }) => peakMiB)).toFixed(0)} MiB`,
  );
}

function burn(source: string, image: string, ...more: readonly string[]): void {
  execFileSync('genisoimage', ['-quiet', '-R', '-J', ...more, '-o', image, source], { stdio: 'ignore' });
}

async function beside(what: string, ours: readonly string[], theirs: readonly string[]): Promise<void> {
  const figures: { ours: Figures[]; theirs: Figures[] } = { ours: [], theirs: [] };
  for (let run = 0; run <= runs; run++) {
    const pair = [await measure(ours), await measure(theirs)] as const;
    // The first pair fills caches.
    if (run === 0) continue;
    figures.ours.push(pair[0]);
    figures.theirs.push(pair[1]);
  }
  figuresRow(what, figures.ours, figures.theirs);
}

async function listing(): Promise<void> {
  const source = join(folder, 'many');
  for (let directory = 0; directory < 100; directory++) {
    const path = join(source, `directory ${directory}`);
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < 1000; file++) writeFileSync(join(path, `file number ${file}.txt`), 'x');
  }
  const image = join(folder, 'many.iso');
  burn(source, image);
  await beside('list 100 000 files of an ISO', [process.execPath, bin, 'ls', image], ['7z', 'l', image]);
  rmSync(image);
  burn(source, image, '-udf');
  await beside(
    'list 100 000 files of a UDF volume',
    [process.execPath, bin, 'ls', '--tree', 'UDF', image],
    ['7z', 'l', '-tudf', image],
  );
  rmSync(image);
  rmSync(source, { recursive: true });
}

async function extraction(): Promise<void> {
  const source = join(folder, 'large');
  mkdirSync(source);
  const random = seededRandom(1);
  const piece = Buffer.from(Uint8Array.from({ length: mebibyte }, () => random() * 256));
  for (let file = 0; file < 4; file++) {
    const fd = openSync(join(source, `file-${file}.bin`), 'w');
    for (let done = 0; done < 256; done++) {
      piece.writeUInt32LE(file * 256 + done);
      writeSync(fd, piece);
    }
    closeSync(fd);
  }
  const image = join(folder, 'large.iso');
  burn(source, image);
  rmSync(source, { recursive: true });
  const [ourOut, theirOut] = [join(folder, 'ours'), join(folder, 'theirs')];
  const ours: Figures[] = [];
  const theirs: Figures[] = [];
  for (let run = 0; run <= runs; run++) {
    const pair = [
      await measure([process.execPath, bin, 'extract', image, '--out', ourOut]),
      await measure(['7z', 'x', '-y', `-o${theirOut}`, image]),
    ] as const;
    if (run === 0) execFileSync('diff', ['-r', ourOut, theirOut]);
    else {
      ours.push(pair[0]);
      theirs.push(pair[1]);
    }
    rmSync(ourOut, { recursive: true });
    rmSync(theirOut, { recursive: true });
  }
  figuresRow('extract 1 GiB in 4 files of an ISO', ours, theirs);
}

console.log(`${runs} runs of each listing, medians; Node ${process.versions.node}; in ${folder}`);
row('what', 'Spindle', '7z', 'ratio (median of pairs)', 'peak memory, all our processes');
row('---', '---', '---', '---', '---');
try {
  await listing();
  await extraction();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
