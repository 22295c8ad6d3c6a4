import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../src/main/core/identify/accuraterip-record.ts';
import { parseAccurateRipResponse } from '../../../src/main/core/identify/accuraterip-response.ts';
import type { DiscRecord } from '../../../src/shared/model/sidecar.ts';
import { makeTrack, mixedDisc } from '../../support/disc-record.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

/** The TOC whose sums are those of the answer: 0 + 22365 + 39615 = f21ch, 1 + 2*22365 + 3*39615 = 27ef8h. */
const twoTracks = mixedDisc({
  sessions: [{ number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: 39_615 }],
  tracks: [makeTrack(1, 0, 22_365), makeTrack(2, 22_365, 17_250)],
});

function record(sums: readonly (string | null)[], disc = twoTracks): DiscRecord {
  const none = { crc32: '', md5: '', sha1: '', sha256: '' };
  return {
    disc,
    tocSha1: '',
    readOffset: 0,
    tracks: sums.map((accurateRipV1, index) => ({
      ...{ number: index + 1, sizeBytes: 0, ...none },
      accurateRipV1,
      accurateRipV2: null,
      accurateRipConfidence: null,
    })),
    subchannel: null,
  };
}

describe.skipIf(!hasCorpus())('a dump and an answer of AccurateRip', () => {
  const response = hasCorpus()
    ? parseAccurateRipResponse(
        readFileSync(join(corpus, 'accuraterip/whipper/dBAR-002-0000f21c-00027ef8-05021002.bin')),
      )
    : { pressings: [], warnings: [] };

  // 284fc705 with confidence 12 is what ARver decodes from the first pressing (corpus, vectors/accuraterip.json).
  it('agree where the sums do, and the confidence is that of the answer', () => {
    const [first, second] = confidenceOf(record(['284fc705', '00000001']), response)!;
    expect(first).toMatchObject({ number: 1, confidence: 12, version: 1, hasSum: true });
    expect(first!.submissions).toBeGreaterThanOrEqual(12);
    expect(second).toMatchObject({ number: 2, confidence: 0, version: null, hasSum: true });
  });

  it('do not agree on a track without a sum', () => {
    const tracks = confidenceOf(record([null]), response)!;
    expect(tracks.map(({ confidence, hasSum }) => [confidence, hasSum])).toEqual([
      [0, false],
      [0, false],
    ]);
  });

  it('are not compared when they are about different discs', () => {
    expect(confidenceOf(record(['284fc705'], mixedDisc()), response)).toBeNull();
    expect(confidenceOf(record([], mixedDisc({ tracks: [], sessions: [] })), response)).toBeNull();
  });
});
