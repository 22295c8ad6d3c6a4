/**
 * Burning, end to end but for the laser: xorriso itself onto its own pseudo-drive, and a stand-in for cdrdao that says
 * what cdrdao says and leaves a disc to be read again. No machine these tests run on has a burner.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type DiscSectors, openSectors } from '../../../src/main/adapters/open-sectors.ts';
import { prepareBurn } from '../../../src/main/adapters/writeback/burn-disc.ts';
import type { BurnerDrive } from '../../../src/main/adapters/writeback/burner-drive.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import type { WritingStep } from '../../../src/shared/model/write-back.ts';
import { ownFolder } from '../../support/folders.ts';
import { type MadeTrack, madeDisc } from '../../support/made-disc.ts';
import { hasProgram } from '../../support/needs.ts';

const sectorBytes = 2352;

/** A drive whose disc is a file a program has written. */
function fileDrive(path: string, isSwapped: (lba: number) => boolean = () => false): BurnerDrive {
  return {
    requireBlank: () => 'blank',
    read(form, lba, count, into) {
      const bytesEach = form === 'raw' ? sectorBytes : 2048;
      const fd = openSync(path, 'r');
      try {
        if (readSync(fd, into, 0, count * bytesEach, lba * bytesEach) < count * bytesEach) return false;
      } finally {
        closeSync(fd);
      }
      for (let index = 0; index < count; index++)
        if (isSwapped(lba + index))
          Buffer.from(into.buffer, into.byteOffset + index * bytesEach, bytesEach).swap16();
      return true;
    },
    close: () => {},
  };
}

async function openDisc(path: string): Promise<DiscSectors> {
  const opened = await openSectors(path, { scratch: ownFolder() });
  if (opened.kind !== 'disc') throw new Error('it is no disc');
  return opened;
}

async function burn(image: DiscSectors, address: string, drive: BurnerDrive, mayGoOn = () => true) {
  const prepared = await prepareBurn({ address }, image, { openDrive: () => drive, model: 'test' });
  onTestFinished(() => prepared.close());
  const steps: WritingStep[] = [];
  const report = await prepared.run({ onStep: (step) => steps.push(step), mayGoOn });
  return { check: prepared.check, report, steps };
}

/** Its lines are those of cdrdao 1.2.4; the disc it leaves is the data file of the sheet. */
const cdrdao = (burnt: string, then: string) => `#!/bin/sh
[ "$1" = version ] && exit 1
for last; do :; done
echo "Cdrdao version 1.2.4 - (C) Andreas Mueller <andreas@daneb.de>"
echo "/dev/sr0: HL-DT-ST DVDRAM GH24NSD1	Rev: LG00"
echo "Using driver: Generic SCSI-3/MMC - Version 2.0 (options 0x0000)"
echo "Starting write at speed 48..." >&2
echo "Writing track 01 (mode MODE1_RAW/MODE1_RAW )..." >&2
printf 'Wrote 1 of 4 MB (Buffers 100%%  98%%).\\rWrote 3 of 4 MB (Buffers 100%%  98%%).\\r' >&2
${then}
cp "\${last%.toc}.bin" "${burnt}"
echo "Writing finished successfully." >&2
`;

function standIn(then = ''): { readonly burnt: string } {
  const folder = ownFolder();
  const burnt = join(folder, 'burnt');
  writeFileSync(join(folder, 'cdrdao'), cdrdao(burnt, then));
  chmodSync(join(folder, 'cdrdao'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { burnt };
}

const tracks: readonly MadeTrack[] = [
  { mode: 'MODE1', lengthSectors: 300 },
  { mode: 'AUDIO', gapSectors: 150, lengthSectors: 400 },
];
const isSound = (lba: number) => lba >= 300;

async function mixedDisc(): Promise<DiscSectors> {
  const folder = ownFolder();
  writeFileSync(join(folder, 'disc.bin'), madeDisc(tracks).bytes);
  const sheet = [
    'FILE "disc.bin" BINARY',
    ' TRACK 01 MODE1/2352',
    '  INDEX 01 00:00:00',
    ' TRACK 02 AUDIO',
    '  INDEX 00 00:04:00',
    '  INDEX 01 00:06:00',
  ];
  writeFileSync(join(folder, 'disc.cue'), sheet.join('\n'));
  return openDisc(join(folder, 'disc.cue'));
}

describe.skipIf(!hasProgram('xorriso', 'xorriso') || !hasProgram('genisoimage', 'genisoimage'))(
  'an ISO burnt by xorriso',
  () => {
    function isoFile(): { readonly folder: string; readonly iso: string } {
      const folder = ownFolder();
      const content = join(folder, 'content');
      mkdirSync(content);
      writeFileSync(join(content, 'large'), Buffer.alloc(4_000_000, 'archive '));
      const iso = join(folder, 'image.iso');
      execFileSync('genisoimage', ['-quiet', '-R', '-o', iso, content]);
      return { folder, iso };
    }

    it('is on the disc sector for sector', async () => {
      const { folder, iso } = isoFile();
      const disc = join(folder, 'disc');
      const { check, report, steps } = await burn(await openDisc(iso), `stdio:${disc}`, fileDrive(disc));
      expect(check).toMatchObject({ method: 'xorriso', needsModel: false, warnings: [] });
      expect(report).toMatchObject({
        method: 'xorriso',
        totalSectors: check.medium.totalSectors,
        failed: [],
      });
      expect(report!.goodSectors).toBe(check.medium.totalSectors);
      expect(report!.said.join('\n')).toMatch(/completed successfully/);
      expect(new Set(steps.map(({ phase }) => phase)).has('verify')).toBe(true);
    });

    it('onto nothing that burns fails in the words of xorriso', async () => {
      const { iso } = isoFile();
      const failing = burn(await openDisc(iso), '/dev/there-is-no-burner', fileDrive('/none'));
      await expect(failing).rejects.toMatchObject({
        code: 'output-failed',
        message: expect.stringMatching(/xorriso could not burn .*not found|FAILURE/),
      });
    });
  },
);

describe('a CD burnt by cdrdao', () => {
  it('is followed in its own words and read again', async () => {
    const { burnt } = standIn();
    const { report, steps } = await burn(await mixedDisc(), '/dev/sr0', fileDrive(burnt, isSound));
    expect(report).toMatchObject({ method: 'cdrdao', totalSectors: 850, goodSectors: 850, failed: [] });
    expect(report!.said.at(-1)).toBe('Writing finished successfully.');
    expect(steps.filter(({ phase }) => phase === 'burn').map(({ share }) => share)).toEqual([0.25, 0.75]);
  });

  it('that is not the image afterwards is said to differ, sector by sector', async () => {
    const { burnt } = standIn();
    const drive = fileDrive(burnt, isSound);
    const lying: BurnerDrive = {
      ...drive,
      read(form, lba, count, into) {
        const isRead = drive.read(form, lba, count, into);
        if (lba <= 9 && 9 < lba + count) into[(9 - lba) * sectorBytes + 100]! ^= 1;
        return isRead;
      },
    };
    const { report } = await burn(await mixedDisc(), '/dev/sr0', lying);
    expect(report).toMatchObject({ goodSectors: 849, failed: [[9, 1]] });
  });

  it('that fails says why, and that the disc may be spoilt', async () => {
    standIn('echo "ERROR: Write data failed." >&2; exit 1');
    await expect(burn(await mixedDisc(), '/dev/sr0', fileDrive('/none'))).rejects.toMatchObject({
      code: 'output-failed',
      message: expect.stringMatching(/ERROR: Write data failed.*spoilt/),
    });
  });

  it('is ended by the signal cdrdao knows', async () => {
    const ended = join(ownFolder(), 'ended');
    standIn(`trap 'touch ${ended}; exit 1' QUIT; while :; do sleep 0.05; done`);
    let mayGoOn = true;
    setTimeout(() => {
      mayGoOn = false;
    }, 1500);
    const { report } = await burn(await mixedDisc(), '/dev/sr0', fileDrive('/none'), () => mayGoOn);
    expect(report).toBe(null);
    expect(existsSync(ended)).toBe(true);
  });

  it('is not begun on a disc that is not blank', async () => {
    const { burnt } = standIn();
    const full: BurnerDrive = {
      ...fileDrive(burnt),
      requireBlank: () => {
        throw new SpindleError('wrong-medium', 'The disc is not blank.');
      },
    };
    await expect(burn(await mixedDisc(), '/dev/sr0', full)).rejects.toMatchObject({ code: 'wrong-medium' });
    expect(existsSync(burnt)).toBe(false);
  });

  it('needs a program, and says which', async () => {
    vi.stubEnv('PATH', ownFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(burn(await mixedDisc(), '/dev/sr0', fileDrive('/none'))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/cdrdao, which is not installed/),
    });
  });
});
