/**
 * Bagging beside `cp` and one `sha512sum` over the same files, whole processes in turn: `node test/bench/bagging.ts
 * [--runs N] [--mib N]`. Ours takes two digests, compares every file with its sidecar and syncs what it wrote; `cp` does
 * none of it, so a second ratio gives it a `sync` of the copy. Prints medians and ratios; asserts nothing.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dumpOnDisk } from '../support/handed-over.ts';
import { measure, median, row } from './measure.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');

function option(name: string, fallback: number): number {
  return Number(process.argv[process.argv.indexOf(name) + 1]) || fallback;
}

const runs = option('--runs', 5);
const mebibytes = option('--mib', 512);
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-bag-'));
const images = join(folder, 'images');
const catalogue = join(folder, 'catalogue.db');
const bag = join(folder, 'bag');
const copy = join(folder, 'copy');

const spindle = (...args: string[]) => measure([process.execPath, bin, ...args, '--catalogue', catalogue]);

async function peer(sync: string): Promise<number> {
  mkdirSync(copy);
  const command = `cp ${images}/* ${copy}/ && ${sync} && sha512sum ${copy}/* > ${folder}/sums`;
  const { seconds } = await measure(['sh', '-c', command]);
  rmSync(copy, { recursive: true });
  return seconds;
}

try {
  dumpOnDisk(images, { imageBytes: mebibytes * 1024 * 1024 });
  await spindle('catalogue', 'import', images);
  const startSeconds = (await spindle('catalogue', 'search', 'disk')).seconds;
  const ours: number[] = [];
  const theirs: number[] = [];
  const synced: number[] = [];
  let peakMiB = 0;
  for (let run = 0; run < runs; run++) {
    const figures = await spindle('catalogue', 'export', '--bag', bag, '--all');
    ours.push(figures.seconds);
    peakMiB = Math.max(peakMiB, figures.peakMiB);
    rmSync(bag, { recursive: true });
    theirs.push(await peer('true'));
    synced.push(await peer(`sync ${copy}/*`));
  }
  // `median` sorts what it is given: the runs stay paired for the ratios.
  const middle = (values: readonly number[]) => median([...values]);
  const ratio = (others: readonly number[]) =>
    middle(ours.map((seconds, run) => others[run]! / seconds)).toFixed(2);
  const rate = (seconds: number) => `${(mebibytes / seconds).toFixed(0)} MiB/s`;
  row(`bagging ${mebibytes} MiB`, 'seconds', 'rate', 'our rate / theirs');
  row('---', '---', '---', '---');
  row('spindle catalogue export --bag', middle(ours).toFixed(2), rate(middle(ours)), '');
  row('cp + sha512sum', middle(theirs).toFixed(2), rate(middle(theirs)), ratio(theirs));
  row('cp + sync + sha512sum', middle(synced).toFixed(2), rate(middle(synced)), ratio(synced));
  console.log(
    `Starting and opening the catalogue alone takes ${startSeconds.toFixed(2)} s; peak ${peakMiB.toFixed(0)} MiB.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
