/**
 * What a full CD costs from the first command to the last sync: a mixed-mode disc of 650 MiB in a simulated drive that
 * never waits, main channel, C2 and subchannel, EDC and ECC verified, all hashes, BIN/CUE written. Prints; asserts nothing.
 * Usage: node test/bench/discs.ts [--runs N] [--mib N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sectorBytes } from '../../src/main/core/optical/sector-layout.ts';
import { type MadeDisc, makeMixedDisc } from './make-disc.ts';
import { type Figures, measureTogether, median, row } from './measure.ts';

const bin = resolve(import.meta.dirname, '../../bin/spindle.mjs');
const mebibyte = 1024 ** 2;

function rip(disc: MadeDisc, out: string): readonly string[] {
  return [
    process.execPath,
    bin,
    'image',
    `sim:${disc.cue}`,
    '--out',
    out,
    '--name',
    'd',
    '--subchannel',
    '--no-catalogue',
  ];
}

async function ripTogether(disc: MadeDisc, folder: string, jobs: number): Promise<Figures> {
  const outs = Array.from({ length: jobs }, (_, job) => join(folder, `out-${job}`));
  try {
    return await measureTogether(outs.map((out) => rip(disc, out)));
  } finally {
    for (const out of outs) rmSync(out, { recursive: true, force: true });
  }
}

export async function benchDiscs(runs: number, mebibytes: number): Promise<void> {
  const folder = mkdtempSync(join(process.env.SPINDLE_BENCH_DIR ?? tmpdir(), 'spindle-bench-'));
  try {
    const disc = makeMixedDisc(folder, mebibytes * mebibyte);
    console.log(
      `\nA mixed-mode CD of ${mebibytes} MiB in a simulated drive, with C2 and subchannel, to BIN/CUE:`,
    );
    row('jobs', 'wall', 'main channel', 'CPU', 'CPU per GiB', 'main channel per core second', 'peak memory');
    row('---', '---', '---', '---', '---', '---', '---');
    for (const jobs of [1, 4]) {
      const figures: Figures[] = [];
      for (let run = 0; run < (jobs === 1 ? runs : 1); run++)
        figures.push(await ripTogether(disc, folder, jobs));
      const bytes = disc.sectors * sectorBytes * jobs;
      const seconds = median(figures.map((figure) => figure.seconds));
      const cpuSeconds = median(figures.map((figure) => figure.cpuSeconds));
      row(
        jobs,
        `${seconds.toFixed(2)} s`,
        `${(bytes / seconds / 1e6).toFixed(0)} MB/s`,
        `${cpuSeconds.toFixed(2)} s`,
        `${(cpuSeconds / (bytes / 1024 ** 3)).toFixed(2)} s`,
        `${(bytes / cpuSeconds / 1e6).toFixed(0)} MB`,
        `${Math.max(...figures.map((figure) => figure.peakMiB)).toFixed(0)} MiB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  return (at >= 0 && Number(process.argv[at + 1])) || otherwise;
}

if (import.meta.main) await benchDiscs(option('--runs', 3), option('--mib', 650));
