/** Whole rescues of simulated discs: what comes out is the disc, and what is not the disc says so. */
import { describe, expect, it } from 'vitest';
import { differing, driveOf, type Rescued, type RescueOptions, rescueDisc } from '../support/disc-rescue.ts';
import { ownFolder } from '../support/folders.ts';
import { type MadeDisc, type MadeTrack, madeDisc } from '../support/made-disc.ts';

const song = (lengthSectors: number, gapSectors = 0): MadeTrack => ({
  mode: 'AUDIO',
  lengthSectors,
  gapSectors,
});
const audioDisc = madeDisc([song(200), song(150, 40), song(180, 75)]);
const mixedDisc = madeDisc([{ mode: 'MODE1', lengthSectors: 160 }, song(150, 30), song(120, 20)]);

function rescue({ image }: MadeDisc, behaviour: object = {}, options: RescueOptions = {}): Rescued {
  return rescueDisc(ownFolder(), driveOf(image, behaviour), options);
}

const range = (from: number, end: number) => Array.from({ length: end - from }, (_, index) => from + index);

describe('a clean disc comes whole', () => {
  it.each<[string, MadeDisc]>([
    ['audio', audioDisc],
    ['data before audio', mixedDisc],
    ['audio before data', madeDisc([song(150), { mode: 'MODE1', gapSectors: 150, lengthSectors: 100 }])],
    ['hidden audio', madeDisc([song(150, 90), song(100)])],
    ['hidden data', madeDisc([{ ...song(150, 90), gapMode: 'MODE1' }, song(100)])],
    ['Mode 2', madeDisc([{ mode: 'MODE2', lengthSectors: 200 }])],
    ['first track 4', madeDisc([song(60), song(70, 5)], { firstNumber: 4 })],
    ['99 tracks', madeDisc(range(0, 99).map((at) => song(8, at % 3)))],
    [
      'two sessions',
      madeDisc([
        song(100),
        song(90, 12),
        { mode: 'MODE2', lengthSectors: 120, opensSession: true, gapSectors: 150 },
      ]),
    ],
    [
      'three sessions',
      madeDisc([
        { mode: 'MODE1', lengthSectors: 60 },
        { mode: 'MODE1', lengthSectors: 61, opensSession: true, gapSectors: 150 },
        { mode: 'MODE1', lengthSectors: 62, opensSession: true, gapSectors: 150 },
      ]),
    ],
  ])('%s', (_name, disc) => {
    const rescued = rescue(disc);
    expect(rescued.outcome).toBe('complete');
    expect(differing(rescued.bytes, disc.bytes)).toEqual([]);
    const { tracks, sessions } = disc.image;
    const firsts = sessions.map(({ firstTrack }) => firstTrack);
    expect(rescued.report.warnings).toEqual([]);
    expect(rescued.source.warnings).toEqual([]);
    expect(
      rescued.report.disc.tracks.map(({ number, mode, startLba, pregapSectors }) => [
        number,
        mode,
        startLba,
        pregapSectors,
      ]),
    ).toEqual(
      tracks.map(({ number, session, mode, startLba, pregapLba }) => [
        number,
        mode,
        startLba,
        session > 1 && firsts.includes(number) ? 0 : startLba - pregapLba,
      ]),
    );
    expect(rescued.report.disc.sessions).toEqual(sessions);
  });
});

describe('a read offset', () => {
  const offsets = [30, -12, 667, -1176];
  const overread = { overread_leadin: true, overread_leadout: true };

  it.each(offsets)('of %i is undone where the drive reads over the ends', (offset) => {
    const rescued = rescue(audioDisc, { read_offset: offset, ...overread }, { readOffset: offset });
    expect(differing(rescued.bytes, audioDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete');
    expect(rescued.source.warnings).toEqual([]);
  });

  it.each(offsets)(
    'of %i leaves just the missing samples zero where it does not, and says which',
    (offset) => {
      const rescued = rescue(audioDisc, { read_offset: offset }, { readOffset: offset });
      const expected = audioDisc.bytes.slice();
      const missing = Math.abs(offset);
      if (offset > 0) expected.fill(0, expected.length - missing * 4);
      else expected.fill(0, 0, missing * 4);
      expect(differing(rescued.bytes, expected)).toEqual([]);
      const sectors = Math.ceil(missing / 588);
      const lbas =
        offset > 0 ? range(audioDisc.totalSectors - sectors, audioDisc.totalSectors) : range(0, sectors);
      for (const lba of lbas) expect(rescued.stateAt(lba)).toBe('suspect');
      expect(rescued.counts.bad).toBe(sectors);
      expect(rescued.outcome).toBe('complete-with-errors');
      const [warning] = rescued.source.warnings;
      expect(warning?.message).toContain(`${offset > 0 ? 'last' : 'first'} ${missing} samples`);
      expect(warning?.message).toContain(`track ${offset > 0 ? 3 : 1} `);
      expect(warning?.message).toContain('5/21/00');
    },
  );

  it.each([12, -12])('of %i is undone beside data by a drive that reads anything as audio', (offset) => {
    const rescued = rescue(mixedDisc, { read_offset: offset, ...overread }, { readOffset: offset });
    expect(differing(rescued.bytes, mixedDisc.bytes)).toEqual([]);
    expect(rescued.outcome).toBe('complete');
  });

  it('beside data leaves samples out where the drive reads data as data only', () => {
    const behaviour = { read_offset: -12, plextor_d8: false, ...overread };
    const rescued = rescue(mixedDisc, behaviour, { readOffset: -12 });
    expect(differing(rescued.bytes, mixedDisc.bytes)).toEqual([160]);
    expect(rescued.stateAt(160)).toBe('suspect');
    expect(rescued.source.warnings[0]?.message).toContain('first 12 samples of track 2');
  });
});
