/** Slow: a real Linux floppy driver in a virtual machine, with bad sectors. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rangesWhere } from '../../src/shared/model/sector-runs.ts';
import { ownFolder } from '../support/folders.ts';
import { has, rig } from '../support/needs.ts';
import { expectedImage, numberedImage } from '../support/sim-medium.ts';

const cache = process.env.RIG_CACHE ?? join(tmpdir(), 'rig-cache');
const here =
  has(existsSync(rig), 'needs the rig beside the checkout') &&
  has(existsSync(join(cache, 'qemu', 'qemu-system-x86_64')), 'needs the rig built with --qemu (its README)');
const project = resolve(import.meta.dirname, '../..');

describe.skipIf(!here)('/dev/fd0 of a real kernel', () => {
  it('with five bad sectors gives all but those five', { timeout: 400_000 }, () => {
    const folder = ownFolder();
    const image = numberedImage(2880);
    const floppy = join(folder, 'floppy.img');
    writeFileSync(floppy, image);
    const run = spawnSync(
      join(rig, 'rig'),
      [
        'run',
        '--floppy',
        floppy,
        '--floppy-bad',
        '100-103,200',
        '--share',
        `${folder}:/out`,
        '--cwd',
        project,
        '--env',
        `HOME=${homedir()}`,
        '--',
        join(project, 'node_modules/.bin/node'),
        join(project, 'bin/spindle.mjs'),
        'image',
        '/dev/fd0',
        '--out',
        '/out',
        '--name',
        'fd',
        '--no-catalogue',
        '--json',
      ],
      { encoding: 'utf8' },
    );
    expect(run.status, run.stderr + run.stdout).toBe(3);
    const sidecar = JSON.parse(readFileSync(join(folder, 'fd.spindle.json'), 'utf8'));
    const bad = rangesWhere(sidecar.states, (state) => state === 'bad');
    expect(bad).toEqual([
      { lba: 100, lengthSectors: 4 },
      { lba: 200, lengthSectors: 1 },
    ]);
    const flags = new Uint8Array(2880);
    flags.fill(1, 100, 104);
    flags[200] = 1;
    expect(readFileSync(join(folder, 'fd.img')).equals(expectedImage(image, flags, 0))).toBe(true);
  });
});
