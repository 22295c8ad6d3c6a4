import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discOfImage } from '../../../../src/main/core/image/disc-of-image.ts';
import { openToc } from '../../../../src/main/core/image/toc/open-toc.ts';
import { writeToc } from '../../../../src/main/core/image/toc/write-toc.ts';
import { discArbitrary } from '../../../support/disc-arbitrary.ts';
import { blankSource, siblingsOf } from '../../../support/image-files.ts';

const noHash = () => new Uint8Array(20);

describe('a toc file written for a disc of one session', () => {
  it('is read back as that disc', () => {
    const single = discArbitrary.filter(({ sessions }) => sessions.length === 1);
    fc.assert(
      fc.property(single, (disc) => {
        const { bytes, lost } = writeToc(disc, 'a "disc".bin');
        const file = blankSource(disc.sessions[0]!.leadOutLba * 2352);
        const image = openToc(bytes, siblingsOf({ 'a "disc".bin': file }));
        // A toc file has a place for the ISRCs and the audio flags of audio tracks only.
        const tracks = disc.tracks.map((track) =>
          track.mode === 'AUDIO' ? track : { ...track, isrc: null },
        );
        expect(lost).toEqual([]);
        expect({ ...discOfImage(image, noHash).disc, ids: null }).toEqual({ ...disc, tracks });
      }),
      { numRuns: 120, seed: 11 },
    );
  });

  it('is refused for more sessions than cdrdao can write', () => {
    const disc = fc
      .sample(discArbitrary, { numRuns: 80, seed: 5 })
      .find(({ sessions }) => sessions.length > 1)!;
    expect(() => writeToc(disc, 'x.bin')).toThrow(/one session/);
  });
});
