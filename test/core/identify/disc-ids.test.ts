import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accurateRipFileName, accurateRipId } from '../../../src/main/core/identify/accuraterip-id.ts';
import { discIds } from '../../../src/main/core/identify/disc-ids.ts';
import { discPositions } from '../../../src/main/core/identify/disc-positions.ts';
import { openCue } from '../../../src/main/core/image/cue/open-cue.ts';
import type { Disc, DiscTrack } from '../../../src/shared/model/disc.ts';
import { blankSource } from '../../support/image-files.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

type Toc = Pick<Disc, 'sessions' | 'tracks'>;
const sha1 = (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest());

interface Start {
  readonly lba: number;
  readonly mode?: DiscTrack['mode'];
  readonly session?: number;
}

function disc(starts: readonly Start[], leadOutLba: number): Toc {
  const tracks = starts.map(
    ({ lba, mode = 'AUDIO', session = 1 }, at): DiscTrack => ({
      number: at + 1,
      session,
      mode,
      startLba: lba,
      lengthSectors: 0,
      pregapSectors: null,
      indices: [],
      isrc: null,
      preEmphasis: false,
      copyPermitted: false,
      fourChannel: false,
    }),
  );
  return {
    tracks,
    sessions: [{ number: 1, firstTrack: 1, lastTrack: tracks.length, startLba: 0, leadOutLba }],
  };
}

interface Vector {
  readonly name: string;
  readonly offsets: readonly number[];
  readonly leadout: number;
  readonly published: {
    readonly musicbrainzDiscId?: string;
    readonly accurateRipId?: string;
    readonly accurateRipDbName?: string;
    readonly freedbId?: string;
  };
  readonly libdiscid: { readonly freedbId: string };
}

describe('identifiers of a disc', () => {
  // musicbrainz.org/doc/Disc_ID_Calculation
  it('are those of the MusicBrainz example', () => {
    const lbas = [150, 15363, 32314, 46592, 63414, 80489].map((offset) => ({ lba: offset - 150 }));
    expect(discIds(disc(lbas, 95_462 - 150), sha1)).toMatchObject({
      musicbrainz: '49HHV7Eb8UKF3aQiNmu1GR8vKTY-',
      cddb: '3404f606',
    });
  });

  // vectors/discid.json, "Enhanced CD 1 audio + data": data 11400 sectors behind the audio, 164721 sectors long
  it('of an enhanced CD leave the data out for MusicBrainz only', () => {
    const data = 90_778 + 11_400;
    const starts: Start[] = [{ lba: 0 }, { lba: data, mode: 'MODE2', session: 2 }];
    expect(discIds(disc(starts, data + 164_721), sha1)).toEqual({
      musicbrainz: 'ZvhSySPNhWlmkC1x3pEYDnMyoho-',
      cddb: '100de602',
      accurateRip: '00041293-00082527-100de602',
    });
  });

  it('do without music where there is none', () => {
    expect(discIds(disc([{ lba: 0, mode: 'MODE1' }], 300), sha1)).toMatchObject({
      musicbrainz: null,
      accurateRip: null,
    });
  });

  // libdiscid test_put.c refuses these
  it('are not made of a TOC that is none', () => {
    const lbas = [0, 100, 50].map((lba) => ({ lba }));
    expect(discIds(disc(lbas, 300), sha1)).toBeNull();
    expect(discIds(disc([{ lba: 0 }, { lba: 300 }], 300), sha1)).toBeNull();
    expect(discIds(disc([{ lba: 0 }], 2_000_000_000), sha1)).toBeNull();
    expect(discIds({ tracks: [], sessions: [] }, sha1)).toBeNull();
  });

  it('have their form for every TOC', () => {
    const toc = fc.uniqueArray(fc.nat(400_000), { minLength: 1, maxLength: 99 });
    fc.assert(
      fc.property(toc, fc.integer({ min: 1, max: 40_000 }), (starts, rest) => {
        const sorted = starts.toSorted((a, b) => a - b);
        const ids = discIds(
          disc(
            sorted.map((lba) => ({ lba })),
            sorted.at(-1)! + rest,
          ),
          sha1,
        );
        expect(ids?.musicbrainz).toMatch(/^[A-Za-z0-9._]{27}-$/);
        expect(ids?.cddb).toMatch(/^[0-9a-f]{8}$/);
        expect(ids?.accurateRip).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

describe.skipIf(!hasCorpus())('identifiers others have published', () => {
  const vectors: readonly Vector[] = hasCorpus()
    ? JSON.parse(readFileSync(join(corpus, 'vectors/discid.json'), 'utf8')).vectors
    : [];

  it.each(vectors.filter(({ name }) => !name.startsWith('Enhanced')))(
    '$name',
    ({ offsets, leadout, published, libdiscid }) => {
      const toc = disc(
        offsets.map((offset) => ({ lba: offset - 150 })),
        leadout - 150,
      );
      const ids = discIds(toc, sha1);
      const accurateRip = accurateRipFileName(accurateRipId(discPositions(toc)!)!);
      expect(ids?.cddb).toBe(libdiscid.freedbId);
      expect(ids?.musicbrainz).toBe(published.musicbrainzDiscId);
      if (published.accurateRipId) expect(accurateRip).toBe(`dBAR-${published.accurateRipId}.bin`);
      if (published.accurateRipDbName) expect(accurateRip).toBe(published.accurateRipDbName);
    },
  );

  // vectors/discid.json: length of the disc in PCM frames of 1/44100 s
  it.each([
    ['freedb_test_discid-1.cue', 39_731_748, '5a038407', 'SJco4q4a9rzKdBw7HcFvBQugKc8-'],
    ['freedb_test_discid-3.cue', 190_928_304, 'a610e90a', 'naJ8mpfbMHx_qQnJbyRx4lE_h4E-'],
  ])('%s, from the sheet', (name, samples, cddb, musicbrainz) => {
    const text = readFileSync(join(corpus, 'audio-sheets/audiotools', name), 'latin1').replace(
      ' WAVE',
      ' BINARY',
    );
    const image = openCue(new TextEncoder().encode(text), () => blankSource(samples * 4));
    const tracks = image.tracks.map(({ startLba }) => ({ lba: startLba }));
    expect(discIds(disc(tracks, image.endLba), sha1)).toMatchObject({ cddb, musicbrainz });
  });
});
