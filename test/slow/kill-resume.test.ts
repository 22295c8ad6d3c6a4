/** Slow: kills imaging at random moments, resumes, and compares with the uninterrupted result, byte for byte. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
const rounds = 50;

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
    cmd_ms: 1,
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

const canFindChildren = has(existsSync('/usr/bin/pgrep'), 'needs pgrep (Debian package procps)');

describe.skipIf(!canFindChildren)('an imaging that is killed', () => {
  it(`comes to the same image, map and states as one left alone (${rounds} rounds)`, {
    timeout: 900_000,
  }, async () => {
    const random = seededRandom(20261120);
    const folder = ownFolder();
    let kills = 0;
    for (let round = 0; round < rounds; round++) {
      const { address } = simMedium(folder, sectors, behaviour(random));
      const common = ['image', address, '--retries', '3', '--fill', '0x55', '--no-catalogue', '--json'];
      const whole = join(folder, `whole-${round}`);
      const broken = join(folder, `broken-${round}`);
      expect((await spindle(...common, '--out', whole, '--name', 'd')).status).toBe(3);

      for (let attempt = 0; ; attempt++) {
        const run = startSpindle([...common, '--out', broken, '--name', 'd', '--resume']);
        let over = false;
        void run.ended.then(() => {
          over = true;
        });
        if (attempt < 4) {
          await pause(150 + random() * 700);
          const imaging = childrenOf(run.child.pid!);
          const victim = random() < 0.7 ? imaging[0] : run.child.pid;
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
    }
    console.log(`${rounds} rounds, ${kills} kills`);
    expect(kills).toBeGreaterThan(rounds);
  });
});
