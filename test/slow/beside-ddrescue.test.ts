/** Slow: whole dumps of simulated media beside GNU ddrescue on the same faults, and each going on where the other stopped. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatMapfile, parseMapfile } from '../../src/main/core/rescue/mapfile.ts';
import { compactRuns, type SectorRun } from '../../src/shared/model/sector-runs.ts';
import { spindle } from '../support/cli.ts';
import { badSectors, type FaultRun } from '../support/faulty-medium.ts';
import { ownFolder } from '../support/folders.ts';
import { hasProgram } from '../support/needs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { expectedImage, simMedium } from '../support/sim-medium.ts';

const here = hasProgram('ddrescue', 'gddrescue') && hasProgram('ddrescuelog', 'gddrescue');
const sectors = 2880;
const stamp = '2026-11-20 20:00:00';
const header = { tool: 'test', version: '0', commandLine: 'x', startTime: stamp, currentTime: stamp };

function faultsOf(seed: number): FaultRun[] {
  const random = seededRandom(seed);
  const runs = 1 + Math.floor(random() * 5);
  return Array.from({ length: runs }, () => ({
    lba: Math.floor(random() * (sectors - 40)),
    lengthSectors: 1 + Math.floor(random() * 30),
  }));
}

function faultMap(bad: Uint8Array): string {
  return formatMapfile(
    header,
    compactRuns(Array.from(bad, (flag): SectorRun => [1, flag ? 'bad' : 'good'])),
    512,
    null,
  );
}

function simulated(folder: string, runs: readonly FaultRun[]) {
  return simMedium(folder, sectors, {
    fail: runs.map(({ lba, lengthSectors }) => ({ lba: [lba, lba + lengthSectors - 1] })),
  });
}

const blocksOf = (path: string) => parseMapfile(readFileSync(path, 'latin1'))!.blocks;

describe.skipIf(!here)('beside ddrescue', () => {
  it('20 fault maps give the same bytes and an equivalent map, and no more failed reads', {
    timeout: 300_000,
  }, async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const folder = ownFolder();
      const runs = faultsOf(seed);
      const bad = badSectors(sectors, runs);
      const { address, image } = simulated(folder, runs);
      const ours = await spindle(
        'image',
        address,
        '--out',
        folder,
        '--name',
        'ours',
        '--retries',
        '0',
        '--no-catalogue',
        '--json',
      );
      expect(ours.status, ours.stderr).toBe(bad.includes(1) ? 3 : 0);

      writeFileSync(join(folder, 'faults'), faultMap(bad));
      const at = (name: string) => join(folder, name);
      execFileSync('ddrescue', [
        '-q',
        '-H',
        at('faults'),
        '-c18',
        '-K0',
        `--log-reads=${at('reads')}`,
        at('medium.img'),
        at('theirs.img'),
        at('theirs.map'),
      ]);
      expect(blocksOf(at('ours.map'))).toEqual(blocksOf(at('theirs.map')));
      expect(readFileSync(at('ours.img')).equals(expectedImage(image, bad, 0))).toBe(true);
      for (const [lba, flag] of bad.entries()) {
        if (flag) continue;
        const range = [lba * 512, (lba + 1) * 512] as const;
        expect(
          readFileSync(at('theirs.img'))
            .subarray(...range)
            .equals(image.subarray(...range)),
        ).toBe(true);
        break;
      }
      const theirFailures = readFileSync(at('reads'), 'latin1')
        .split('\n')
        .filter((line) => /^\s*0x/.test(line) && !line.trim().endsWith(' 0')).length;
      const sidecar = JSON.parse(readFileSync(at('ours.spindle.json'), 'utf8'));
      const ourFailures = sidecar.passes.reduce(
        (sum: number, pass: { failedReads: number }) => sum + pass.failedReads,
        0,
      );
      expect(ourFailures).toBeLessThanOrEqual(theirFailures);
      expect(spawnSync('ddrescuelog', ['-t', at('ours.map')]).status).toBe(0);
    }
  });

  it('goes on with a rescue ddrescue began, and ddrescue with ours', { timeout: 120_000 }, async () => {
    const folder = ownFolder();
    const runs = faultsOf(42);
    const bad = badSectors(sectors, runs);
    const { address, image } = simulated(folder, runs);
    const at = (name: string) => join(folder, name);
    writeFileSync(at('faults'), faultMap(bad));
    // Half a copying pass, by domain size; then ours does the rest.
    execFileSync('ddrescue', [
      '-q',
      '-H',
      at('faults'),
      '-c18',
      '-K0',
      '-s',
      '700000',
      '--no-trim',
      '--no-scrape',
      at('medium.img'),
      at('d.img'),
      at('d.map'),
    ]);
    const run = await spindle(
      'image',
      address,
      '--out',
      folder,
      '--name',
      'd',
      '--resume',
      '--fill',
      '0x33',
      '--no-catalogue',
      '--json',
    );
    expect(run.status, run.stderr).toBe(3);
    expect(readFileSync(at('d.img')).equals(expectedImage(image, bad, 0x33))).toBe(true);
    const sidecar = JSON.parse(readFileSync(at('d.spindle.json'), 'utf8'));
    const read = sidecar.passes.reduce(
      (sum: number, pass: { sectorsRead: number }) => sum + pass.sectorsRead,
      0,
    );
    expect(read).toBeLessThan(sectors - 1000);

    // A medium whose faults are gone: ddrescue fills what we could not read, from our map.
    rmSync(at('faults'));
    execFileSync('ddrescue', ['-q', '-r1', at('medium.img'), at('d.img'), at('d.map')]);
    expect(readFileSync(at('d.img')).equals(image)).toBe(true);
    expect(existsSync(at('d.spindle'))).toBe(true);
  });
});
