import fc from 'fast-check';
import { expect, it } from 'vitest';
import { c2Bytes, countFlagged, isC2Clean, isFlagged } from '../../../src/main/core/optical/c2-pointers.ts';

it('counts the flagged bytes of any stretch as one by one', () => {
  const range = fc.tuple(fc.nat(2 * 2352), fc.nat(2352));
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 3 * c2Bytes, maxLength: 3 * c2Bytes }),
      range,
      (pointers, [from, bits]) => {
        const oneByOne = Array.from({ length: bits }, (_, index) => isFlagged(pointers, from + index)).filter(
          Boolean,
        );
        expect(countFlagged(pointers, from, bits)).toBe(oneByOne.length);
        if (bits > 0) expect(isC2Clean(pointers, from, bits)).toBe(oneByOne.length === 0);
      },
    ),
  );
});
