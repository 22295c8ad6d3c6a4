import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findVolumeEnd } from '../../../src/main/core/optical/volume-end.ts';

const sectorBytes = 2048;

/** A descriptor of ECMA-167, its tag with the checksum 3/7.2 wants. */
function udf(tag: number, fields: readonly (readonly [at: number, value: number])[]): Uint8Array {
  const sector = new Uint8Array(sectorBytes);
  const view = new DataView(sector.buffer);
  view.setUint16(0, tag, true);
  for (const [at, value] of fields) view.setUint32(at, value, true);
  sector[4] = sector.subarray(0, 16).reduce((sum, byte) => sum + byte, 0);
  return sector;
}

const anchor = udf(2, [
  [16, 16 * sectorBytes],
  [20, 32],
]);

describe('the end of a volume', () => {
  it('is that of the UDF partition', () => {
    const sectors = new Map([
      [256, anchor],
      [32, udf(1, [])],
      [
        33,
        udf(5, [
          [188, 257],
          [192, 10_000],
        ]),
      ],
      [34, udf(8, [])],
    ]);
    expect(findVolumeEnd((lba) => sectors.get(lba) ?? null)).toEqual({ filesystem: 'UDF', endLba: 10_257 });
  });

  it('is not known without a volume, or where nothing can be read', () => {
    expect(findVolumeEnd(() => new Uint8Array(sectorBytes))).toBeNull();
    expect(findVolumeEnd(() => null)).toBeNull();
  });

  it('is a sector or nothing, whatever lies there', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 200, maxLength: 200 }),
        fc.constantFrom(1, 2, 5),
        (bytes, tag) => {
          const sector = new Uint8Array(sectorBytes);
          sector.set(bytes);
          if (tag === 1) sector.set([1, 0x43, 0x44, 0x30, 0x30, 0x31]);
          else {
            sector.set([tag, 0, 2, 0, 0]);
            sector[4] = sector.subarray(0, 16).reduce((sum, byte) => sum + byte, 0);
          }
          const end = findVolumeEnd(() => sector);
          expect(end === null || end.endLba > 0).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
