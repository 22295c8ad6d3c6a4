/** Slow: kills imaging at random moments, resumes, and compares with the uninterrupted result, byte for byte. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readSidecar } from '../../src/main/adapters/files/dump-names.ts';
import { parseMapfile } from '../../src/main/core/rescue/mapfile.ts';
import { spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { simMedium } from '../support/sim-medium.ts';

const sectors = 2880;
/** More tell more and take longer: SPINDLE_KILL_ROUNDS=200 */
const rounds = Number(process.env.SPINDLE_KILL_ROUNDS ?? 50);
/** Mostly they wait: for the drive, and for the moment to be killed. */
const atOnce = 4;

/** Permanent faults, sectors that come after some tries, and slowness that gives kills something to hit. */
function behaviour(random: () => number) {
  const lba = () => Math.floor(random() * (sectors - 20));
  return {
    fail: [
      { lba: [100, 103] },
      ...Array.from({ length: 3 }, () => {
        const at = lba();
        return { lba: [at, at + Math.floor(random() * 9)] };
      }),
      ...Array.from({ length: 4 }, () => ({ lba: lba(), first: 2 + Math.floor(random() * 3) })),
    ],
    cmd_ms: 3,
    seed: 7,
  };
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    // pgrep ends with 1 when there are none.
    return [];
  }
}

/** One round. @returns how many processes were killed in it */
async function killAndResume(folder: string, round: number): Promise<number> {
  const random = seededRandom(20261120 + round);
  let kills = 0;
  const own = join(folder, String(round));
  mkdirSync(own);
  const { address } = simMedium(own, sectors, behaviour(random));
  const common = ['image', address, '--retries', '3', '--fill', '0x55', '--no-catalogue', '--json'];
  const whole = join(own, 'whole');
  const broken = join(own, 'broken');
  expect((await spindle(...common, '--out', whole, '--name', 'd')).status).toBe(3);

  for (let attempt = 0; ; attempt++) {
    const run = startSpindle([...common, '--out', broken, '--name', 'd', '--resume']);
    let over = false;
    void run.ended.then(() => {
      over = true;
    });
    if (attempt < 4) {
      while (!over && childrenOf(run.child.pid!).length === 0) await pause(20);
      await pause(random() * 900);
      const victim = random() < 0.7 ? childrenOf(run.child.pid!)[0] : run.child.pid;
      if (!over && victim) {
        process.kill(victim, 'SIGKILL');
        kills++;
      }
    }
    const { status, stderr } = await run.ended;
    if (status === 3) break;
    expect([4, null], stderr).toContain(status);
  }

  expect(readFileSync(join(broken, 'd.img')).equals(readFileSync(join(whole, 'd.img')))).toBe(true);
  const blocks = (out: string) => parseMapfile(readFileSync(join(out, 'd.map'), 'latin1'))!.blocks;
  expect(blocks(broken)).toEqual(blocks(whole));
  const record = (out: string) => {
    const { states, counts, files } = readSidecar(join(out, 'd.spindle.json'));
    return { states, counts, image: files[0] };
  };
  expect(record(broken)).toEqual(record(whole));
  return kills;
}

const canFindChildren = has(existsSync('/usr/bin/pgrep'), 'needs pgrep (Debian package procps)');

describe.skipIf(!canFindChildren)('an imaging that is killed', () => {
  it(`comes to the same image, map and states as one left alone (${rounds} rounds)`, {
    timeout: 900_000,
  }, async () => {
    const folder = ownFolder();
    let next = 0;
    let kills = 0;
    const worker = async () => {
      while (next < rounds) kills += await killAndResume(folder, next++);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    console.log(`${rounds} rounds, ${kills} kills`);
    // On a fast machine some live to their end; most must not, or nothing was tried.
    expect(kills).toBeGreaterThan(rounds / 2);
  });
});
