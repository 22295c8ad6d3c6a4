import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDiscImage, type SectorProblem } from '../../../src/main/core/image/check-disc-image.ts';
import { cueFileProblems } from '../../../src/main/core/image/cue/cue-sizes.ts';
import { parseCue } from '../../../src/main/core/image/cue/parse-cue.ts';
import type { DiscImage } from '../../../src/main/core/image/disc-image.ts';
import { bytesOf } from '../../support/image-files.ts';
import { madeDisc } from '../../support/made-disc.ts';

const sectorBytes = 2352;

function checked(image: DiscImage, isKnownBad?: (lba: number) => boolean) {
  const sum = { checkedSectors: 0, edcErrors: 0, eccErrors: 0 };
  const problems: SectorProblem[] = [];
  for (const step of checkDiscImage(image, isKnownBad ? { isKnownBad } : {})) {
    sum.checkedSectors += step.checkedSectors;
    sum.edcErrors += step.edcErrors;
    sum.eccErrors += step.eccErrors;
    problems.push(...step.problems);
  }
  return { ...sum, problems };
}

const mixed = () =>
  madeDisc([
    { mode: 'MODE1', lengthSectors: 130 },
    { mode: 'AUDIO', gapSectors: 20, gapMode: 'MODE1', lengthSectors: 70 },
    { mode: 'MODE2', gapSectors: 10, gapMode: 'AUDIO', lengthSectors: 90 },
  ]);

describe('the sectors of a disc image', () => {
  it('are good where their check bytes say so; pauses of the other kind are no fault', () => {
    expect(checked(mixed().image)).toEqual({
      checkedSectors: 130 + 90,
      edcErrors: 0,
      eccErrors: 0,
      problems: [],
    });
  });

  it('are told one by one where a bit has changed, whichever bit it is', () => {
    const disc = mixed();
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 129 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: sectorBytes * 8 - 1 }),
        (lbas, bit) => {
          const flip = () => {
            for (const lba of lbas) disc.bytes[lba * sectorBytes + (bit >> 3)]! ^= 1 << (bit & 7);
          };
          flip();
          const { problems } = checked(disc.image);
          flip();
          expect(problems.map(({ lba }) => lba)).toEqual([...lbas].sort((a, b) => a - b));
        },
      ),
      { numRuns: 40, seed: 3 },
    );
  });

  it('count as EDC errors where user data has changed or the sync is gone, and as ECC errors where parity has', () => {
    const disc = mixed();
    disc.bytes[7 * sectorBytes + 1000]! ^= 1;
    disc.bytes[8 * sectorBytes + 2300]! ^= 1;
    disc.bytes.fill(0x55, 9 * sectorBytes, 10 * sectorBytes);
    const { edcErrors, eccErrors, problems } = checked(disc.image);
    expect([edcErrors, eccErrors]).toEqual([2, 2]);
    expect(problems.map(({ what }) => what)).toEqual([
      'EDC, ECC wrong (mode1)',
      'ECC wrong (mode1)',
      'no data sector, although track 1 is data: no sync',
    ]);
  });

  it('that are known to be unread are left out', () => {
    const disc = mixed();
    disc.bytes.fill(0, 9 * sectorBytes, 10 * sectorBytes);
    expect(checked(disc.image, (lba) => lba === 9)).toMatchObject({ checkedSectors: 219, problems: [] });
  });

  it('of a track cut out of its disc are told once to count elsewhere', () => {
    const { image, bytes } = madeDisc([{ mode: 'MODE1', lengthSectors: 300 }]);
    const cut: DiscImage = {
      ...image,
      endLba: 200,
      tracks: image.tracks.map((track) => ({ ...track, endLba: 200 })),
      readSector(lba, into) {
        into.set(bytes.subarray((lba + 100) * sectorBytes, (lba + 101) * sectorBytes));
        return 'stored';
      },
    };
    const { checkedSectors, problems } = checked(cut);
    expect(checkedSectors).toBe(200);
    expect(problems).toEqual([
      { lba: 0, what: 'the headers of track 1 count 100 sectors ahead of its place in the image' },
    ]);
  });

  it('that the file ends before are told as one stretch', () => {
    const { image } = mixed();
    const cut: DiscImage = {
      ...image,
      readSector: (lba, into) => (lba < 290 ? image.readSector(lba, into) : 'absent'),
    };
    expect(checked(cut).problems).toEqual([
      { lba: 290, what: '30 sectors of track 3 are missing from here on: the file ends before them' },
    ]);
  });
});

describe('a cue sheet held against its files', () => {
  const sheet = parseCue(
    bytesOf(
      `FILE "a.bin" BINARY\n TRACK 01 MODE1/2048\n  INDEX 01 00:00:00\n TRACK 02 AUDIO\n  INDEX 00 00:01:00\n  INDEX 01 00:03:00\nFILE "B.WAV" WAVE\n TRACK 03 AUDIO\n  INDEX 01 00:00:00`,
    ),
  );
  const whole = 75 * 2048 + 151 * 2352;
  const problems = (sizes: Readonly<Record<string, number>>) =>
    cueFileProblems(sheet, (name) => sizes[name] ?? null).map(({ name, what }) => `${name} ${what}`);

  it('is right where each file is of whole sectors to its end', () => {
    expect(problems({ 'a.bin': whole, 'B.WAV': 12_345 })).toEqual([]);
  });

  it('tells what is missing, too short, and of half a sector', () => {
    expect(problems({ 'a.bin': whole })).toEqual(['B.WAV is named by the sheet, but is not beside it']);
    expect(problems({ 'a.bin': 75 * 2048, 'B.WAV': 1 }).join()).toMatch(
      /ends before the last index .*00:03:00/,
    );
    expect(problems({ 'a.bin': whole - 1, 'B.WAV': 1 }).join()).toMatch(/last sector has 2351 of 2352/);
  });
});
