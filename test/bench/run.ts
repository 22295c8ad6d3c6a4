/**
 * Benchmarks beside peers in the same run: whole processes, medians of several runs, ratios. Prints a table; asserts
 * nothing. Usage: npm run bench [-- --runs N] (root and loop devices needed for the block device).
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5;
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));

interface Figures {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** All processes of a tree, by the kernel's own parent links. */
function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function residentMiB(pid: number, field: 'Rss' | 'Pss'): number {
  try {
    return (
      Number(
        new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(
          readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'),
        )?.[1] ?? 0,
      ) / 1024
    );
  } catch {
    return 0;
  }
}

/** Runs a command to its end; its memory is the greatest sum of resident sets of all its processes seen together. */
async function measure(command: readonly string[]): Promise<Figures> {
  const startedMs = performance.now();
  const child = spawn(command[0]!, command.slice(1), { stdio: 'ignore' });
  let peakMiB = 0;
  const timer = setInterval(() => {
    peakMiB = Math.max(
      peakMiB,
      tree(child.pid!).reduce((sum, pid) => sum + residentMiB(pid, 'Rss'), 0),
    );
  }, 100);
  const status = await new Promise<number | null>((done) => child.on('exit', done));
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
  return { seconds: (performance.now() - startedMs) / 1000, peakMiB };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function dropCaches(): void {
  spawnSync('sync');
  writeFileSync('/proc/sys/vm/drop_caches', '1');
}

function row(...cells: (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

async function blockDevice(): Promise<void> {
  const medium = join(folder, 'medium');
  execFileSync('dd', ['if=/dev/urandom', `of=${medium}`, 'bs=1M', 'count=1024', 'status=none']);
  const device = execFileSync('losetup', ['-r', '-f', '--show', medium], { encoding: 'utf8' }).trim();
  try {
    const ours: Figures[] = [];
    const theirs: Figures[] = [];
    for (let run = 0; run < runs; run++) {
      const out = join(folder, `out-${run}`);
      dropCaches();
      ours.push(
        await measure([
          process.execPath,
          bin,
          'image',
          device,
          '--out',
          out,
          '--name',
          'd',
          '--catalogue',
          join(folder, 'catalogue.db'),
        ]),
      );
      rmSync(out, { recursive: true });
      dropCaches();
      const image = join(folder, 'theirs.img');
      theirs.push(
        await measure([
          'sh',
          '-c',
          `ddrescue -q ${device} ${image} ${image}.map && rhash --crc32 --md5 --sha1 --sha256 ${image} > ${image}.sums`,
        ]),
      );
      for (const name of readdirSync(folder).filter((file) => file.startsWith('theirs')))
        rmSync(join(folder, name));
    }
    const pairs = ours.map((figure, index) => figure.seconds / theirs[index]!.seconds);
    row(
      '1 GiB loop device',
      `${median(ours.map((f) => f.seconds)).toFixed(2)} s`,
      `${median(theirs.map((f) => f.seconds)).toFixed(2)} s`,
      median(pairs).toFixed(2),
      `${Math.max(...ours.map((f) => f.peakMiB)).toFixed(0)} MiB`,
    );
  } finally {
    execFileSync('losetup', ['-d', device]);
    rmSync(medium);
  }
}

async function hugeSparse(): Promise<void> {
  const medium = join(folder, 'sparse');
  writeFileSync(medium, '');
  truncateSync(medium, 8 * 1024 ** 3);
  const device = execFileSync('losetup', ['-r', '-f', '--show', medium], { encoding: 'utf8' }).trim();
  const out = join(folder, 'sparse-out');
  try {
    const ours = await measure([
      process.execPath,
      bin,
      'image',
      device,
      '--out',
      out,
      '--name',
      'd',
      '--no-catalogue',
    ]);
    row(
      '8 GiB sparse loop device',
      `${ours.seconds.toFixed(2)} s`,
      '-',
      '-',
      `${ours.peakMiB.toFixed(0)} MiB`,
    );
  } finally {
    execFileSync('losetup', ['-d', device]);
    rmSync(out, { recursive: true, force: true });
    rmSync(medium);
  }
}

async function starts(): Promise<void> {
  const own = process.execPath;
  const cases = [
    ['spindle --version', [own, bin, '--version']],
    ['spindle drives', [own, bin, 'drives']],
  ] as const;
  for (const [name, command] of cases) {
    const figures: Figures[] = [];
    for (let run = 0; run < runs + 1; run++) figures.push(await measure(command));
    row(name, `${(median(figures.slice(1).map((f) => f.seconds)) * 1000).toFixed(0)} ms`, '-', '-', '-');
  }
}

console.log(`${runs} runs each, medians; Node ${process.versions.node}; output in ${folder}`);
row('what', 'Spindle', 'ddrescue, then rhash', 'ratio (median of pairs)', 'peak memory, all our processes');
row('---', '---', '---', '---', '---');
try {
  await starts();
  await blockDevice();
  await hugeSparse();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
