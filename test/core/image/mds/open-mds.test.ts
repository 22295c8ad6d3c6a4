import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMds } from '../../../../src/main/core/image/mds/open-mds.ts';
import { openDiscImage } from '../../../../src/main/core/image/open-disc-image.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { memorySource, siblingsOf } from '../../../support/image-files.ts';
import { type MdsTrack, mds } from '../../../support/made-containers.ts';

const data: MdsTrack = {
  ...{ mode: 0xaa, control: 4, sectorBytes: 2352, startLba: 0, startAt: 0, pregap: 150, sectors: 10 },
};
const audio: MdsTrack = {
  ...{
    mode: 0xa9,
    control: 0,
    sectorBytes: 2352,
    startLba: 160,
    startAt: 10 * 2352,
    pregap: 150,
    sectors: 5,
  },
};
const sectors = new Uint8Array(15 * 2352).map((_, at) => Math.floor(at / 2352) + 1);

describe('a media descriptor', () => {
  it('leads to tracks, made pregaps and the sectors of its data file', () => {
    const image = openMds('x.mds', mds([data, audio]), siblingsOf({ 'x.mdf': sectors }));
    expect(image.tracks).toMatchObject([
      { number: 1, mode: 'MODE1', control: 4, pregapLba: -150, startLba: 0, endLba: 10 },
      { number: 2, mode: 'AUDIO', control: 0, pregapLba: 10, startLba: 160, endLba: 165 },
    ]);
    const sector = new Uint8Array(2352);
    expect(image.readSector(9, sector)).toBe('stored');
    expect(sector[0]).toBe(10);
    expect(image.readSector(50, sector)).toBe('generated');
    expect(sector.every((byte) => byte === 0)).toBe(true);
    expect(image.readSector(164, sector)).toBe('stored');
    expect(sector[0]).toBe(15);
  });

  it('finds a pregap that is kept, files by wide names, and renamed ones', () => {
    const kept = { ...audio, startLba: 12, startAt: 12 * 2352, pregap: 2, sectors: 3 };
    const named = mds([data, kept], 'Wïde.mdf', true);
    const image = openMds('renamed.mds', named, siblingsOf({ 'renamed.mdf': sectors }));
    const sector = new Uint8Array(2352);
    expect(image.readSector(11, sector)).toBe('stored');
    expect(sector[0]).toBe(12);
    expect(openMds('a.mds', named, siblingsOf({ 'wïde.MDF': sectors })).endLba).toBe(15);
    expect(openDiscImage('a.bin', memorySource(named), siblingsOf({ 'Wïde.mdf': sectors })).endLba).toBe(15);
    expect(() => openMds('a.mds', named, siblingsOf({}))).toThrow(/not beside/);
  });

  it('that is damaged is refused in words, or opened in bounds', () => {
    const whole = mds([data, audio]);
    const change = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat(2000), (changes, cut) => {
        const bytes = whole.slice(0, cut < whole.length ? cut : whole.length);
        for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
        try {
          const image = openMds('x.mds', bytes, siblingsOf({ 'x.mdf': sectors }));
          const sector = new Uint8Array(2352);
          for (const { startLba, endLba } of image.tracks)
            for (const lba of [startLba, endLba - 1]) image.readSector(lba, sector);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
        }
      }),
      { numRuns: 1500, seed: 20261121 },
    );
  });
});
