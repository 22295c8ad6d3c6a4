/** Slow: what is written here is read alike by the programs of others, and the reverse. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { corpus, hasCorpus, hasProgram } from '../support/needs.ts';

const hasImages = hasCorpus();
const data = join(corpus, 'cd/libcdio-isofs-m1/isofs-m1.cue');
const audio = join(corpus, 'cd/libcdio-p1-nrg/p1.nrg');
const videoCd = join(corpus, 'cd/vcdimager-vcd20/videocd.cue');
const floppy = join(corpus, 'floppy/freedos/freedos.boot.disk.360K.img');

async function converted(source: string, output: string, ...more: string[]) {
  const run = await spindle('convert', source, output, '--json', ...more);
  expect(run.status, run.stderr).toBe(0);
  return run.result!;
}
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe.skipIf(!hasImages)('conversions beside the programs of others', () => {
  it.skipIf(!hasProgram('bchunk', 'bchunk'))('BIN to ISO gives what bchunk gives', async () => {
    const folder = ownFolder();
    await converted(data, join(folder, 'ours.iso'));
    execFileSync('bchunk', [data.replace(/cue$/, 'bin'), data, join(folder, 'theirs')]);
    expect(sha256(join(folder, 'ours.iso'))).toBe(sha256(join(folder, 'theirs01.iso')));
  });

  it.skipIf(!hasProgram('bchunk', 'bchunk'))('audio to WAV gives the samples bchunk gives', async () => {
    const folder = ownFolder();
    await converted(audio, join(folder, 'one.cue'), '--format', 'bincue-single');
    await converted(join(folder, 'one.cue'), join(folder, 'ours.wav'));
    execFileSync('bchunk', ['-w', join(folder, 'one.bin'), join(folder, 'one.cue'), join(folder, 'theirs')]);
    const samples = (name: string) => readFileSync(join(folder, name)).subarray(44);
    // bchunk leaves a pause with the track before it; here it begins the track behind it.
    const ours = Buffer.concat(['ours (Track 01).wav', 'ours (Track 02).wav'].map(samples));
    expect(ours.equals(readFileSync(join(folder, 'one.bin')))).toBe(true);
    expect(samples('theirs02.wav').equals(ours.subarray(-samples('theirs02.wav').length))).toBe(true);
  });

  it.skipIf(!hasProgram('cdrdao', 'cdrdao'))(
    'toc files are accepted by cdrdao, track for track',
    async () => {
      const folder = ownFolder();
      for (const [name, source, starts] of [
        ['audio', audio, ['00:02:00', '00:04:00']],
        ['video', videoCd, ['00:00:00', '00:06:00']],
      ] as const) {
        await converted(source, join(folder, `${name}.toc`));
        const shown = spawnSync('cdrdao', ['show-toc', join(folder, `${name}.toc`)], { encoding: 'utf8' });
        expect(shown.status, shown.stderr + shown.stdout).toBe(0);
        const said = [...`${shown.stdout}${shown.stderr}`.matchAll(/START\s+(\d\d:\d\d:\d\d)/g)].map(
          ([, at]) => at,
        );
        expect(said, name).toEqual(starts);
      }
    },
  );

  it.skipIf(!hasProgram('cueprint', 'cuetools'))('cue sheets are accepted by cueprint', async () => {
    const folder = ownFolder();
    await converted(audio, join(folder, 'a.cue'));
    const tracks = execFileSync('cueprint', ['-d', '%N', join(folder, 'a.cue')], { encoding: 'utf8' });
    expect(tracks.trim()).toBe('2');
  });

  it.skipIf(!hasProgram('chdman', 'mame-tools'))(
    'CHD goes through chdman and back without a changed byte',
    async () => {
      const folder = ownFolder();
      for (const [name, source] of [
        ['data', data],
        ['video', videoCd],
      ] as const) {
        const bin = source.replace(/cue$/, 'bin');
        await converted(source, join(folder, `${name}.chd`));
        expect(spawnSync('chdman', ['verify', '-i', join(folder, `${name}.chd`)]).status).toBe(0);
        await converted(join(folder, `${name}.chd`), join(folder, `${name}.bin`));
        expect(sha256(join(folder, `${name}.bin`)), name).toBe(sha256(bin));
        expect((await spindle('verify', join(folder, `${name}.chd`), '--json')).result!.ok).toBe(true);
      }
    },
  );

  it.skipIf(!hasProgram('unzip', 'unzip') || !hasProgram('mdir', 'mtools'))(
    'IMZ unpacks to a floppy mtools lists as before',
    async () => {
      const folder = ownFolder();
      const { files } = await converted(floppy, join(folder, 'boot.imz'));
      const image = execFileSync('unzip', ['-p', files[0].path], { maxBuffer: 1e7 });
      expect(image.equals(readFileSync(floppy))).toBe(true);
      writeFileSync(join(folder, 'boot.img'), image);
      const list = (path: string) => execFileSync('mdir', ['-i', path, '-b', '::'], { encoding: 'utf8' });
      expect(list(join(folder, 'boot.img'))).toBe(list(floppy));
    },
  );

  it.skipIf(!hasProgram('ccd2iso', 'ccd2iso'))('CCD is unpacked by ccd2iso to the ISO we make', async () => {
    const folder = ownFolder();
    await converted(data, join(folder, 'disc.ccd'));
    await converted(data, join(folder, 'ours.iso'));
    execFileSync('ccd2iso', [join(folder, 'disc.img'), join(folder, 'theirs.iso')]);
    expect(sha256(join(folder, 'theirs.iso'))).toBe(sha256(join(folder, 'ours.iso')));
  });

  it.skipIf(!hasProgram('chdman', 'mame-tools'))(
    'a CHD of chdman becomes what it was made from',
    async () => {
      const folder = ownFolder();
      await converted(data, join(folder, 'one.bin'));
      execFileSync('chdman', ['createcd', '-i', join(folder, 'one.cue'), '-o', join(folder, 'theirs.chd')]);
      const { lost } = await converted(join(folder, 'theirs.chd'), join(folder, 'ours.bin'));
      expect(lost).toEqual([]);
      expect(sha256(join(folder, 'ours.bin'))).toBe(sha256(data.replace(/cue$/, 'bin')));
    },
  );

  it.skipIf(!hasProgram('mdir', 'mtools'))(
    'a floppy through every format mtools does not know is the same to it',
    async () => {
      const folder = ownFolder();
      const list = (path: string) => execFileSync('mdir', ['-i', path, '-b', '::'], { encoding: 'utf8' });
      for (const format of ['imd', 'msa', 'st', 'ima']) {
        await converted(floppy, join(folder, `disk.${format}`));
        await converted(join(folder, `disk.${format}`), join(folder, `from-${format}.img`));
        expect(list(join(folder, `from-${format}.img`)), format).toBe(list(floppy));
      }
    },
  );

  it('WAV has a header of 44 bytes that agrees with the samples behind it', async () => {
    const folder = ownFolder();
    const { files } = await converted(audio, join(folder, 'song.wav'));
    for (const { path, role } of files) {
      if (role !== 'track') continue;
      const bytes = readFileSync(path);
      expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 16)]).toEqual(['RIFF', 'WAVEfmt ']);
      expect([bytes.readUInt32LE(4) + 8, bytes.readUInt32LE(40) + 44]).toEqual([bytes.length, bytes.length]);
      expect([bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)]).toEqual([
        2, 44_100, 16,
      ]);
    }
  });
});
