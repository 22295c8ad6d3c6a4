/** Differential: GNU ddrescue, simulating the same faults (`-H`), reads in the same order and ends with the same map. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatMapfile, parseMapfile, sectorsOfMapfile } from '../../../src/main/core/rescue/mapfile.ts';
import { rescue } from '../../../src/main/core/rescue/rescue.ts';
import { RescueMap } from '../../../src/main/core/rescue/rescue-map.ts';
import type { SectorRun } from '../../../src/shared/model/sector-runs.ts';
import { compactRuns } from '../../../src/shared/model/sector-runs.ts';
import { badSectors, type FaultRun, runToEnd } from '../../support/faulty-medium.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const present = spawnSync('ddrescue', ['--version']).status === 0;
if (!present) console.warn('skipped: comparing with ddrescue needs the Debian package gddrescue');

const directory = mkdtempSync(join(tmpdir(), 'spindle-ddrescue-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const header = {
  tool: 'test',
  version: '0',
  commandLine: 'x',
  startTime: '2026-01-01 00:00:00',
  currentTime: '2026-01-01 00:00:00',
};

function seededFaults(seed: number, total: number, runs: number, longest: number): FaultRun[] {
  const random = seededRandom(seed);
  return Array.from({ length: runs }, () => ({
    lba: Math.floor(random() * total),
    lengthSectors: 1 + Math.floor(random() * longest),
  }));
}

interface Case {
  readonly total: number;
  readonly cluster: number;
  readonly skip: number;
  readonly maxSkip: number;
  readonly retries: number;
}

function byDdrescue(bad: Uint8Array, { total, cluster, skip, maxSkip, retries }: Case) {
  const path = (name: string) => join(directory, name);
  const faults = compactRuns(Array.from(bad, (flag): SectorRun => [1, flag ? 'bad' : 'good']));
  writeFileSync(path('faults'), formatMapfile(header, faults, 512, null));
  writeFileSync(path('in'), '');
  truncateSync(path('in'), total * 512);
  for (const name of ['out', 'map', 'reads']) rmSync(path(name), { force: true });
  const skips = skip === 0 ? '-K0' : `-K${skip * 512},${maxSkip * 512}`;
  execFileSync('ddrescue', [
    '-q',
    '-H',
    path('faults'),
    '-b512',
    `-c${cluster}`,
    skips,
    `-r${retries}`,
    `--log-reads=${path('reads')}`,
    path('in'),
    path('out'),
    path('map'),
  ]);
  const reads = readFileSync(path('reads'), 'latin1')
    .split('\n')
    .filter((line) => /^0x/.test(line.trim()))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([at, size]) => `${at! / 512}+${size! / 512}`);
  return { reads, map: parseMapfile(readFileSync(path('map'), 'latin1'))! };
}

describe.skipIf(!present)('beside GNU ddrescue on the same faults', () => {
  const floppy: Case = { total: 2880, cluster: 18, skip: 0, maxSkip: 0, retries: 0 };
  const disk: Case = { total: 40_000, cluster: 128, skip: 128, maxSkip: 400, retries: 2 };
  const cases = [
    ...Array.from({ length: 10 }, (_, seed) => ({
      ...floppy,
      seed: seed + 1,
      runs: 3,
      longest: 16,
      retries: seed % 3,
    })),
    ...Array.from({ length: 10 }, (_, seed) => ({ ...disk, seed: seed + 100, runs: 8, longest: 300 })),
  ];
  it.each(cases)('reads in the same order and ends with the same map (seed $seed)', (example) => {
    const bad = badSectors(
      example.total,
      seededFaults(example.seed, example.total, example.runs, example.longest),
    );
    // With -H ddrescue takes the end of the last readable block for the end of the input.
    bad[example.total - 1] = 0;
    const theirs = byDdrescue(bad, example);
    const map = RescueMap.untried(example.total);
    const plan = {
      clusterSectors: example.cluster,
      sweepSectors: example.cluster,
      initialSkipSectors: example.skip,
      maxSkipSectors: example.maxSkip,
      retries: example.retries,
    };
    const ours = runToEnd(rescue(map, plan, null), bad);
    expect(ours.map((read) => `${read.lba}+${read.count}`)).toEqual(theirs.reads);
    expect(map.runs()).toEqual(sectorsOfMapfile(theirs.map, example.total, 512));
  });
});
