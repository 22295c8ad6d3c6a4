import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildIsrcQ,
  buildMcnQ,
  buildPositionQ,
  isQCrcRight,
  leadOutTrack,
  parseQ,
} from '../../../src/main/core/optical/q-frame.ts';
import {
  deinterleaveSubchannel,
  deinterleaveSubchannels,
  interleaveSubchannel,
  isPSet,
} from '../../../src/main/core/optical/subchannel.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

const symbols = fc.uint8Array({ minLength: 96, maxLength: 96 });

/** Bit by bit, as MMC describes it. */
function byDefinition(from: Uint8Array): Uint8Array {
  const channels = new Uint8Array(96);
  for (let channel = 0; channel < 8; channel++) {
    for (let at = 0; at < 96; at++) {
      channels[channel * 12 + (at >> 3)]! |= ((from[at]! >> (7 - channel)) & 1) << (7 - (at & 7));
    }
  }
  return channels;
}

describe('the two orders of the subchannel', () => {
  it('are those of the definition, there and back', () => {
    fc.assert(
      fc.property(symbols, (raw) => {
        const channels = new Uint8Array(100);
        deinterleaveSubchannel(raw, 0, channels, 3);
        expect(channels.subarray(3, 99)).toEqual(byDefinition(raw));
        const again = new Uint8Array(97);
        interleaveSubchannel(channels, 3, again, 1);
        expect(again.subarray(1)).toEqual(raw);
      }),
      { numRuns: 100 },
    );
  });

  it('are changed for many sectors at once, out of whole READ CD blocks too', () => {
    const [stride, count] = [2448, 3];
    const blocks = Uint8Array.from({ length: stride * count }, (_, at) => at * 13);
    const channels = new Uint8Array(96 * count);
    deinterleaveSubchannels(blocks, 2352, stride, count, channels);
    for (let sector = 0; sector < count; sector++) {
      const raw = blocks.subarray(sector * stride + 2352, sector * stride + 2448);
      expect(channels.subarray(sector * 96, sector * 96 + 96)).toEqual(byDefinition(raw));
    }
  });

  it('are not read or written outside', () => {
    expect(() => deinterleaveSubchannel(new Uint8Array(95), 0, new Uint8Array(96), 0)).toThrow(RangeError);
    expect(() => interleaveSubchannel(new Uint8Array(96), 0, new Uint8Array(96), 1)).toThrow(RangeError);
  });

  it('give P by majority', () => {
    const channels = new Uint8Array(96);
    expect(isPSet(channels)).toBe(false);
    channels.fill(0xff, 0, 6);
    expect(isPSet(channels)).toBe(false);
    channels[6] = 1;
    expect(isPSet(channels)).toBe(true);
  });
});

describe('Q', () => {
  const control = fc.integer({ min: 0, max: 15 });
  const lba = fc.integer({ min: -150, max: 404_849 });

  it('brings back the position it was made of', () => {
    fc.assert(
      fc.property(
        control,
        fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant(leadOutTrack)),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 449_999 }),
        lba,
        (bits, track, index, relativeSectors, absoluteLba) => {
          const what = { control: bits, track, index, relativeSectors, absoluteLba };
          const q = buildPositionQ(what);
          expect(isQCrcRight(q)).toBe(true);
          expect(parseQ(q)).toEqual({ kind: 'position', ...what });
        },
      ),
    );
  });

  it('brings back MCN and ISRC', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const isrc = fc
      .tuple(
        fc.array(fc.constantFrom(...letters), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 0, max: 9_999_999 }),
      )
      .map(([head, tail]) => head.join('') + String(tail).padStart(7, '0'));
    const mcn = fc
      .integer({ min: 0, max: 9_999_999_999_999 })
      .map((number) => String(number).padStart(13, '0'));
    fc.assert(
      fc.property(control, isrc, mcn, lba, (bits, code, number, at) => {
        const absoluteFrame = (at + 150) % 75;
        expect(parseQ(buildIsrcQ(bits, code, at))).toEqual({
          kind: 'isrc',
          control: bits,
          isrc: code,
          absoluteFrame,
        });
        expect(parseQ(buildMcnQ(bits, number, at))).toEqual({
          kind: 'mcn',
          control: bits,
          mcn: number,
          absoluteFrame,
        });
      }),
    );
    expect(() => buildMcnQ(0, '123', 0)).toThrow(RangeError);
    expect(() => buildIsrcQ(0, 'gbaye0000351', 0)).toThrow(RangeError);
  });

  it('packs an ISRC as the standard does', () => {
    // IEC 60908, 17.5.3: six bits a character, G = 17h, B = 12h, A = 11h, Y = 29h, E = 15h; digits BCD.
    expect(Buffer.from(buildIsrcQ(0, 'GBAYE0000351', 99)).toString('hex', 0, 10)).toBe(
      '035d2469540000351024',
    );
  });

  it('has a wrong CRC after any one wrong bit', () => {
    const q = buildPositionQ({ control: 4, track: 2, index: 1, relativeSectors: 300, absoluteLba: 20_000 });
    for (let bit = 0; bit < 96; bit++) {
      q[bit >> 3]! ^= 1 << (bit & 7);
      expect(isQCrcRight(q)).toBe(false);
      q[bit >> 3]! ^= 1 << (bit & 7);
    }
  });

  it('reads binary numbers where a drive gives them, and refuses them as BCD', () => {
    const binary = Uint8Array.of(0x01, 12, 1, 0, 0, 35, 0, 3, 59, 74);
    expect(parseQ(binary, 0, 'binary')).toMatchObject({ track: 12, relativeSectors: 35 });
    expect(parseQ(binary)).toBe(null);
  });

  it('refuses what is no number, no time or no known mode', () => {
    const right = [0x01, 0x02, 0x01, 0x00, 0x01, 0x02, 0x00, 0x03, 0x04, 0x05];
    expect(parseQ(Uint8Array.from(right))).not.toBe(null);
    for (const [at, byte] of [
      [1, 0xa0],
      [2, 0x0a],
      [4, 0x60],
      [5, 0x75],
      [6, 0x01],
      [8, 0x7f],
      [0, 0x04],
    ] as const) {
      expect(parseQ(Uint8Array.from(right.with(at, byte))), `byte ${at}`).toBe(null);
    }
    expect(parseQ(new Uint8Array(9))).toBe(null);
  });

  it('reads the pointers of the lead-in, more sessions included', () => {
    const a2 = Uint8Array.of(0x01, 0x00, 0xa2, 0x97, 0x10, 0x20, 0x00, 0x45, 0x33, 0x12);
    expect(parseQ(a2)).toMatchObject({
      kind: 'lead-in',
      adr: 1,
      point: 0xa2,
      pointer: { minute: 45, second: 33, frame: 12 },
    });
    const b0 = Uint8Array.of(0x05, 0x00, 0xb0, 0x21, 0x43, 0x12, 0x02, 0x79, 0x59, 0x74);
    expect(parseQ(b0)).toMatchObject({ kind: 'lead-in', adr: 5, point: 0xb0 });
  });

  it('reads any twelve bytes without fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 14 }), fc.integer({ min: -2, max: 20 }), (bytes, offset) => {
        parseQ(bytes, offset);
        parseQ(bytes, offset, 'binary');
        isQCrcRight(bytes, offset);
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!hasCorpus())('CRC vectors', () => {
  it('agree', () => {
    const vectors = JSON.parse(readFileSync(join(corpus, 'vectors/crc16-subq-cdtext.json'), 'latin1')) as {
      qExamplesComputedHere: { q10: string; crc: string }[];
    };
    for (const { q10, crc } of vectors.qExamplesComputedHere) {
      expect(isQCrcRight(new Uint8Array(Buffer.from(q10 + crc, 'hex')))).toBe(true);
    }
  });
});
