import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeEcc } from '../../../src/main/core/optical/ecc.ts';
import {
  generateMode1,
  generateMode2Form1,
  generateMode2Form2,
  writeSyncAndHeader,
} from '../../../src/main/core/optical/generate-sector.ts';
import { scramble } from '../../../src/main/core/optical/scramble.ts';
import { checkSector, checkSectors } from '../../../src/main/core/optical/sector.ts';
import { sectorBytes } from '../../../src/main/core/optical/sector-layout.ts';
import {
  failuresOfVerdict,
  isGood,
  isProven,
  kindOfVerdict,
} from '../../../src/main/core/optical/sector-verdict.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const lba = 12_345;

function noise(seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: sectorBytes }, () => random() * 256);
}

const makers = {
  mode1: generateMode1,
  'mode2-form1': generateMode2Form1,
  'mode2-form2': generateMode2Form2,
} as const;

function made(kind: keyof typeof makers, seed = 1): Uint8Array {
  const sector = noise(seed);
  makers[kind](sector, lba);
  return sector;
}

function judged(sector: Uint8Array, expectedLba: number | null = lba) {
  const verdict = checkSector(sector, 0, expectedLba);
  return { kind: kindOfVerdict(verdict), failures: failuresOfVerdict(verdict) };
}

describe('judging a sector', () => {
  it.each(Object.keys(makers) as (keyof typeof makers)[])(
    'proves a right %s sector anywhere in memory',
    (kind) => {
      fc.assert(
        fc.property(fc.integer(), fc.integer({ min: 0, max: 7 }), (seed, offset) => {
          const around = new Uint8Array(sectorBytes + 8);
          around.set(made(kind, seed), offset);
          const verdict = checkSector(around, offset, lba);
          expect(kindOfVerdict(verdict)).toBe(kind);
          expect(isProven(verdict)).toBe(true);
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(['mode1', 'mode2-form1'] as const)('proves no %s sector with a single wrong bit', (kind) => {
    const sector = made(kind);
    for (let bit = 0; bit < sectorBytes * 8; bit += 7) {
      sector[bit >> 3]! ^= 1 << (bit & 7);
      expect(isProven(checkSector(sector, 0, lba)), `bit ${bit}`).toBe(false);
      sector[bit >> 3]! ^= 1 << (bit & 7);
    }
  });

  it('proves no form 2 sector with a wrong bit, whether the EDC or the header tells', () => {
    const sector = made('mode2-form2');
    for (let bit = 0; bit < sectorBytes * 8; bit += 11) {
      sector[bit >> 3]! ^= 1 << (bit & 7);
      expect(isProven(checkSector(sector, 0, lba)), `bit ${bit}`).toBe(false);
      sector[bit >> 3]! ^= 1 << (bit & 7);
    }
  });

  it('names what failed', () => {
    const edc = made('mode1');
    edc[100]! ^= 1;
    expect(judged(edc)).toEqual({ kind: 'mode1', failures: ['edc', 'ecc'] });
    const parity = made('mode1');
    parity[2300]! ^= 1;
    expect(judged(parity)).toEqual({ kind: 'mode1', failures: ['ecc'] });
    expect(judged(made('mode1'), lba + 1)).toEqual({ kind: 'mode1', failures: ['header-address'] });
    expect(judged(made('mode1'), null)).toEqual({ kind: 'mode1', failures: [] });
    const sync = made('mode2-form1');
    sync[3] = 0;
    expect(judged(sync)).toEqual({ kind: 'mode2-form1', failures: ['layout'] });
    const mode = made('mode2-form1');
    mode[15] = 3;
    expect(judged(mode)).toEqual({ kind: 'mode2-form1', failures: ['mode'] });
    const subheader = made('mode2-form2');
    subheader[17]! ^= 4;
    expect(judged(subheader)).toEqual({ kind: 'mode2-form2', failures: ['edc', 'layout'] });
  });

  it('takes noise and silence for audio, without calling them proven', () => {
    for (const sector of [new Uint8Array(sectorBytes), noise(3)]) {
      const verdict = checkSector(sector, 0, lba);
      expect(kindOfVerdict(verdict)).toBe('audio-like');
      expect(isGood(verdict)).toBe(true);
      expect(isProven(verdict)).toBe(false);
    }
  });

  it('knows scrambled data for what it is', () => {
    const sector = made('mode1');
    scramble(sector);
    expect(judged(sector)).toEqual({ kind: 'scrambled', failures: ['scrambled'] });
    expect(isGood(checkSector(sector, 0, lba))).toBe(false);
    expect(judged(sector, lba + 3).failures).toEqual(['scrambled', 'header-address']);
    expect(judged(sector, null).failures).toEqual(['scrambled']);
  });

  it('accepts a form 2 without EDC, and says that nothing proves it', () => {
    const sector = noise(4);
    generateMode2Form2(sector, lba, 'zero');
    expect(judged(sector)).toEqual({ kind: 'mode2-form2-no-edc', failures: [] });
    expect(isProven(checkSector(sector, 0, lba))).toBe(false);
  });

  it('accepts a form 1 parity over the real header, as PlayStation discs end with', () => {
    const sector = made('mode2-form1');
    writeEcc(sector, 'covered');
    expect(judged(sector)).toEqual({ kind: 'mode2-form1', failures: [] });
    sector[2200]! ^= 1;
    expect(judged(sector).failures).toEqual(['ecc']);
  });

  it('accepts the empty form 1, whose EDC is zero, and an empty mode 0', () => {
    const form1 = new Uint8Array(sectorBytes);
    writeSyncAndHeader(form1, lba, 2);
    expect(judged(form1)).toEqual({ kind: 'mode2-form1', failures: [] });
    const mode0 = new Uint8Array(sectorBytes);
    writeSyncAndHeader(mode0, lba, 0);
    expect(judged(mode0)).toEqual({ kind: 'mode0', failures: [] });
    mode0[2000] = 1;
    expect(judged(mode0)).toEqual({ kind: 'mode0', failures: ['layout'] });
  });

  it('leaves mode 2 without subheaders unproven', () => {
    const sector = noise(5);
    writeSyncAndHeader(sector, lba, 2);
    const verdict = checkSector(sector, 0, lba);
    expect(kindOfVerdict(verdict)).toBe('mode2-formless');
    expect(isProven(verdict)).toBe(false);
  });

  it('judges many as it judges each, aligned or not, and counts', () => {
    const count = 40;
    const memory = new Uint8Array(count * sectorBytes + 1);
    for (const shift of [0, 1]) {
      const bytes = memory.subarray(shift, shift + count * sectorBytes);
      const kinds = Object.keys(makers) as (keyof typeof makers)[];
      for (let index = 0; index < count; index++) {
        const sector = noise(index);
        makers[kinds[index % 3]!](sector, lba + index);
        if (index % 5 === 0) sector[500]! ^= 0x80;
        bytes.set(sector, index * sectorBytes);
      }
      const verdicts = new Uint8Array(count);
      expect(checkSectors(bytes, count, lba, verdicts)).toBe(8);
      for (let index = 0; index < count; index++) {
        expect(verdicts[index]).toBe(checkSector(bytes, index * sectorBytes, lba + index));
      }
    }
  });

  it('refuses what is no whole sector', () => {
    expect(() => checkSector(new Uint8Array(sectorBytes), 1, lba)).toThrow(RangeError);
    expect(() => checkSectors(new Uint8Array(sectorBytes), 2, lba, new Uint8Array(2))).toThrow(RangeError);
    expect(() => checkSectors(new Uint8Array(sectorBytes), 1, lba, new Uint8Array(0))).toThrow(RangeError);
  });

  it('judges any bytes without fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), fc.boolean(), (start, withSync) => {
        const sector = new Uint8Array(sectorBytes);
        sector.set(start, withSync ? 12 : 0);
        if (withSync) sector.fill(0xff, 1, 11);
        expect(judged(sector).kind).toBeTypeOf('string');
      }),
      { numRuns: 300 },
    );
  });
});
