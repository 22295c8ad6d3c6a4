/** What a dump takes, from what is known before it is made. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpSize, sideFilesBytes, writtenBytes } from '../../../src/main/core/room/dump-size.ts';
import { expectedMedium } from '../../../src/main/core/room/expected-medium.ts';
import { outputFormats } from '../../../src/shared/model/output.ts';
import type { PlannedMedium } from '../../../src/shared/model/room.ts';

const floppy: PlannedMedium = { kind: 'blocks', totalSectors: 2880, sectorSize: 512, audioSectors: 0 };
const cd: PlannedMedium = { kind: 'cd', totalSectors: 300_000, sectorSize: 2352, audioSectors: 100_000 };
const dvd: PlannedMedium = { kind: 'dvd', totalSectors: 2_000_000, sectorSize: 2048, audioSectors: 0 };
const plain = { formats: [], keepStore: false, subchannel: false };

describe('the size of a dump', () => {
  it('of a diskette as IMG is the disk once: the image is the working image under another name', () => {
    const size = 1_474_560 + sideFilesBytes;
    expect(dumpSize(floppy, plain)).toEqual({
      peakBytes: size,
      keptBytes: size,
      keptWithErrorsBytes: size,
    });
  });

  it('of a second raw format is the disk twice', () => {
    const { keptBytes } = dumpSize(floppy, { ...plain, formats: ['img', 'ima'] });
    expect(keptBytes).toBe(2 * 1_474_560 + sideFilesBytes);
  });

  it('packed alone has the working image beside it until it is done', () => {
    const { peakBytes, keptBytes } = dumpSize(floppy, { ...plain, formats: ['imz'] });
    expect(peakBytes - keptBytes).toBe(1_474_560);
  });

  it('of a CD has the raw sectors and their subchannel beside what is made of them', () => {
    const size = dumpSize(cd, plain);
    expect(size.keptBytes).toBe(300_000 * 2352 + sideFilesBytes);
    expect(size.peakBytes).toBe(300_000 * (2352 + 2448) + sideFilesBytes);
    // Where sectors could not be read the store stays, to go on with.
    expect(size.keptWithErrorsBytes).toBe(size.peakBytes);
  });

  it('of a CD counts each format by what it holds', () => {
    const kept = (formats: (typeof outputFormats)[number][], subchannel = false) =>
      dumpSize(cd, { formats, keepStore: false, subchannel }).keptBytes - sideFilesBytes;
    expect(kept(['iso'])).toBe(300_000 * 2048);
    expect(kept(['ccd'])).toBe(300_000 * 2448);
    expect(kept(['ccd'], true)).toBe(300_000 * 2448);
    expect(kept(['bincue'], true)).toBe(300_000 * 2448);
    expect(kept(['bincue', 'wav'])).toBe(300_000 * 2352 + 100_000 * 2352);
  });

  it('of a DVD is the disc once', () => {
    expect(dumpSize(dvd, plain).peakBytes).toBe(2_000_000 * 2048 + sideFilesBytes);
  });

  const medium = fc.constantFrom(floppy, cd, dvd);
  const options = fc.record({
    formats: fc.subarray([...outputFormats]),
    keepStore: fc.boolean(),
    subchannel: fc.boolean(),
  });

  it('never keeps more than it takes at its highest, and less of a medium never takes more', () => {
    fc.assert(
      fc.property(medium, options, fc.double({ min: 0, max: 1, noNaN: true }), (whole, asked, share) => {
        const size = dumpSize(whole, asked);
        expect(size.keptBytes).toBeLessThanOrEqual(size.peakBytes);
        expect(size.keptWithErrorsBytes).toBeGreaterThanOrEqual(size.keptBytes);
        const smaller = dumpSize(
          { ...whole, totalSectors: Math.floor(whole.totalSectors * share) },
          { ...asked },
        );
        expect(smaller.peakBytes).toBeLessThanOrEqual(size.peakBytes);
        if (asked.keepStore) expect(size.keptBytes).toBe(size.peakBytes);
      }),
    );
  });
});

it('what is written is what was read: sectors nobody tried are holes', () => {
  const counts = { total: 2880, good: 1000, goodAfterRetry: 440, bad: 40, pending: 1400 };
  expect(writtenBytes(floppy, counts)).toBe(737_280);
  expect(writtenBytes(floppy, null)).toBe(0);
});

describe('a medium nobody has looked at', () => {
  it('is taken for what its drive shows', () => {
    const optical = { kind: 'optical', sectorSize: 2048 } as const;
    expect(expectedMedium({ ...optical, sizeBytes: 300_000 * 2048 })).toMatchObject({
      kind: 'cd',
      totalSectors: 300_000,
      sectorSize: 2352,
    });
    expect(expectedMedium({ ...optical, sizeBytes: 4_700_000_000 })).toMatchObject({ kind: 'dvd' });
    expect(expectedMedium({ kind: 'simulated', sectorSize: 2352, sizeBytes: 23_520 })).toMatchObject({
      kind: 'cd',
      totalSectors: 10,
    });
    expect(expectedMedium({ kind: 'disk', sectorSize: 512, sizeBytes: 256_901_120 })).toMatchObject({
      kind: 'blocks',
      totalSectors: 501_760,
    });
  });

  it('is unknown where the drive says nothing, or nothing is in it', () => {
    expect(expectedMedium({ kind: 'floppy', sectorSize: null, sizeBytes: null })).toBeNull();
    expect(expectedMedium({ kind: 'optical', sectorSize: 2048, sizeBytes: 0 })).toBeNull();
  });
});
