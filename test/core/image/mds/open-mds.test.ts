import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMds } from '../../../../src/main/core/image/mds/open-mds.ts';
import { openDiscImage } from '../../../../src/main/core/image/open-disc-image.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { bytesOf, memorySource, siblingsOf } from '../../../support/image-files.ts';

interface Made {
  readonly mode: number;
  readonly control: number;
  readonly sectorBytes: number;
  readonly startLba: number;
  readonly startAt: number;
  readonly pregap: number;
  readonly sectors: number;
  readonly subchannel?: boolean;
}

/** Layout as the research has it: header 88, session 24, tracks 80 each, extras 8 each, footer 16, name. */
function mds(tracks: readonly Made[], fileName = '*.mdf', isWide = false): Uint8Array {
  const tracksAt = 88 + 24;
  const points = [0xa0, 0xa1, 0xa2];
  const extrasAt = tracksAt + 80 * (points.length + tracks.length);
  const footerAt = extrasAt + 8 * tracks.length;
  const nameAt = footerAt + 16;
  const bytes = new Uint8Array(nameAt + 2 * fileName.length + 2);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('MEDIA DESCRIPTOR'));
  bytes.set([1, 3], 16);
  view.setUint16(20, 1, true);
  view.setUint32(80, 88, true);
  const last = tracks.at(-1)!;
  view.setInt32(88, -150, true);
  view.setInt32(92, last.startLba + last.sectors, true);
  view.setUint16(96, 1, true);
  bytes.set([points.length + tracks.length, points.length, 1, 0, tracks.length, 0], 98);
  view.setUint32(88 + 20, tracksAt, true);
  points.forEach((point, at) => {
    bytes[tracksAt + at * 80 + 4] = point;
  });
  tracks.forEach((track, index) => {
    const at = tracksAt + 80 * (points.length + index);
    bytes.set([track.mode, track.subchannel ? 8 : 0, 0x10 | track.control, 0, index + 1], at);
    view.setUint32(at + 12, extrasAt + 8 * index, true);
    view.setUint16(at + 16, track.sectorBytes, true);
    view.setInt32(at + 36, track.startLba, true);
    view.setBigUint64(at + 40, BigInt(track.startAt), true);
    view.setUint32(at + 48, 1, true);
    view.setUint32(at + 52, footerAt, true);
    view.setUint32(extrasAt + 8 * index, track.pregap, true);
    view.setUint32(extrasAt + 8 * index + 4, track.sectors, true);
  });
  view.setUint32(footerAt, nameAt, true);
  view.setUint32(footerAt + 4, isWide ? 1 : 0, true);
  for (const [at, character] of Array.from(fileName).entries()) {
    if (isWide) view.setUint16(nameAt + at * 2, character.charCodeAt(0), true);
    else bytes[nameAt + at] = character.charCodeAt(0);
  }
  return bytes;
}

const data: Made = {
  ...{ mode: 0xaa, control: 4, sectorBytes: 2352, startLba: 0, startAt: 0, pregap: 150, sectors: 10 },
};
const audio: Made = {
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
