import { describe, expect, it } from 'vitest';
import { writeCcd } from '../../../src/main/core/image/ccd/write-ccd.ts';
import { discImageFormat, openDiscImage } from '../../../src/main/core/image/open-disc-image.ts';
import { bareName, chooseSibling } from '../../../src/main/core/image/sibling-name.ts';
import type { Disc } from '../../../src/shared/model/disc.ts';
import { blankSource, bytesOf, memorySource, siblingsOf } from '../../support/image-files.ts';

const disc: Disc = {
  profile: 'CD-ROM',
  sessions: [{ number: 1, firstTrack: 1, lastTrack: 1, startLba: 0, leadOutLba: 5 }],
  tracks: [
    {
      ...{
        number: 1,
        session: 1,
        mode: 'AUDIO',
        startLba: 0,
        lengthSectors: 5,
        pregapSectors: 150,
        indices: [],
        isrc: null,
      },
      ...{ preEmphasis: false, copyPermitted: false, fourChannel: false },
    },
  ],
  mcn: null,
  cdText: null,
  ids: null,
};
const cue = bytesOf('FILE "a.bin" BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n');
const toc = bytesOf('CD_DA\nTRACK AUDIO\nDATAFILE "a.bin"\n');
const ccd = writeCcd(disc, null).bytes;
const volume = new Uint8Array(17 * 2048);
volume.set([1, ...bytesOf('CD001')], 16 * 2048);

describe('a disc image', () => {
  it('is known by its name, else by what it says', () => {
    for (const [format, bytes] of [
      ['cue', cue],
      ['toc', toc],
      ['ccd', ccd],
      ['iso', volume],
    ] as const) {
      expect(discImageFormat('image', memorySource(bytes))).toBe(format);
      expect(discImageFormat(`X.Y.${format.toUpperCase()}`, memorySource(new Uint8Array(1)))).toBe(format);
    }
    expect(discImageFormat('toast.bin', memorySource(volume))).toBe('iso');
    expect(discImageFormat('a.constructor', memorySource(bytesOf('hello')))).toBeNull();
    expect(discImageFormat('a.bin', blankSource(2 ** 33))).toBeNull();
  });

  it('opens with the files beside it', () => {
    const siblings = siblingsOf({
      'a.bin': blankSource(5 * 2352),
      'X.IMG': blankSource(5 * 2352),
      'x.sub': blankSource(5 * 96),
    });
    const lengths = Object.entries({ 'x.cue': cue, 'x.toc': toc, 'dir/x.ccd': ccd, 'x.iso': volume }).map(
      ([name, bytes]) => openDiscImage(name, memorySource(bytes), siblings).endLba,
    );
    expect(lengths).toEqual([5, 5, 5, 17]);
    const image = openDiscImage('x.ccd', memorySource(ccd), siblings);
    expect(image.readSubchannel(4, new Uint8Array(96))).toBe(true);
  });

  it('is refused in words: unknown, too large for a sheet, without its sectors', () => {
    expect(() => openDiscImage('a.bin', memorySource(bytesOf('hello')), () => null)).toThrow(/no disc image/);
    expect(() => openDiscImage('a.cue', blankSource(2 ** 33), () => null)).toThrow(/too large/);
    expect(() => openDiscImage('a.ccd', memorySource(ccd), () => null)).toThrow(/a\.img/);
  });
});

describe('a name in a sheet', () => {
  it('loses its folders and never leads out of the folder', () => {
    expect(['a.bin', 'C:\\x\\a.bin', '../../a.bin', 'C:a.bin', '/etc/a.bin'].map(bareName)).toEqual(
      Array(5).fill('a.bin'),
    );
    expect(['', '..', 'x/..', '/', 'a\0b'].map(bareName)).toEqual(Array(5).fill(null));
  });

  it('means the file that is so called, else the only one that differs in case or composition', () => {
    expect(chooseSibling('A.BIN', ['a.bin', 'A.BIN'])).toBe('A.BIN');
    expect(chooseSibling('A.BIN', ['a.bin', 'b.bin'])).toBe('a.bin');
    expect(chooseSibling('A.BIN', ['a.bin', 'a.Bin'])).toBeNull();
    expect(chooseSibling('caf\u00e9.bin', ['cafe\u0301.bin'])).toBe('cafe\u0301.bin');
  });
});
