import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyEcc, writeEcc } from '../../../src/main/core/optical/ecc.ts';
import { edcOf, edcOfWords } from '../../../src/main/core/optical/edc.ts';
import {
  generateMode1,
  generateMode2Form1,
  generateMode2Form2,
} from '../../../src/main/core/optical/generate-sector.ts';
import { checkSectors } from '../../../src/main/core/optical/sector.ts';
import { sectorBytes } from '../../../src/main/core/optical/sector-layout.ts';
import { isProven, kindOfVerdict } from '../../../src/main/core/optical/sector-verdict.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';
import { seededRandom } from '../../support/seeded-random.ts';

function noise(lengthBytes: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: lengthBytes }, () => random() * 256);
}

describe('EDC', () => {
  it('has the check value of its polynomial', () => {
    // Check value 6EC2EDC4: RevEng catalogue of CRC algorithms, CRC-32/CD-ROM-EDC.
    expect(edcOf(new TextEncoder().encode('123456789'), 0, 9)).toBe(0x6ec2edc4);
  });

  it('is the same by words and by bytes, in one go and in two', () => {
    const bytes = noise(sectorBytes, 1);
    const words = new Int32Array(bytes.buffer);
    for (const [start, end] of [
      [0, 516],
      [4, 518],
      [4, 587],
      [3, 4],
      [7, 7],
    ] as const) {
      const edc = edcOf(bytes, start * 4, end * 4);
      expect(edcOfWords(words, start, end) >>> 0).toBe(edc);
      const middle = start * 4 + (((end - start) * 4) >> 1);
      expect(edcOf(bytes, middle, end * 4, edcOf(bytes, start * 4, middle))).toBe(edc);
    }
  });

  it('refuses to read outside', () => {
    expect(() => edcOf(new Uint8Array(4), 0, 5)).toThrow(RangeError);
  });
});

describe('parity', () => {
  it('sees any one wrong byte of what it covers', () => {
    const sector = noise(sectorBytes, 2);
    writeEcc(sector);
    expect(verifyEcc(sector)).toBe(true);
    for (let at = 12; at < sectorBytes; at++) {
      sector[at]! ^= 1 + (at % 255);
      expect(verifyEcc(sector), `byte ${at}`).toBe(false);
      sector[at]! ^= 1 + (at % 255);
    }
  });

  it('is zero for zeros, and bound to its header only where it should be', () => {
    const sector = new Uint8Array(sectorBytes);
    writeEcc(sector);
    expect(sector.every((byte) => byte === 0)).toBe(true);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 400_000 }),
        (lba, other) => {
          const form1 = noise(sectorBytes, lba);
          generateMode2Form1(form1, lba);
          const moved = form1.slice();
          generateMode2Form1(moved, other);
          expect(moved.subarray(16)).toEqual(form1.subarray(16));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe.skipIf(!hasCorpus())('sectors other programs wrote', () => {
  interface Vector {
    readonly file: string;
    readonly sector: number;
    readonly byteOffset: number;
    readonly type: 'mode1' | 'mode2form1' | 'mode2form2';
    readonly sha256: string;
    readonly edcHex: string;
  }
  // libcdio's isofs-m1.bin (mode 1), vcdimager's videocd.bin (mode 2); see the note in the vectors.
  const readVectors = () =>
    JSON.parse(readFileSync(join(corpus, 'vectors/edc-ecc.json'), 'latin1')) as {
      files: { file: string; result: Record<string, { n: number }> }[];
      sectors: Vector[];
    };
  const kinds = { mode1: 'mode1', mode2form1: 'mode2-form1', mode2form2: 'mode2-form2' } as const;

  it('are all proven, as many of each kind as an independent implementation counted', () => {
    for (const { file, result } of readVectors().files) {
      const bytes = new Uint8Array(readFileSync(join(corpus, file)));
      const count = bytes.length / sectorBytes;
      const verdicts = new Uint8Array(count);
      expect(checkSectors(bytes, count, 0, verdicts)).toBe(0);
      const counted: Record<string, number> = {};
      for (const verdict of verdicts) {
        expect(isProven(verdict)).toBe(true);
        const kind = kindOfVerdict(verdict);
        counted[kind] = (counted[kind] ?? 0) + 1;
      }
      const expected = Object.entries(result).map(([type, { n }]) => [kinds[type as Vector['type']], n]);
      expect(counted).toEqual(Object.fromEntries(expected));
    }
  });

  it('come out byte for byte when made from their user data', () => {
    expect(readVectors().sectors.length).toBeGreaterThan(5);
    for (const vector of readVectors().sectors) {
      const file = readFileSync(join(corpus, vector.file));
      const stored = new Uint8Array(file.subarray(vector.byteOffset, vector.byteOffset + sectorBytes));
      expect(createHash('sha256').update(stored).digest('hex')).toBe(vector.sha256);
      const made = new Uint8Array(sectorBytes);
      if (vector.type === 'mode1') {
        made.set(stored.subarray(16, 2064), 16);
        generateMode1(made, vector.sector);
      } else if (vector.type === 'mode2form1') {
        made.set(stored.subarray(16, 2072), 16);
        generateMode2Form1(made, vector.sector);
      } else {
        made.set(stored.subarray(16, 2348), 16);
        generateMode2Form2(made, vector.sector);
      }
      expect(Buffer.compare(made, stored), `${vector.file} ${vector.sector}`).toBe(0);
    }
  });
});
