import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rangesWhere } from '../../src/shared/model/sector-runs.ts';
import { ownFolder } from '../support/folders.ts';
import { hasRigWithBadFloppies, nodeInRig, runInRig, spindleInRig } from '../support/run-in-rig.ts';
import { expectedImage, numberedImage } from '../support/sim-medium.ts';

const here = hasRigWithBadFloppies();

describe.skipIf(!here)('/dev/fd0 of a real kernel', () => {
  it('with five bad sectors gives all but those five', { timeout: 400_000 }, () => {
    const folder = ownFolder();
    const image = numberedImage(2880);
    const floppy = join(folder, 'floppy.img');
    writeFileSync(floppy, image);
    const run = runInRig(
      ['--floppy', floppy, '--floppy-bad', '100-103,200', '--share', `${folder}:/out`],
      [
        ...[nodeInRig, spindleInRig, 'image', '/dev/fd0', '--out', '/out', '--name', 'fd'],
        ...['--no-catalogue', '--json'],
      ],
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
