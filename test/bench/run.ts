/**
 * Benchmarks beside peers in the same run: whole processes, medians of several runs, ratios. Prints a table; asserts
 * nothing. Usage: npm run bench [-- --runs N] (root and loop devices needed for the block device).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { benchDiscs } from './discs.ts';
import { type Figures, measure, median, row } from './measure.ts';
import { benchRig } from './rig-discs.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5;
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));

function dropCaches(): void {
  spawnSync('sync');
  writeFileSync('/proc/sys/vm/drop_caches', '1');
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
  await benchDiscs(runs, 650);
  await benchRig(40);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
