import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateMode1, writeSyncAndHeader } from '../../../src/main/core/optical/generate-sector.ts';
import { descrambleData, scramble, scrambleTable } from '../../../src/main/core/optical/scramble.ts';
import { sectorBytes } from '../../../src/main/core/optical/sector-layout.ts';

const lba = 2500;
const arbitrarySector = fc.uint8Array({ minLength: sectorBytes, maxLength: sectorBytes });

function scrambledMode1(): { plain: Uint8Array; scrambled: Uint8Array } {
  const plain = Uint8Array.from({ length: sectorBytes }, (_, at) => at * 31);
  generateMode1(plain, lba);
  const scrambled = plain.slice();
  scramble(scrambled);
  return { plain, scrambled };
}

describe('the scrambler', () => {
  it('begins as ECMA-130, annex B, has it', () => {
    const start = [
      0x01, 0x80, 0x00, 0x60, 0x00, 0x28, 0x00, 0x1e, 0x80, 0x08, 0x60, 0x06, 0xa8, 0x02, 0xfe, 0x81,
    ];
    expect([...scrambleTable.subarray(0, 16)]).toEqual(start);
    expect([...scrambleTable.subarray(-4)]).toEqual([0x72, 0xdd, 0xe5, 0x99]);
    // CRC-32 of the whole table, verified against the sectors of DiscImageCreator's tests.
    expect(crc32(scrambleTable)).toBe(0x9cdc2670);
  });

  it('undoes itself and leaves the sync alone', () => {
    fc.assert(
      fc.property(arbitrarySector, (sector) => {
        const twice = sector.slice();
        scramble(twice);
        expect(twice.subarray(0, 12)).toEqual(sector.subarray(0, 12));
        scramble(twice);
        expect(twice).toEqual(sector);
      }),
      { numRuns: 10 },
    );
  });
});

describe('descrambling what may be data', () => {
  it('believes the address, sync or not', () => {
    const { plain, scrambled } = scrambledMode1();
    expect(descrambleData(scrambled, 0, lba)).toBe('address');
    expect(scrambled).toEqual(plain);
    const hit = scrambledMode1().scrambled;
    hit[5] = 0;
    expect(descrambleData(hit, 0, lba)).toBe('address');
  });

  it('believes sync and mode at another address', () => {
    const { plain, scrambled } = scrambledMode1();
    expect(descrambleData(scrambled, 0, lba + 7)).toBe('sync-and-mode');
    expect(scrambled).toEqual(plain);
  });

  it('believes an empty mode 0 only', () => {
    const sector = new Uint8Array(sectorBytes);
    writeSyncAndHeader(sector, lba, 0);
    scramble(sector);
    expect(descrambleData(sector.slice(), 0, lba + 1)).toBe('empty-mode-0');
    sector[1000]! ^= 1;
    expect(descrambleData(sector, 0, lba + 1)).toBe('refused');
  });

  it('puts anything else back as it was: audio, and data that is plain already', () => {
    const { plain } = scrambledMode1();
    const audio = Uint8Array.from({ length: sectorBytes }, (_, at) => at * 7);
    for (const sector of [plain, audio]) {
      const before = sector.slice();
      expect(descrambleData(sector, 0, lba)).toBe('refused');
      expect(sector).toEqual(before);
    }
  });
});
