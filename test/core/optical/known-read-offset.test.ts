import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownReadOffsets, readOffsetOf } from '../../../src/main/core/optical/known-read-offset.ts';
import { mergeProfile } from '../../../src/main/core/optical/merge-profile.ts';
import { parseReadOffsetList } from '../../../src/main/core/optical/read-offset-list.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import type { DriveProfile } from '../../../src/shared/model/drive-profile.ts';

const identity = {
  vendor: 'PLEXTOR',
  product: 'DVDR   PX-716A',
  revision: '1.11',
  serial: 'A1',
  bus: 'scsi',
};

function profile(part: Partial<DriveProfile> = {}): DriveProfile {
  return {
    identity,
    readForm: null,
    tried: [],
    dropsCache: null,
    overread: { leadIn: null, leadOut: null },
    maxTransferBytes: 65_536,
    readOffset: null,
    ...part,
  };
}

describe('the read offset of a drive', () => {
  const models = [{ vendor: 'plextor', product: 'DVDR PX-716A', samples: 30 }];

  it('is that of its model, however lists write its name', () => {
    expect(readOffsetOf(knownReadOffsets([], models), identity)).toMatchObject({
      samples: 30,
      origin: 'model',
    });
    expect(readOffsetOf(knownReadOffsets([], models), { ...identity, product: 'PX-760A' })).toBeNull();
  });

  it('is what was given for the very drive, if it was', () => {
    const known = knownReadOffsets([profile({ readOffset: 12 })], models);
    expect(readOffsetOf(known, identity)).toMatchObject({ samples: 12, origin: 'drive' });
    expect(readOffsetOf(known, { ...identity, serial: 'B2' })).toMatchObject({ samples: 30 });
  });

  it('stays what the dump was begun with', () => {
    const known = knownReadOffsets([profile({ readOffset: 12 })], models);
    const begun = { ...identity, samples: 0, origin: 'dump' as const };
    expect(readOffsetOf([...known, begun], identity)).toMatchObject({ samples: 0, origin: 'dump' });
    expect(readOffsetOf([...known, begun], { ...identity, serial: 'B2' })).toMatchObject({ samples: 30 });
  });
});

describe('what is known of a drive', () => {
  it('stays known when a later job does not come to try it', () => {
    const before = profile({ dropsCache: false, overread: { leadIn: true, leadOut: null }, readOffset: 6 });
    const now = profile({ overread: { leadIn: null, leadOut: false }, maxTransferBytes: 131_072 });
    expect(mergeProfile(before, now)).toEqual(
      profile({
        dropsCache: false,
        overread: { leadIn: true, leadOut: false },
        readOffset: 6,
        maxTransferBytes: 131_072,
      }),
    );
  });

  it('gives way to what is found now', () => {
    const before = profile({ dropsCache: false, readOffset: 6 });
    expect(mergeProfile(before, profile({ dropsCache: true, readOffset: 0 }))).toMatchObject({
      dropsCache: true,
      readOffset: 0,
    });
  });
});

describe('a list of read offsets', () => {
  it('has a line for each model, whatever its first line and its quotes', () => {
    const text =
      '\ufeffvendor,product,offset\r\nPLEXTOR,"DVDR, ""PX""",+30\r\n\r\n# old\r\nLITE-ON,LTR-52,-12,\r\n';
    expect(parseReadOffsetList(text, 'list').offsets).toEqual([
      { vendor: 'PLEXTOR', product: 'DVDR, "PX"', samples: 30 },
      { vendor: 'LITE-ON', product: 'LTR-52', samples: -12 },
    ]);
  });

  it('tells which lines it leaves out, and takes the last word on a model', () => {
    const { offsets, warnings } = parseReadOffsetList('A,B,6\nA,B\nA,B,9999\nA,,6\na,b,12\n', 'list');
    expect(offsets).toEqual([{ vendor: 'a', product: 'b', samples: 12 }]);
    expect(warnings).toHaveLength(3);
  });

  it('is a list or is refused, whatever it holds', () => {
    const field = fc.constantFrom('A', '"', '""', ',', '6', '+667', '-6', '\n', '\r\n', ' ', '\0', 'ü');
    fc.assert(
      fc.property(fc.array(field, { maxLength: 60 }), (fields) => {
        try {
          for (const { product, samples } of parseReadOffsetList(fields.join(''), 'list').offsets) {
            expect(product).not.toBe('');
            expect(Math.abs(samples)).toBeLessThanOrEqual(5880);
          }
        } catch (error) {
          expect((error as SpindleError).code).toBe('bad-request');
        }
      }),
      { numRuns: 500 },
    );
    expect(() => parseReadOffsetList('"'.repeat(200_000), 'list')).toThrow(SpindleError);
  });
});
