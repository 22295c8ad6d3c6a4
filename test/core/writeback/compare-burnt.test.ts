/** A burnt disc held against its image: what differs is named, and the shift of sound between two drives is no difference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BurntDisc, compareBurnt } from '../../../src/main/core/writeback/compare-burnt.ts';
import type { SectorRange } from '../../../src/shared/model/sector-runs.ts';
import { dataSectors, discBytes, endLba, smallDisc } from '../../support/sim-disc.ts';

const sectorBytes = 2352;

/** As a drive would give it: sound moved by so many samples, some sectors unreadable. */
function burnt(
  bytes: Uint8Array,
  { shiftSamples = 0, unreadable = [] as readonly number[] } = {},
): BurntDisc {
  const disc = bytes.slice();
  const soundAt = dataSectors * sectorBytes;
  disc.fill(0, soundAt);
  for (let at = soundAt; at < bytes.length; at++) {
    const to = at + shiftSamples * 4;
    if (to >= soundAt && to < disc.length) disc[to] = bytes[at]!;
  }
  return {
    read(form, lba, count, into) {
      for (let index = 0; index < count; index++) {
        if (unreadable.includes(lba + index)) return false;
        const at = (lba + index) * sectorBytes;
        if (form === 'raw') into.set(disc.subarray(at, at + sectorBytes), index * sectorBytes);
        else into.set(disc.subarray(at + 16, at + 2064), index * 2048);
      }
      return true;
    },
  };
}

function compared(disc: BurntDisc, form: 'raw' | 'user' = 'raw'): readonly SectorRange[] {
  const steps = compareBurnt(smallDisc(), disc, form);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}

describe('a burnt disc', () => {
  it('that is the image is found to be, wherever the drives put the sound', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (shiftSamples) => {
        expect(compared(burnt(discBytes(), { shiftSamples }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('has each sector named that differs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: endLba - 1 }), fc.integer({ min: 0, max: 2351 }), (lba, byte) => {
        const bytes = discBytes();
        bytes[lba * sectorBytes + byte]! ^= 0x55;
        expect(compared(burnt(bytes))).toEqual([{ lba, lengthSectors: 1 }]);
      }),
      { numRuns: 60 },
    );
  });

  it('has each data sector named that cannot be read, and no other', () => {
    expect(compared(burnt(discBytes(), { unreadable: [7, 8, 40] }))).toEqual([
      { lba: 7, lengthSectors: 2 },
      { lba: 40, lengthSectors: 1 },
    ]);
  });

  it('whose sound is another is not called the same', () => {
    const bytes = discBytes();
    for (let at = dataSectors * sectorBytes; at < bytes.length; at++) bytes[at] = (at * 31) & 0xff;
    expect(compared(burnt(bytes))).toEqual([{ lba: dataSectors, lengthSectors: endLba - dataSectors }]);
  });
});
