/** Slow: what we write of discs is read alike by programs of others. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMmc } from '../../src/main/adapters/open-optical.ts';
import type { Disc } from '../../src/shared/model/disc.ts';
import { exportDisc, rescueDisc } from '../support/disc-rescue.ts';
import { has, hasProgram, rig } from '../support/needs.ts';

const here =
  has(existsSync(rig), 'needs the rig beside the checkout, for its discs') &&
  hasProgram('genisoimage', 'genisoimage');
const names = ['audio', 'mixed', 'mixed2048', 'xa', 'extra', 'htoa'] as const;
type Name = (typeof names)[number];
const singleSession = names.filter((name) => name !== 'extra');
const sectorBytes = 2352;

let folder = '';
const discs = new Map<Name, Disc>();
/** Sheets: one file for each track, and one for all. */
const perTrack = (name: Name) => join(folder, `${name}.cue`);
const single = (name: Name) => join(folder, `${name}-1.cue`);
const wholeBin = (name: Name) => readFileSync(join(folder, `${name}-1.bin`));

function run(program: string, ...args: readonly string[]): string {
  const ended = spawnSync(program, args, { encoding: 'utf8', cwd: folder });
  expect(ended.status, `${program} ${args.join(' ')}\n${ended.stdout}${ended.stderr}`).toBe(0);
  return ended.stdout + ended.stderr;
}

const tracksOf = (name: Name) => discs.get(name)!.tracks;

/** First sector behind a track's samples as players count them: the next INDEX 01, or the lead-out. */
function endOf(name: Name, number: number): number {
  const { tracks, sessions } = discs.get(name)!;
  return tracks.find((track) => track.number === number + 1)?.startLba ?? sessions.at(-1)!.leadOutLba;
}

describe.skipIf(!here)('discs of ours', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-tools-'));
    const made = spawnSync(join(rig, 'make-discs.py'), [join(folder, 'discs')], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    for (const name of names) {
      const address = `sim:${join(folder, 'discs', name, 'disc.cue')}`;
      discs.set(name, rescueDisc(folder, openMmc(address), { name }).report.disc);
      await exportDisc(folder, name, ['bincue']);
      rescueDisc(folder, openMmc(address), { name: `${name}-1` });
      await exportDisc(folder, `${name}-1`, ['bincue-single']);
    }
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!hasProgram('cd-info', 'libcdio-utils')).each(singleSession)('cd-info: %s', (name) => {
    const listed = run('cd-info', '--no-header', '--no-cddb', '--no-analyze', single(name));
    const tracks = [...listed.matchAll(/^\s*(\d+): \d\d:\d\d:\d\d\s+(\d+)\s+(\w+)/gm)];
    const kind = (mode: string) => (mode === 'AUDIO' ? 'audio' : mode === 'MODE2' ? 'XA' : 'data');
    expect(tracks.map(([, number, lsn, what]) => [Number(number), Number(lsn), what])).toEqual([
      ...tracksOf(name).map(({ number, startLba, mode }) => [number, startLba, kind(mode)]),
      [170, discs.get(name)!.sessions[0]!.leadOutLba, 'leadout'],
    ]);
    if (name === 'audio') expect(listed).toContain('4006381333931');
  });

  it.skipIf(!hasProgram('cdrdao', 'cdrdao')).each(singleSession)('cdrdao: %s', (name) => {
    const told = run('cdrdao', 'show-toc', perTrack(name));
    const tracks = told.split(/^TRACK\s+/m).slice(1);
    const numberIn = (text: string, what: string) =>
      Number(new RegExp(`${what}\\s+\\d+:\\d+:\\d+\\(\\s*(\\d+)\\)`).exec(text)?.[1] ?? 0);
    const modes = { AUDIO: 'AUDIO', MODE1: 'MODE1_RAW', MODE2: 'MODE2_RAW', CDI: 'MODE2_RAW' };
    expect(
      tracks.map((text) => ({
        mode: /Mode (\w+)/.exec(text)?.[1],
        start: numberIn(text, 'START'),
        pregap: numberIn(text, 'PREGAP'),
        isrc: /ISRC (.*)/.exec(text)?.[1]?.replaceAll(' ', '') ?? null,
        preEmphasis: /^\s*PRE-EMPHASIS/m.test(text),
        copyPermitted: /^\s*COPY PERMITTED/m.test(text),
      })),
    ).toEqual(
      tracksOf(name).map(({ mode, startLba, pregapSectors, isrc, preEmphasis, copyPermitted }) => ({
        mode: modes[mode],
        start: startLba,
        pregap: pregapSectors ?? 0,
        isrc,
        preEmphasis,
        copyPermitted,
      })),
    );
  });

  it.skipIf(!hasProgram('cueprint', 'cuetools')).each(names)('cueprint: %s', (name) => {
    expect(run('cueprint', '-d', '%N', perTrack(name)).trim()).toBe(String(tracksOf(name).length));
    if (name !== 'audio') return;
    expect(run('cueprint', '-d', '%T|%P|%U\n', perTrack(name)).trim()).toMatch(
      /^Spindle Rig Audio\|The Test Tones\|/,
    );
    expect(run('cueprint', '-t', '%n %t %i\n', perTrack(name)).trim().split('\n')).toEqual([
      '1 First Tone GBAYE0000351',
      '2 Second Tone, Louder USRC17607839',
      '3 Third Tone FRZ039800212',
    ]);
  });

  it.skipIf(!hasProgram('chdman', 'mame-tools')).each(names)('chdman, there and back: %s', (name) => {
    run('chdman', 'createcd', '-i', perTrack(name), '-o', `${name}.chd`);
    run('chdman', 'extractcd', '-i', `${name}.chd`, '-o', `${name}-chd.cue`, '-ob', `${name}-chd.bin`);
    expect(readFileSync(join(folder, `${name}-chd.bin`)).equals(wholeBin(name))).toBe(true);
    const sheet = readFileSync(join(folder, `${name}-chd.cue`), 'utf8');
    const indices = (text: string) => [...text.matchAll(/TRACK .*|INDEX 0[01] .*/g)].map(([line]) => line);
    expect(indices(sheet)).toEqual(indices(readFileSync(single(name), 'utf8')));
  });

  it.skipIf(!hasProgram('bchunk', 'bchunk'))('bchunk: data and audio of a mixed disc', () => {
    run('bchunk', 'mixed-1.bin', 'mixed-1.cue', 'chunk');
    const iso = readFileSync(join(folder, 'chunk01.iso'));
    expect(iso.equals(readFileSync(join(folder, 'discs', 'mixed', 'data.iso')))).toBe(true);
    const [, second] = tracksOf('mixed');
    const song = readFileSync(join(folder, 'chunk02.cdr'));
    const from = second!.startLba * sectorBytes;
    expect(song.equals(wholeBin('mixed').subarray(from, from + song.length))).toBe(true);
    expect(song.length).toBe(second!.lengthSectors * sectorBytes);
  });

  it.skipIf(!hasProgram('cd-paranoia', 'cd-paranoia'))('cd-paranoia: the samples of each song', () => {
    const bytes = wholeBin('audio');
    for (const { number, startLba } of tracksOf('audio')) {
      run('cd-paranoia', '-q', '-d', single('audio'), '-r', String(number), `${number}.raw`);
      const song = readFileSync(join(folder, `${number}.raw`));
      const expected = bytes.subarray(startLba * sectorBytes, endOf('audio', number) * sectorBytes);
      expect(song.equals(expected), `track ${number}`).toBe(true);
    }
  });
});
