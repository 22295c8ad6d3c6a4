/**
 * A hundred thousand files that lie, through everything that reads what others wrote. Refusing is right, and so is a
 * listing with warnings; throwing anything else, taking a second or a quarter of a gigabyte, or reading outside is not.
 *
 * A failing case names its target and number; SPINDLE_FUZZ_CASE="TARGET#NUMBER" runs it alone, SPINDLE_FUZZ_SEED another
 * hundred thousand.
 */
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { FuzzOrder, FuzzReport, FuzzTally } from '../support/fuzz/fuzz-worker.ts';
import { fuzzTargets } from '../support/fuzz/targets.ts';
import { hasCorpus } from '../support/needs.ts';

const seed = Number(process.env.SPINDLE_FUZZ_SEED ?? 20_261_126);
const alone = /^(.+)#(\d+)$/.exec(process.env.SPINDLE_FUZZ_CASE ?? '');
const parts = alone ? 1 : 2;
const thousands = 100;
/** A case that runs that long is not slow but stuck. */
const stuckMs = 30_000;

function work(part: number): Promise<FuzzReport> {
  const running = new Int32Array(new SharedArrayBuffer(8));
  const only = alone ? { only: { target: alone[1]!, number: Number(alone[2]) } } : {};
  const order: FuzzOrder = { seed, thousands, part, parts, running, ...only };
  const worker = new Worker(new URL('../support/fuzz/fuzz-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  return new Promise((resolve, reject) => {
    let last = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const number = running[1]!;
      if (number !== last) since = performance.now();
      last = number;
      if (performance.now() - since < stuckMs) return;
      reject(new Error(`${fuzzTargets[running[0]!]!.name}#${number >>> 0} does not end`));
      void worker.terminate();
    }, 1000);
    worker.once('message', resolve);
    worker.once('error', (error) =>
      reject(new Error(`${fuzzTargets[running[0]!]!.name}#${running[1]! >>> 0}: ${error.message}`)),
    );
    worker.once('exit', () => clearInterval(watch));
  });
}

function added(reports: readonly FuzzReport[]): FuzzTally[] {
  return fuzzTargets.flatMap(({ name }) => {
    const ofName = reports.flatMap(({ tallies }) => tallies).filter(({ target }) => target === name);
    if (ofName.length === 0) return [];
    const sum = (of: (tally: FuzzTally) => number) => ofName.reduce((total, one) => total + of(one), 0);
    const most = (of: (tally: FuzzTally) => number) => Math.max(...ofName.map(of));
    return [
      {
        target: name,
        accepted: sum(({ accepted }) => accepted),
        refused: sum(({ refused }) => refused),
        slowestMs: most(({ slowestMs }) => slowestMs),
        largestMiB: most(({ largestMiB }) => largestMiB),
      },
    ];
  });
}

function summary(tallies: readonly FuzzTally[]): string {
  const row = (...cells: readonly (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(20) : String(cell).padStart(12))).join('');
  const total = tallies.reduce((sum, { accepted, refused }) => sum + accepted + refused, 0);
  return [
    row('parser', 'cases', 'accepted', 'refused', 'slowest ms', 'largest MiB'),
    ...tallies.map(({ target, accepted, refused, slowestMs, largestMiB }) =>
      row(target, accepted + refused, accepted, refused, slowestMs.toFixed(1), largestMiB.toFixed(1)),
    ),
    `${total} cases, seed ${seed}, peak of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  ].join('\n');
}

describe('files that lie', () => {
  it('are refused or read to their end, in time and in memory', async () => {
    const reports = await Promise.all(Array.from({ length: parts }, (_, part) => work(part)));
    const tallies = added(reports);
    console.log(summary(tallies));
    const findings = reports.flatMap(({ findings: each }) => each);
    expect(findings.map(({ target, number, what }) => `${target}#${number}: ${what}`)).toEqual([]);
    const cases = tallies.reduce((sum, { accepted, refused }) => sum + accepted + refused, 0);
    if (!alone && hasCorpus()) expect(cases).toBeGreaterThanOrEqual(100_000);
  });
});
