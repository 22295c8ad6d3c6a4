import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctSector } from '../../../src/main/core/optical/correct-sector.ts';
import { generateMode1, generateMode2Form1 } from '../../../src/main/core/optical/generate-sector.ts';
import { checkSector } from '../../../src/main/core/optical/sector.ts';
import { sectorBytes } from '../../../src/main/core/optical/sector-layout.ts';
import { isProven } from '../../../src/main/core/optical/sector-verdict.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const lba = 777;
const makers = { mode1: generateMode1, 'mode2-form1': generateMode2Form1 } as const;
const kinds = Object.keys(makers) as (keyof typeof makers)[];

function made(kind: keyof typeof makers, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const sector = Uint8Array.from({ length: sectorBytes }, () => random() * 256);
  makers[kind](sector, lba);
  return sector;
}

/** What the parity covers: mode 1 with its header. */
const firstCovered = { mode1: 12, 'mode2-form1': 16 } as const;

describe.each(kinds)('correcting a %s sector', (kind) => {
  it('leaves a right one alone', () => {
    expect(correctSector(made(kind, 1))).toEqual({ outcome: 'intact', kind, changedOffsets: [] });
  });

  it('heals any one byte, and names it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: firstCovered[kind], max: sectorBytes - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const right = made(kind, at);
          const sector = right.slice();
          sector[at]! ^= by;
          expect(correctSector(sector)).toEqual({ outcome: 'corrected', kind, changedOffsets: [at] });
          expect(Buffer.compare(sector, right)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('heals one byte in every P word at once', () => {
    const right = made(kind, 5);
    const sector = right.slice();
    const wrong: number[] = [];
    for (let column = 0; column < 86; column++) {
      const at = 12 + column + 86 * ((column * 7) % 24);
      if (at < firstCovered[kind]) continue;
      sector[at]! ^= 0x55;
      wrong.push(at);
    }
    expect(correctSector(sector).changedOffsets).toEqual(wrong.sort((a, b) => a - b));
    expect(Buffer.compare(sector, right)).toBe(0);
  });

  it('heals 172 neighbours, two in every P word, where it is told where they are', () => {
    for (const at of [20, 500, 1500, 2100]) {
      const right = made(kind, at);
      const sector = right.slice();
      for (let offset = at; offset < at + 172; offset++) sector[offset]! ^= 0xa5;
      const places = Array.from({ length: 172 }, (_, index) => at + index);
      expect(correctSector(sector, places).outcome).toBe('corrected');
      expect(Buffer.compare(sector, right)).toBe(0);
    }
  });

  it('is not misled by places that are wrong', () => {
    const right = made(kind, 6);
    const sector = right.slice();
    sector[300]! ^= 1;
    const places = Array.from({ length: 400 }, (_, index) => 1000 + index);
    expect(correctSector(sector, [...places, -1, 99_999, Number.NaN]).changedOffsets).toEqual([300]);
    expect(Buffer.compare(sector, right)).toBe(0);
  });

  it('ends with a proven sector or the very bytes it was given', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 20, max: 2000 }), (seed, errors) => {
        const random = seededRandom(seed);
        const right = made(kind, seed);
        const sector = right.slice();
        for (let error = 0; error < errors; error++)
          sector[16 + Math.floor(random() * 2336)] = random() * 256;
        const damaged = sector.slice();
        const { outcome, changedOffsets } = correctSector(sector);
        if (outcome === 'uncorrectable') {
          expect(Buffer.compare(sector, damaged)).toBe(0);
        } else {
          expect(isProven(checkSector(sector, 0, lba))).toBe(true);
          expect(Buffer.compare(sector, right)).toBe(0);
          const changed = [...damaged.keys()].filter((at) => damaged[at] !== sector[at]);
          expect(changedOffsets).toEqual(changed);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is no sector', () => {
  it('stays as it is: silence, noise, a drive that filled in zeros', () => {
    const random = seededRandom(9);
    const noise = Uint8Array.from({ length: sectorBytes }, () => random() * 256);
    const nearlyEmpty = new Uint8Array(sectorBytes);
    nearlyEmpty[15] = 2;
    nearlyEmpty[900] = 1;
    for (const sector of [new Uint8Array(sectorBytes), noise, nearlyEmpty]) {
      const before = sector.slice();
      expect(correctSector(sector).outcome).toBe('uncorrectable');
      expect(Buffer.compare(sector, before)).toBe(0);
    }
  });

  it('is refused at another length', () => {
    expect(() => correctSector(new Uint8Array(2048))).toThrow(RangeError);
  });
});
