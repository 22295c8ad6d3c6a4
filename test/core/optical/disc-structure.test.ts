/** Structures are laid out after ECMA-267, MMC-6 and the BD-ROM format; their sizes are those of pressed discs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBdDiscInformation,
  sectorsOfDiscInformation,
} from '../../../src/main/core/optical/bd-structure.ts';
import {
  parseCopyright,
  parsePhysicalFormat,
  parseStructureList,
  sectorsOfPfi,
  structureContent,
} from '../../../src/main/core/optical/dvd-structure.ts';

function structure(data: readonly number[], length = data.length): Uint8Array {
  const bytes = new Uint8Array(4 + length);
  bytes.set([(length + 2) >> 8, (length + 2) & 0xff]);
  bytes.set(data, 4);
  return bytes;
}

function word(value: number): number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** 24 bits behind a zero byte, as PSNs stand in the PFI. */
function psn(value: number): number[] {
  return word(value & 0xff_ffff);
}

function pfi(layers: number, first: number, last: number, layer0Last: number, book = 0x01): Uint8Array {
  return structure([book, 0x02, layers, 0x10, ...psn(first), ...psn(last), ...psn(layer0Last), 0x80], 2048);
}

describe('the physical format of a DVD', () => {
  it('with one layer tells its sectors', () => {
    const format = parsePhysicalFormat(pfi(0x01, 0x3_0000, 0x3_0000 + 2_295_104 - 1, 0))!;
    expect(format).toEqual({
      book: 'DVD-ROM',
      partVersion: 1,
      discSizeMillimetres: 120,
      layerCount: 1,
      isOppositeTrackPath: false,
      isEmbossed: true,
      isRecordable: false,
      isRewritable: false,
      firstPsn: 0x3_0000,
      lastPsn: 0x26_053f,
      layer0LastPsn: 0,
      hasBurstCuttingArea: true,
    });
    expect(sectorsOfPfi(format)).toEqual({ sectors: 2_295_104, layerBreakLba: null });
  });

  it('with two layers read there and back tells the layer break', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_100_000 }), fc.nat(2_000_000), (layer0, shorter) => {
        const layer1 = Math.max(1, layer0 - shorter);
        const layer0Last = 0x3_0000 + layer0 - 1;
        // ECMA-267: the first sector of layer 1 has the complement of the last one of layer 0.
        const last = ~layer0Last + layer1 - 1;
        const format = parsePhysicalFormat(pfi(0x31, 0x3_0000, last, layer0Last))!;
        expect(format.layerCount).toBe(2);
        expect(sectorsOfPfi(format)).toEqual({ sectors: layer0 + layer1, layerBreakLba: layer0 });
      }),
    );
  });

  it('with two layers read in parallel tells the layer that was asked for', () => {
    const format = parsePhysicalFormat(pfi(0x21, 0x3_0000, 0x3_03e7, 0))!;
    expect(format).toMatchObject({ layerCount: 2, isOppositeTrackPath: false });
    expect(sectorsOfPfi(format)).toEqual({ sectors: 1000, layerBreakLba: null });
  });

  it('that is recorded on layer 0 only ends there', () => {
    expect(sectorsOfPfi(parsePhysicalFormat(pfi(0x32, 0x3_0000, 0x3_03e7, 0x22_d7ff, 0xe1))!)).toEqual({
      sectors: 1000,
      layerBreakLba: null,
    });
  });

  it('of a console, of a book nobody wrote, and of one that contradicts itself', () => {
    expect(parsePhysicalFormat(pfi(0x01, 0x3_0000, 0x4_0000, 0, 0xff))?.book).toBe('Nintendo');
    expect(parsePhysicalFormat(pfi(0x01, 0x3_0000, 0x4_0000, 0, 0x71))?.book).toBe(null);
    expect(sectorsOfPfi(parsePhysicalFormat(pfi(0x01, 0x3_0000, 0x2_0000, 0))!)).toBe(null);
    expect(sectorsOfPfi(parsePhysicalFormat(pfi(0x31, 0x3_0000, -1, 0x1_0000))!)).toBe(null);
    expect(parsePhysicalFormat(pfi(0x01, 0x3_0000, 0x4_0000, 0).subarray(0, 20))).toBe(null);
  });
});

describe('the other structures of a DVD', () => {
  it('tell protection and regions', () => {
    expect(parseCopyright(structure([1, 0xfd, 0, 0]))).toEqual({ protection: 'css', regions: [2] });
    expect(parseCopyright(structure([0, 0, 0, 0]))).toEqual({
      protection: 'none',
      regions: [1, 2, 3, 4, 5, 6, 7, 8],
    });
    expect(parseCopyright(structure([2, 0xff, 0, 0]))).toEqual({ protection: 'cprm', regions: [] });
    expect(parseCopyright(structure([0x10, 0, 0, 0]))?.protection).toBe('other');
    expect(parseCopyright(new Uint8Array(4))).toBe(null);
  });

  it('are there only when they hold something', () => {
    expect(structureContent(structure([], 2048))).toBe(null);
    expect([...structureContent(structure([1, 2, 0, 3]))!]).toEqual([1, 2, 0, 3]);
    expect([...structureContent(structure([1, 2, 0, 3]).subarray(0, 6))!]).toEqual([1, 2]);
    expect([...structureContent(Uint8Array.of(0, 4, 0, 0, 7, 7, 7, 7))!]).toEqual([7, 7]);
  });

  it('are listed', () => {
    expect(parseStructureList(structure([0x00, 0x40, 0x08, 0x04, 0x03, 0x00, 0, 0xc0, 9]))).toEqual([
      { format: 0, isReadable: true, lengthBytes: 2052 },
      { format: 3, isReadable: false, lengthBytes: 192 },
    ]);
    expect(parseStructureList(new Uint8Array(2))).toEqual([]);
  });
});

describe('the disc information of a Blu-ray disc', () => {
  function unit(
    type: string,
    layer: number,
    layerCount: number,
    lastPsn: number,
    first: number,
    last: number,
  ) {
    const bytes = new Uint8Array(type.startsWith('BDR') || type.startsWith('BDW') ? 112 : 64);
    bytes.set([0x44, 0x49, 1, 0x08 | layer, 0, layer, 32, 0, ...[...type].map((c) => c.charCodeAt(0)), 1]);
    bytes.set([(layerCount << 4) | 1], 12);
    bytes.set([...word(lastPsn), ...word(first), ...word(last)], 20);
    return [...bytes];
  }

  it('with one layer tells its sectors', () => {
    const information = parseBdDiscInformation(
      structure(unit('BDO', 0, 1, 0x10_0000 + 999_999, 0x10_0000, 0x1c_0000), 4096),
    )!;
    expect(information).toMatchObject({ type: 'BDO', isPressed: true, warnings: [] });
    expect(sectorsOfDiscInformation(information)).toEqual({ sectors: 1_000_000, layerBreakLbas: [] });
  });

  it('with two layers tells the layer break', () => {
    const units = [
      ...unit('BDU', 0, 2, 0x1f_ffff, 0x10_0000, 0x10_0000 + 5998),
      ...unit('BDU', 1, 2, 0x1f_ffff, 0x1f_0000, 0x1f_fffe),
    ];
    expect(sectorsOfDiscInformation(parseBdDiscInformation(structure(units, 4096))!)).toEqual({
      sectors: 6000 + 0x1_0000,
      layerBreakLbas: [6000],
    });
  });

  it('of recordable discs or with a layer missing tells no size', () => {
    const recordable = parseBdDiscInformation(structure(unit('BDR', 0, 1, 0, 0x10_0000, 0x1c_0000), 4096))!;
    expect(recordable).toMatchObject({ type: 'BDR', isPressed: false });
    expect(sectorsOfDiscInformation(recordable)).toBe(null);
    const half = parseBdDiscInformation(structure(unit('BDO', 0, 2, 0x1f_ffff, 0x10_0000, 0x10_1000)))!;
    expect(sectorsOfDiscInformation(half)).toBe(null);
    expect(parseBdDiscInformation(structure([1, 2, 3], 4096))).toBe(null);
  });
});

describe('whatever a drive answers', () => {
  it('no parser throws or hangs, and no size is less than one sector', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, isUnit) => {
        const answer = structure([...(isUnit ? [0x44, 0x49, 1] : []), ...noise]);
        for (const bytes of [noise, answer]) {
          parseCopyright(bytes);
          parseStructureList(bytes);
          structureContent(bytes);
          const format = parsePhysicalFormat(bytes);
          const information = parseBdDiscInformation(bytes);
          const sizes = [
            format && sectorsOfPfi(format),
            information && sectorsOfDiscInformation(information),
          ];
          for (const size of sizes) if (size) expect(size.sectors).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
