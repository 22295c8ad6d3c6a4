import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusImages, unpacked } from '../support/corpus-images.ts';
import { ownFolder } from '../support/folders.ts';
import { hasCorpus } from '../support/needs.ts';
import { hasRig, hasRigWithBadFloppies, nodeInRig, runInRig, spindleInRig } from '../support/run-in-rig.ts';
import { numberedImage } from '../support/sim-medium.ts';

const here = hasRig();
const hasBadSectors = hasRigWithBadFloppies();

interface Ran {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results as a script would
  readonly lines: readonly any[];
}

/** Runs `spindle write` once for each list of arguments, all in one boot; `{...}` in front is what the shell does before. */
function inRig(folder: string, rigOptions: readonly string[], runs: readonly string[]): Ran[] {
  const spindle = `${nodeInRig} ${spindleInRig}`;
  const script = runs.map((run, at) => {
    const [, before = ':', args] = /^(?:\{(.*)\} )?(.*)$/.exec(run)!;
    return `(${before}; ${spindle} write ${args} --no-catalogue --json > /out/run-${at}; echo $? > /out/status-${at})`;
  });
  writeFileSync(join(folder, 'run.sh'), script.join('\n'));
  const run = runInRig([...rigOptions, '--share', `${folder}:/out`], ['sh /out/run.sh']);
  expect(run.status, run.stderr).toBe(0);
  return runs.map((_, at) => ({
    status: Number(readFileSync(join(folder, `status-${at}`), 'utf8')),
    lines: readFileSync(join(folder, `run-${at}`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }));
}

describe.skipIf(!here)('a floppy in /dev/fd0 of a real kernel', () => {
  it.skipIf(!hasCorpus())('holds a real image after it was written, and refuses others before', () => {
    const folder = ownFolder();
    const image = corpusImages('floppy')
      .map((each) => unpacked(each))
      .find((bytes) => bytes.length === 1_474_560)!;
    const floppy = join(folder, 'floppy');
    writeFileSync(join(folder, 'image.img'), image);
    writeFileSync(join(folder, 'small.img'), numberedImage(1440));
    writeFileSync(floppy, numberedImage(2880));
    const [unconfirmed, small, written] = inRig(
      folder,
      ['--floppy', floppy, '--floppy-write'],
      ['/out/image.img /dev/fd0', '/out/small.img /dev/fd0 --yes', '/out/image.img /dev/fd0 --yes'],
    );
    expect(unconfirmed).toMatchObject({ status: 2, lines: [{ type: 'plan' }, { code: 'bad-usage' }] });
    expect(small).toMatchObject({ status: 2, lines: [{ code: 'wrong-medium' }] });
    expect(written!.status).toBe(0);
    expect(written!.lines.at(-1)).toMatchObject({ ok: true, sectors: { total: 2880, good: 2880, bad: 0 } });
    expect(readFileSync(floppy).equals(image)).toBe(true);
  });

  it.skipIf(!hasCorpus())(
    'in use, where nobody can tell what the system runs from, is guarded like its disk',
    () => {
      const folder = ownFolder();
      const floppy = join(folder, 'floppy');
      const before = corpusImages('floppy')
        .map((each) => unpacked(each))
        .find((bytes) => bytes.length === 1_474_560)!;
      writeFileSync(floppy, before);
      writeFileSync(join(folder, 'image.img'), numberedImage(2880));
      // The root of the machine is no block device.
      const [mounted] = inRig(
        folder,
        ['--floppy', floppy, '--floppy-write', '--fs'],
        ['{mkdir /tmp/m; mount -r -t vfat /dev/fd0 /tmp/m} /out/image.img /dev/fd0 --yes'],
      );
      expect(mounted).toMatchObject({ status: 2, lines: [{ code: 'system-disk' }] });
      expect(mounted!.lines[0].message).toMatch(/in use at \/tmp\/m/);
      expect(readFileSync(floppy).equals(before)).toBe(true);
    },
  );

  it('is not touched when it is write-protected', () => {
    const folder = ownFolder();
    const before = numberedImage(2880);
    const floppy = join(folder, 'floppy');
    writeFileSync(floppy, before);
    writeFileSync(join(folder, 'image.img'), Buffer.alloc(1_474_560));
    const [refused] = inRig(
      folder,
      ['--floppy', floppy, '--floppy-write', '--floppy-ro'],
      ['/out/image.img /dev/fd0 --yes'],
    );
    expect(refused).toMatchObject({ status: 2, lines: [{ code: 'wrong-medium' }] });
    expect(refused!.lines[0].message).toMatch(/write-protected/);
    expect(readFileSync(floppy).equals(before)).toBe(true);
  });

  it.skipIf(!hasBadSectors)('that cannot be read back everywhere is called written only where it can', () => {
    const folder = ownFolder();
    const floppy = join(folder, 'floppy');
    writeFileSync(floppy, Buffer.alloc(1_474_560));
    writeFileSync(join(folder, 'image.img'), numberedImage(2880));
    const [run] = inRig(
      folder,
      ['--floppy', floppy, '--floppy-write', '--floppy-bad', '100-103'],
      ['/out/image.img /dev/fd0 --yes --retries 1'],
    );
    expect(run!.status).toBe(3);
    expect(run!.lines.at(-1)).toMatchObject({ ok: false, failed: [[100, 4]], sectors: { good: 2876 } });
  });
});
