import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteRanges } from '../../../src/main/core/filesystem/byte-ranges.ts';

const size = 60;
const range = fc.record({ offsetBytes: fc.nat(size), lengthBytes: fc.nat(12) });

it('ranges know each byte that lies in any of them, and join what touches', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 8 }), range, (ranges, asked) => {
      const bytes = new Set(
        ranges.flatMap(({ offsetBytes, lengthBytes }) =>
          Array.from({ length: lengthBytes }, (_, at) => offsetBytes + at),
        ),
      );
      const known = byteRanges(ranges);
      const inside = known
        .within(asked.offsetBytes, asked.lengthBytes)
        .flatMap(({ offsetBytes, lengthBytes }) =>
          Array.from({ length: lengthBytes }, (_, at) => offsetBytes + at),
        );
      const expected = [...bytes]
        .filter((byte) => byte >= asked.offsetBytes && byte < asked.offsetBytes + asked.lengthBytes)
        .sort((a, b) => a - b);
      expect(inside).toEqual(expected);
      expect(known.touches(asked.offsetBytes, asked.lengthBytes)).toBe(expected.length > 0);
      known.ranges.forEach(({ offsetBytes }, index) => {
        const before = known.ranges[index - 1];
        if (before) expect(offsetBytes).toBeGreaterThan(before.offsetBytes + before.lengthBytes);
      });
    }),
    { numRuns: 500, seed: 20261121 },
  );
});
