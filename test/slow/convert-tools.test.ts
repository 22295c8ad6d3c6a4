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
});
