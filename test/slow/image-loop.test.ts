/** Slow: a real block device of the kernel's, through the command line, to IMG and IMZ. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { loopDevice } from '../support/loop-device.ts';
import { corpus, hasCorpus, hasLoopDevices, hasProgram } from '../support/needs.ts';
import { numberedImage } from '../support/sim-medium.ts';

const loops = hasLoopDevices();
const real = hasCorpus();
const unzips = hasProgram('unzip', 'unzip');

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe.skipIf(!loops)('a block device', () => {
  it.skipIf(!real || !unzips)(
    'with a FAT floppy comes out byte for byte, as IMG and as IMZ, and is found again',
    async () => {
      const folder = ownFolder();
      const medium = join(folder, 'floppy.img');
      copyFileSync(join(corpus, 'floppy/freedos/freedos.boot.disk.1.4MB.img'), medium);
      const out = join(folder, 'out');
      const catalogue = join(folder, 'catalogue.db');
      const run = await spindle(
        'image',
        loopDevice(medium),
        '--out',
        out,
        '--name',
        'boot disk',
        '--format',
        'img,imz',
        '--carrier',
        'AR-0001',
        '--catalogue',
        catalogue,
        '--json',
      );
      expect(run.status, run.stderr).toBe(0);
      expect(run.result).toMatchObject({
        outcome: 'complete',
        sectors: { total: 2880, good: 2880, bad: 0 },
        carrier: 'AR-0001',
      });
      expect(readFileSync(join(out, 'boot disk.img')).equals(readFileSync(medium))).toBe(true);
      for (const file of run.result!.files) expect(sha256(file.path)).toBe(file.sha256);
      const imz = join(out, 'boot disk.imz');
      execFileSync('unzip', ['-tqq', imz]);
      expect(
        createHash('sha256')
          .update(execFileSync('unzip', ['-p', imz], { maxBuffer: 1 << 24 }))
          .digest('hex'),
      ).toBe(sha256(medium));
      expect(readdirSync(out).sort()).toEqual([
        'AR-0001.carrier.json',
        'boot disk.img',
        'boot disk.imz',
        'boot disk.log',
        'boot disk.map',
        'boot disk.spindle.json',
      ]);

      const found = await spindle('catalogue', 'search', 'boot', '--catalogue', catalogue, '--json');
      expect(found.lines.filter((line) => line.type === 'hit').map((hit) => hit.id)).toContain(
        run.result!.dumpId,
      );
      const shown = await spindle('catalogue', 'show', 'AR-0001', '--catalogue', catalogue, '--json');
      expect(shown.result!.dumps[0].dumpId).toBe(run.result!.dumpId);
      expect((await spindle('verify', out, '--json')).result).toMatchObject({ ok: true, hashMismatches: 0 });
    },
  );

  it('whose end cannot be read gives every sector that can, and says which cannot', async () => {
    const folder = ownFolder();
    const medium = join(folder, 'm.img');
    const image = numberedImage(400);
    writeFileSync(medium, image);
    const device = loopDevice(medium);
    truncateSync(medium, 300 * 512);
    const out = join(folder, 'out');
    const run = await spindle(
      'image',
      device,
      '--out',
      out,
      '--name',
      'm',
      '--fill',
      '0xAA',
      '--no-catalogue',
      '--json',
    );
    expect(run.status, run.stderr).toBe(3);
    const made = readFileSync(join(out, 'm.img'));
    expect(made.length).toBe(image.length);
    expect(made.subarray(0, 300 * 512).equals(image.subarray(0, 300 * 512))).toBe(true);
    const { good, bad } = run.result!.sectors;
    expect(good + bad).toBe(400);
    expect(made.subarray(good * 512).every((byte) => byte === 0xaa)).toBe(true);
    expect(run.result!.outcome).toBe('complete-with-errors');
  });

  it('of 2048-byte sectors is read in its own sectors', async () => {
    const folder = ownFolder();
    const medium = join(folder, 'm.img');
    writeFileSync(medium, numberedImage(500, 2048));
    const run = await spindle(
      'image',
      loopDevice(medium, '-b', '2048'),
      '--out',
      folder,
      '--name',
      'd',
      '--no-catalogue',
      '--json',
    );
    expect(run.status, run.stderr).toBe(0);
    expect(run.result!.sectors.total).toBe(500);
    expect(readFileSync(join(folder, 'd.img')).equals(readFileSync(medium))).toBe(true);
  });

  it('that is detached and attached to another file is refused on resume', async () => {
    const folder = ownFolder();
    const medium = join(folder, 'm.img');
    writeFileSync(medium, numberedImage(400));
    const device = loopDevice(medium);
    truncateSync(medium, 300 * 512);
    await spindle('image', device, '--out', folder, '--name', 'd', '--no-catalogue', '--json');
    const other = join(folder, 'other.img');
    writeFileSync(other, Buffer.alloc(400 * 512, 1));
    const before = readFileSync(join(folder, 'd.img'));
    const run = await spindle(
      'image',
      loopDevice(other),
      '--out',
      folder,
      '--name',
      'd',
      '--resume',
      '--no-catalogue',
      '--json',
    );
    expect(run.status).toBe(2);
    expect(run.error!.code).toBe('wrong-medium');
    expect(readFileSync(join(folder, 'd.img')).equals(before)).toBe(true);
  });
});

describe('output that is full', () => {
  const canMount = hasLoopDevices();
  it.skipIf(!canMount)('parks the job with a plain sentence, and nothing read is lost', async () => {
    const folder = ownFolder();
    const medium = join(folder, 'm.img');
    const image = numberedImage(8000);
    writeFileSync(medium, image);
    const out = join(folder, 'small');
    mkdirSync(out);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', out]);
    try {
      const device = loopDevice(medium);
      const args = ['image', device, '--out', out, '--name', 'd', '--no-catalogue', '--json'];
      const run = await spindle(...args);
      expect(run.status, run.stderr).toBe(4);
      expect(run.error!.code).toBe('output-full');
      expect(run.error!.message).toMatch(/full.*kept.*resume/i);
      expect(run.result!.outcome).toBe('partial');
      expect(existsSync(join(out, 'd.spindle', 'state.json'))).toBe(true);
      const kept = run.result!.sectors.good;
      expect(kept).toBeGreaterThan(2000);

      execFileSync('mount', ['-o', 'remount,size=16m', out]);
      const rest = await spindle(...args, '--resume');
      expect(rest.status, rest.stderr).toBe(0);
      expect(readFileSync(join(out, 'd.img')).equals(image)).toBe(true);
      const sidecar = JSON.parse(readFileSync(join(out, 'd.spindle.json'), 'utf8'));
      const readSectors = sidecar.passes.reduce(
        (sum: number, pass: { sectorsRead: number }) => sum + pass.sectorsRead,
        0,
      );
      // One command's worth may have been under way when the disk was full; no more is read twice.
      expect(readSectors - 8000).toBeLessThanOrEqual(512);
    } finally {
      execFileSync('umount', [out]);
    }
  });
});
