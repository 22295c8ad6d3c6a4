import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumAccurateRip, type TrackPlace } from '../../../src/main/core/identify/accuraterip-checksum.ts';
import {
  matchAccurateRip,
  parseAccurateRipResponse,
} from '../../../src/main/core/identify/accuraterip-response.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

function sum(samples: Uint8Array, place: TrackPlace, cuts: readonly number[] = []) {
  const summer = sumAccurateRip(samples.length / 4, place);
  let at = 0;
  for (const cut of [...cuts, samples.length / 4]) {
    const end = Math.min(samples.length, Math.max(at, cut * 4));
    summer.update(samples.subarray(at, end));
    at = end;
  }
  return summer.finish();
}

/** The definition, in big integers. */
function byDefinition(samples: Uint8Array, place: TrackPlace) {
  const count = samples.length / 4;
  const view = new DataView(samples.buffer, samples.byteOffset);
  const [isFirst, isLast] = [place === 'first' || place === 'only', place === 'last' || place === 'only'];
  const mask = 0xffff_ffffn;
  let [v1, v2] = [0n, 0n];
  for (let i = 1; i <= count; i++) {
    if ((isFirst && i < 2940) || (isLast && i > count - 2940)) continue;
    const product = BigInt(view.getUint32((i - 1) * 4, true)) * BigInt(i);
    v1 += product & mask;
    v2 += (product & mask) + (product >> 32n);
  }
  return { v1: Number(v1 & mask), v2: Number(v2 & mask) };
}

describe('AccurateRip checksums', () => {
  it('are those of the definition, however the samples come', () => {
    const samples = fc
      .uint8Array({ minLength: 400, maxLength: 400 })
      .map((noise) => Uint8Array.from({ length: 7000 * 4 }, (_, at) => noise[at % 400]! ^ (at >> 6)));
    const places = fc.constantFrom<TrackPlace>('only', 'first', 'middle', 'last');
    const cuts = fc.array(fc.nat(7000), { maxLength: 4 }).map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(samples, places, cuts, (bytes, place, at) => {
        expect(sum(bytes, place, at)).toMatchObject(byDefinition(bytes, place));
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('are exact at the end of a long track', () => {
    const lengthSamples = 100_000 * 588;
    const summer = sumAccurateRip(lengthSamples, 'middle');
    const loud = new Uint8Array(588 * 4 * 1000).fill(0xff);
    const quiet = new Uint8Array(loud.length);
    const whole = Math.floor(lengthSamples / (588 * 1000));
    for (let block = 0; block < whole; block++) summer.update(block === whole - 1 ? loud : quiet);
    summer.update(quiet.subarray(0, (lengthSamples % (588 * 1000)) * 4));
    const sampleCount = BigInt(588 * 1000);
    const first = BigInt(whole - 1) * sampleCount + 1n;
    let [v1, v2] = [0n, 0n];
    for (let i = first; i < first + sampleCount; i++) {
      const product = 0xffff_ffffn * i;
      v1 += product & 0xffff_ffffn;
      v2 += (product & 0xffff_ffffn) + (product >> 32n);
    }
    expect(summer.finish()).toMatchObject({ v1: Number(v1 & 0xffff_ffffn), v2: Number(v2 & 0xffff_ffffn) });
  });

  it('of sector 450 count from its own start', () => {
    const samples = new Uint8Array(452 * 2352);
    samples[450 * 2352] = 1;
    samples[450 * 2352 + 4] = 10;
    samples[451 * 2352] = 99;
    expect(sum(samples, 'middle', [300, 450 * 588 + 1]).frame450).toBe(1 + 2 * 10);
    expect(sum(samples.subarray(0, 450 * 2352), 'middle').frame450).toBeNull();
  });

  it('want whole samples, all of them and no more', () => {
    const summer = sumAccurateRip(2, 'middle');
    expect(() => summer.update(new Uint8Array(3))).toThrow(RangeError);
    expect(() => summer.update(new Uint8Array(12))).toThrow(RangeError);
    expect(() => summer.finish()).toThrow(RangeError);
  });
});

describe('an answer of the AccurateRip database', () => {
  function answer(crcs: readonly (readonly [number, number])[]): Uint8Array {
    const bytes = new Uint8Array(13 + crcs.length * 9);
    const view = new DataView(bytes.buffer);
    bytes[0] = crcs.length;
    [1, 2, 3].forEach((value, at) => {
      view.setUint32(1 + at * 4, value, true);
    });
    crcs.forEach(([confidence, crc], at) => {
      bytes[13 + at * 9] = confidence;
      view.setUint32(14 + at * 9, crc, true);
    });
    return bytes;
  }
  const id = { audioTracks: 2, id1: 1, id2: 2, cddb: '00000003' };

  it('matches by either version, best first, and never by silence', () => {
    const blocks = [
      answer([
        [3, 111],
        [9, 0],
      ]),
      answer([
        [8, 112],
        [2, 5],
      ]),
      answer([[200, 1]]),
    ];
    const response = parseAccurateRipResponse(Uint8Array.from(blocks.flatMap((block) => [...block])));
    const silent = { v1: 0, v2: 0, frame450: null };
    expect(matchAccurateRip(response, id, [{ v1: 111, v2: 112, frame450: null }, silent])).toEqual([
      {
        matches: [
          { version: 2, confidence: 8, pressing: 1 },
          { version: 1, confidence: 3, pressing: 0 },
        ],
        submissions: 11,
      },
      { matches: [], submissions: 11 },
    ]);
    expect(matchAccurateRip(response, { ...id, id1: 9 }, [silent])).toEqual([
      { matches: [], submissions: 0 },
    ]);
  });

  it('is read as far as it is whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { pressings, warnings } = parseAccurateRipResponse(bytes);
        const read = pressings.reduce((sum, { tracks }) => sum + 13 + tracks.length * 9, 0);
        expect(read === bytes.length).toBe(warnings.length === 0);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe.skipIf(!hasCorpus())('AccurateRip vectors of the corpus', () => {
  const vectors = hasCorpus()
    ? JSON.parse(readFileSync(join(corpus, 'vectors/accuraterip.json'), 'utf8'))
    : {};

  it('checksums agree at every place of a disc', () => {
    const samples = new Uint8Array(readFileSync(join(corpus, 'accuraterip/arver/sample.wav')).subarray(44));
    for (const { position, v1, v2 } of vectors.checksums) {
      const place = position.split(' ')[0] as TrackPlace;
      const own = sum(samples, place, [1000]);
      expect([own.v1, own.v2].map((value) => value.toString(16).padStart(8, '0'))).toEqual([v1, v2]);
    }
  });

  it('answers agree with what others decode', () => {
    for (const { file, responses } of vectors.dbAnswers) {
      const { pressings, warnings } = parseAccurateRipResponse(readFileSync(join(corpus, file)));
      const hex = (value: number) => value.toString(16).padStart(8, '0');
      expect(warnings).toEqual([]);
      expect(
        pressings.map(({ id, tracks }) => ({
          tracks: id.audioTracks,
          id1: hex(id.id1),
          id2: hex(id.id2),
          cddb: id.cddb,
          entries: tracks.map(({ confidence, checksum, frame450 }) => ({
            confidence,
            crc: hex(checksum),
            frame450crc: hex(frame450),
          })),
        })),
      ).toEqual(responses);
    }
  });
});
