/**
 * Fixity beside `sha256sum` over the same files, whole processes in turn: `node test/bench/fixity.ts [--runs N] [--mib N]`.
 * Both read what the system holds in memory, so the hash is what limits. Prints medians and a ratio; asserts nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dumpOnDisk } from '../support/handed-over.ts';
import { measure, median, row } from './measure.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const option = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const runs = option('--runs', 5);
const mebibytes = option('--mib', 512);
const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-fixity-'));
const images = join(folder, 'images');
const spindle = (...args: string[]) =>
  measure([process.execPath, bin, 'catalogue', ...args, '--catalogue', join(folder, 'catalogue.db')]);

try {
  dumpOnDisk(images, { imageBytes: mebibytes * 1024 * 1024 });
  await spindle('import', images);
  const ours: number[] = [];
  const theirs: number[] = [];
  let startSeconds = 0;
  let peakMiB = 0;
  for (let run = 0; run < runs; run++) {
    startSeconds = (await spindle('fixity', 'status')).seconds;
    const figures = await spindle('fixity', '--all');
    ours.push(figures.seconds);
    peakMiB = Math.max(peakMiB, figures.peakMiB);
    theirs.push(
      (
        await measure([
          'sh',
          '-c',
          `sha256sum ${images}/*.img ${images}/*.map ${images}/*.log > ${folder}/sums`,
        ])
      ).seconds,
    );
  }
  const ratio = median(ours.map((seconds, run) => theirs[run]! / seconds)).toFixed(2);
  const rate = (seconds: number) => `${(mebibytes / seconds).toFixed(0)} MiB/s`;
  const middle = (values: readonly number[]) => median([...values]);
  row(`fixity of ${mebibytes} MiB`, 'seconds', 'rate', 'our rate / theirs');
  row('---', '---', '---', '---');
  row('spindle catalogue fixity --all', middle(ours).toFixed(2), rate(middle(ours)), ratio);
  row('sha256sum', middle(theirs).toFixed(2), rate(middle(theirs)), '');
  console.log(
    `Starting and opening the catalogue alone takes ${startSeconds.toFixed(2)} s; peak ${peakMiB.toFixed(0)} MiB.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
